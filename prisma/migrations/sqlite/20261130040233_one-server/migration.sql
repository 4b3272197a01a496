-- CreateTable
CREATE TABLE "server_leases" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "born" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "beats" INTEGER NOT NULL
);

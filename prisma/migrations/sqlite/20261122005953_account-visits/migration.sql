-- CreateTable
CREATE TABLE "account_visits" (
    "account" TEXT NOT NULL PRIMARY KEY,
    "since" TEXT,
    "seen_at" TEXT NOT NULL
);

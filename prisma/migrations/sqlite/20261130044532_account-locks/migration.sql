-- CreateTable
CREATE TABLE "account_locks" (
    "account" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "until" TEXT,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("account", "source")
);

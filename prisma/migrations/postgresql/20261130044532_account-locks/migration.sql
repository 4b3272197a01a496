-- CreateTable
CREATE TABLE "account_locks" (
    "account" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "failures" INTEGER NOT NULL,
    "until" TEXT COLLATE "C",
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "account_locks_pkey" PRIMARY KEY ("account","source")
);

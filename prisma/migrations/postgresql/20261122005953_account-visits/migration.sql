-- CreateTable
CREATE TABLE "account_visits" (
    "account" TEXT COLLATE "C" NOT NULL,
    "since" TEXT COLLATE "C",
    "seen_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "account_visits_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "session_activity" (
    "session" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "seen_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "session_activity_pkey" PRIMARY KEY ("session")
);

-- CreateIndex
CREATE INDEX "session_activity_by_account" ON "session_activity"("account");

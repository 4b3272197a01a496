-- CreateTable
CREATE TABLE "session_activity" (
    "session" TEXT NOT NULL PRIMARY KEY,
    "account" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "session_activity_by_account" ON "session_activity"("account");

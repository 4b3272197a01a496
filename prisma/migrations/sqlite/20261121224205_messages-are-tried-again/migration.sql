-- AlterTable
ALTER TABLE "messages" ADD COLUMN "not_before" TEXT;

-- CreateIndex
CREATE INDEX "messages_unsent" ON "messages"("sent_at", "not_before");

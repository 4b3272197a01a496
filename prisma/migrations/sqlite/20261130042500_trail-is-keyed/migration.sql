-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN "contents" TEXT;
ALTER TABLE "audit_entries" ADD COLUMN "key_id" TEXT;

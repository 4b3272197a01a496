-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "contents" TEXT COLLATE "C",
ADD COLUMN     "key_id" TEXT;

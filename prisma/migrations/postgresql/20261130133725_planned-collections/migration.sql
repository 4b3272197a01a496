-- AlterTable
ALTER TABLE "quotas" ADD COLUMN     "collections" BIGINT;

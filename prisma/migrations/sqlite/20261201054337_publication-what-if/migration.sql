-- AlterTable
ALTER TABLE "rule_publications" ADD COLUMN "what_if" TEXT;
ALTER TABLE "rule_publications" ADD COLUMN "what_if_sha256" TEXT;

-- AlterTable
ALTER TABLE "rule_publications" ADD COLUMN     "what_if" TEXT COLLATE "C",
ADD COLUMN     "what_if_sha256" TEXT COLLATE "C";

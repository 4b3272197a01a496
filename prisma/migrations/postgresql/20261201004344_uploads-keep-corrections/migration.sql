-- AlterTable
ALTER TABLE "uploads" ADD COLUMN     "corrections" TEXT COLLATE "C" NOT NULL DEFAULT '{}';

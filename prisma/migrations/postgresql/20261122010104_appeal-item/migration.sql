-- AlterTable
ALTER TABLE "appeals" ADD COLUMN     "item" TEXT COLLATE "C";

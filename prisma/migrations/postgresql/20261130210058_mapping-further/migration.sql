-- AlterTable
ALTER TABLE "mapping_profiles" ADD COLUMN     "further" TEXT COLLATE "C" NOT NULL DEFAULT '{}';

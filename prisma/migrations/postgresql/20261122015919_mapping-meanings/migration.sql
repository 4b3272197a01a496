-- AlterTable
ALTER TABLE "mapping_profiles" ADD COLUMN     "meanings" TEXT COLLATE "C" NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "uploads" ADD COLUMN     "sheets" TEXT COLLATE "C" NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "mapping_profiles" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "table" TEXT COLLATE "C" NOT NULL,
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "headers" TEXT COLLATE "C" NOT NULL,
    "columns" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "created_by" TEXT COLLATE "C" NOT NULL,
    "used_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "mapping_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mapping_profiles_by_headers" ON "mapping_profiles"("table", "fingerprint");

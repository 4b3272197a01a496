-- CreateTable
CREATE TABLE "mapping_profile_versions" (
    "id" SERIAL NOT NULL,
    "profile" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "headers" TEXT COLLATE "C" NOT NULL,
    "columns" TEXT COLLATE "C" NOT NULL,
    "meanings" TEXT COLLATE "C" NOT NULL,
    "further" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "upload" TEXT COLLATE "C",
    "restores" INTEGER,

    CONSTRAINT "mapping_profile_versions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mapping_profile_versions_by_number" ON "mapping_profile_versions"("profile", "number");

-- What a profile said until now is its first version.
INSERT INTO "mapping_profile_versions" ("profile", "number", "name", "headers", "columns", "meanings", "further", "at", "by") SELECT "id", 1, "name", "headers", "columns", "meanings", "further", "created_at", "created_by" FROM "mapping_profiles";

-- AlterTable
ALTER TABLE "mapping_profiles" DROP COLUMN "columns",
DROP COLUMN "further",
DROP COLUMN "headers",
DROP COLUMN "meanings",
DROP COLUMN "name",
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

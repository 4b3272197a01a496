-- CreateTable
CREATE TABLE "mapping_profile_versions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "profile" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    "meanings" TEXT NOT NULL,
    "further" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "upload" TEXT,
    "restores" INTEGER
);

-- What a profile said until now is its first version.
INSERT INTO "mapping_profile_versions" ("profile", "number", "name", "headers", "columns", "meanings", "further", "at", "by") SELECT "id", 1, "name", "headers", "columns", "meanings", "further", "created_at", "created_by" FROM "mapping_profiles";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_mapping_profiles" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "table" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "used_at" TEXT NOT NULL
);
INSERT INTO "new_mapping_profiles" ("created_at", "created_by", "fingerprint", "id", "table", "used_at") SELECT "created_at", "created_by", "fingerprint", "id", "table", "used_at" FROM "mapping_profiles";
DROP TABLE "mapping_profiles";
ALTER TABLE "new_mapping_profiles" RENAME TO "mapping_profiles";
CREATE UNIQUE INDEX "mapping_profiles_by_headers" ON "mapping_profiles"("table", "fingerprint");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "mapping_profile_versions_by_number" ON "mapping_profile_versions"("profile", "number");

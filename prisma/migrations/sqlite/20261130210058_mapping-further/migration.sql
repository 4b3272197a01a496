-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_mapping_profiles" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    "meanings" TEXT NOT NULL DEFAULT '{}',
    "further" TEXT NOT NULL DEFAULT '{}',
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "used_at" TEXT NOT NULL
);
INSERT INTO "new_mapping_profiles" ("columns", "created_at", "created_by", "fingerprint", "headers", "id", "meanings", "name", "table", "used_at") SELECT "columns", "created_at", "created_by", "fingerprint", "headers", "id", "meanings", "name", "table", "used_at" FROM "mapping_profiles";
DROP TABLE "mapping_profiles";
ALTER TABLE "new_mapping_profiles" RENAME TO "mapping_profiles";
CREATE UNIQUE INDEX "mapping_profiles_by_headers" ON "mapping_profiles"("table", "fingerprint");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_uploads" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "period" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "book" INTEGER,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "problems" TEXT NOT NULL DEFAULT '[]',
    "stored" TEXT,
    "change" INTEGER,
    "sheets" TEXT NOT NULL DEFAULT '[]',
    "corrections" TEXT NOT NULL DEFAULT '{}'
);
INSERT INTO "new_uploads" ("at", "book", "by", "change", "counts", "file_name", "id", "period", "problems", "sha256", "sheets", "state", "stored") SELECT "at", "book", "by", "change", "counts", "file_name", "id", "period", "problems", "sha256", "sheets", "state", "stored" FROM "uploads";
DROP TABLE "uploads";
ALTER TABLE "new_uploads" RENAME TO "uploads";
CREATE INDEX "uploads_by_period" ON "uploads"("period");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

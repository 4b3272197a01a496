-- CreateTable
CREATE TABLE "spells" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "client_reps" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "openings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "due_date" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_postings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "region" TEXT,
    "from" INTEGER NOT NULL,
    "position" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);
INSERT INTO "new_postings" ("added", "book", "employee", "from", "id", "region", "retired", "row") SELECT "added", "book", "employee", "from", "id", "region", "retired", "row" FROM "postings";
DROP TABLE "postings";
ALTER TABLE "new_postings" RENAME TO "postings";
CREATE INDEX "postings_by_employee" ON "postings"("book", "employee", "from");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "spells_by_employee" ON "spells"("book", "employee", "from");

-- CreateIndex
CREATE INDEX "client_reps_by_client" ON "client_reps"("book", "client", "from");

-- CreateIndex
CREATE INDEX "openings_by_client" ON "openings"("book", "client", "rep", "due_date", "amount");

-- dated-facts
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

-- status-of-documents
-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "complaints" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
ALTER TABLE "expenses" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
ALTER TABLE "feedback" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
ALTER TABLE "followups" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
ALTER TABLE "orders" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
ALTER TABLE "receivables" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
ALTER TABLE "visits" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'audited';
DROP INDEX "complaints_by_day";
CREATE INDEX "complaints_by_day" ON "complaints"("book", "date", "rep", "upheld", "status");
DROP INDEX "expenses_by_day";
CREATE INDEX "expenses_by_day" ON "expenses"("book", "date", "rep", "amount", "status");
DROP INDEX "feedback_by_day";
CREATE INDEX "feedback_by_day" ON "feedback"("book", "date", "engineer", "attitude", "resolution", "dedication", "solved_on_site", "status");
DROP INDEX "followups_by_day";
CREATE INDEX "followups_by_day" ON "followups"("book", "date", "engineer", "score", "status");
DROP INDEX "orders_by_day";
CREATE INDEX "orders_by_day" ON "orders"("book", "date", "rep", "client", "amount", "list_amount", "quantity", "status");
DROP INDEX "orders_by_client";
CREATE INDEX "orders_by_client" ON "orders"("book", "client", "rep", "date", "amount", "status");
DROP INDEX "receivables_by_client";
CREATE INDEX "receivables_by_client" ON "receivables"("book", "client", "rep", "due_date", "amount", "status");
DROP INDEX "visits_by_day";
CREATE INDEX "visits_by_day" ON "visits"("book", "date", "rep", "successful", "status");

-- type-of-documents
-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "collections" ADD COLUMN "type" TEXT NOT NULL DEFAULT 'receipt';
ALTER TABLE "orders" ADD COLUMN "type" TEXT NOT NULL DEFAULT 'order';

-- lines-of-documents
-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "collections" ADD COLUMN "line" TEXT;
ALTER TABLE "orders" ADD COLUMN "line" TEXT;
ALTER TABLE "receivables" ADD COLUMN "line" TEXT;
DROP INDEX "collections_by_number";
DROP INDEX "orders_by_day";
DROP INDEX "orders_by_number";
DROP INDEX "receivables_by_number";
CREATE INDEX "collections_by_number" ON "collections"("book", "number", "line");
CREATE INDEX "orders_by_number" ON "orders"("book", "number", "line");
CREATE INDEX "orders_by_day" ON "orders"("book", "date", "rep", "client", "amount", "list_amount", "quantity", "status", "line");
CREATE INDEX "receivables_by_number" ON "receivables"("book", "number", "line");

-- attendance-slips
-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "attendance" ADD COLUMN "shift" TEXT;
ALTER TABLE "attendance" ADD COLUMN "slip" TEXT;
DROP INDEX "attendance_by_day";
CREATE INDEX "attendance_by_day" ON "attendance"("book", "date", "employee", "kind", "shift", "slip", "count");
CREATE INDEX "attendance_by_slip" ON "attendance"("book", "slip", "employee", "kind", "date");

-- planned-collections
-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "quotas" ADD COLUMN "collections" BIGINT;

-- holidays
-- CreateTable
CREATE TABLE "holidays" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "working" INTEGER NOT NULL,
    "name" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateIndex
CREATE INDEX "holidays_by_day" ON "holidays"("book", "date");


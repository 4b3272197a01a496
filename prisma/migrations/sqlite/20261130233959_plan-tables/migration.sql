-- AlterTable
ALTER TABLE "collections" ADD COLUMN "campaign" TEXT;

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN "category" TEXT;
ALTER TABLE "complaints" ADD COLUMN "handled_on" INTEGER;

-- AlterTable
ALTER TABLE "expenses" ADD COLUMN "campaign" TEXT;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "campaign" TEXT;
ALTER TABLE "orders" ADD COLUMN "cost" BIGINT;
ALTER TABLE "orders" ADD COLUMN "product" TEXT;

-- AlterTable
ALTER TABLE "visits" ADD COLUMN "kind" TEXT;

-- CreateTable
CREATE TABLE "pay_bases" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "opportunities" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "created_on" INTEGER NOT NULL,
    "expected_on" INTEGER,
    "closed_on" INTEGER,
    "outcome" TEXT,
    "probability" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "opportunity_stages" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "from" INTEGER,
    "to" INTEGER,
    "budget" BIGINT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "credits" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "share" TEXT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateIndex
CREATE INDEX "pay_bases_by_employee" ON "pay_bases"("book", "employee", "from");

-- CreateIndex
CREATE INDEX "opportunities_by_number" ON "opportunities"("book", "number");

-- CreateIndex
CREATE INDEX "opportunities_by_rep" ON "opportunities"("book", "rep", "created_on");

-- CreateIndex
CREATE INDEX "opportunity_stages_by_number" ON "opportunity_stages"("book", "number", "from");

-- CreateIndex
CREATE INDEX "campaigns_by_code" ON "campaigns"("book", "code");

-- CreateIndex
CREATE INDEX "credits_by_document" ON "credits"("book", "table", "number", "rep");

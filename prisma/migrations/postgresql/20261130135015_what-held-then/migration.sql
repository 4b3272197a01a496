-- dated-facts
-- AlterTable
ALTER TABLE "postings" ADD COLUMN     "position" TEXT COLLATE "C",
ALTER COLUMN "region" DROP NOT NULL;

-- CreateTable
CREATE TABLE "spells" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "spells_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_reps" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "client_reps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "openings" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "due_date" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "openings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "spells_by_employee" ON "spells"("book", "employee", "from");

-- CreateIndex
CREATE INDEX "client_reps_by_client" ON "client_reps"("book", "client", "from");

-- CreateIndex
CREATE INDEX "openings_by_client" ON "openings"("book", "client", "rep", "due_date", "amount");

-- status-of-documents
-- DropIndex
DROP INDEX "complaints_by_day";

-- DropIndex
DROP INDEX "expenses_by_day";

-- DropIndex
DROP INDEX "feedback_by_day";

-- DropIndex
DROP INDEX "followups_by_day";

-- DropIndex
DROP INDEX "orders_by_client";

-- DropIndex
DROP INDEX "orders_by_day";

-- DropIndex
DROP INDEX "receivables_by_client";

-- DropIndex
DROP INDEX "visits_by_day";

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- AlterTable
ALTER TABLE "expenses" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- AlterTable
ALTER TABLE "followups" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- AlterTable
ALTER TABLE "receivables" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- AlterTable
ALTER TABLE "visits" ADD COLUMN     "status" TEXT COLLATE "C" NOT NULL DEFAULT 'audited';

-- CreateIndex
CREATE INDEX "complaints_by_day" ON "complaints"("book", "date", "rep", "upheld", "status");

-- CreateIndex
CREATE INDEX "expenses_by_day" ON "expenses"("book", "date", "rep", "amount", "status");

-- CreateIndex
CREATE INDEX "feedback_by_day" ON "feedback"("book", "date", "engineer", "attitude", "resolution", "dedication", "solved_on_site", "status");

-- CreateIndex
CREATE INDEX "followups_by_day" ON "followups"("book", "date", "engineer", "score", "status");

-- CreateIndex
CREATE INDEX "orders_by_day" ON "orders"("book", "date", "rep", "client", "amount", "list_amount", "quantity", "status");

-- CreateIndex
CREATE INDEX "orders_by_client" ON "orders"("book", "client", "rep", "date", "amount", "status");

-- CreateIndex
CREATE INDEX "receivables_by_client" ON "receivables"("book", "client", "rep", "due_date", "amount", "status");

-- CreateIndex
CREATE INDEX "visits_by_day" ON "visits"("book", "date", "rep", "successful", "status");

-- type-of-documents
-- AlterTable
ALTER TABLE "collections" ADD COLUMN     "type" TEXT COLLATE "C" NOT NULL DEFAULT 'receipt';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "type" TEXT COLLATE "C" NOT NULL DEFAULT 'order';

-- lines-of-documents
-- DropIndex
DROP INDEX "collections_by_number";

-- DropIndex
DROP INDEX "orders_by_day";

-- DropIndex
DROP INDEX "orders_by_number";

-- DropIndex
DROP INDEX "receivables_by_number";

-- AlterTable
ALTER TABLE "collections" ADD COLUMN     "line" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "line" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "receivables" ADD COLUMN     "line" TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "collections_by_number" ON "collections"("book", "number", "line");

-- CreateIndex
CREATE INDEX "orders_by_number" ON "orders"("book", "number", "line");

-- CreateIndex
CREATE INDEX "orders_by_day" ON "orders"("book", "date", "rep", "client", "amount", "list_amount", "quantity", "status", "line");

-- CreateIndex
CREATE INDEX "receivables_by_number" ON "receivables"("book", "number", "line");

-- attendance-slips
-- DropIndex
DROP INDEX "attendance_by_day";

-- AlterTable
ALTER TABLE "attendance" ADD COLUMN     "shift" TEXT COLLATE "C",
ADD COLUMN     "slip" TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "attendance_by_day" ON "attendance"("book", "date", "employee", "kind", "shift", "slip", "count");

-- CreateIndex
CREATE INDEX "attendance_by_slip" ON "attendance"("book", "slip", "employee", "kind", "date");

-- planned-collections
-- AlterTable
ALTER TABLE "quotas" ADD COLUMN     "collections" BIGINT;

-- holidays
-- CreateTable
CREATE TABLE "holidays" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "working" INTEGER NOT NULL,
    "name" TEXT COLLATE "C",
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "holidays_by_day" ON "holidays"("book", "date");


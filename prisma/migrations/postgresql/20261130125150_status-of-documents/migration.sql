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

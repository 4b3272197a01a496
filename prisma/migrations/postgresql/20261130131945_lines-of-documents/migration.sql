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

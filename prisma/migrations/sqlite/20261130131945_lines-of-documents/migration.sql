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

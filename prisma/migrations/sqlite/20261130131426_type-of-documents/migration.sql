-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "collections" ADD COLUMN "type" TEXT NOT NULL DEFAULT 'receipt';
ALTER TABLE "orders" ADD COLUMN "type" TEXT NOT NULL DEFAULT 'order';

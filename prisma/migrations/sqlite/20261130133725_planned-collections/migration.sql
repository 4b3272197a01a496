-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "quotas" ADD COLUMN "collections" BIGINT;

-- Columns are added where they stand: Prisma would copy every table.
ALTER TABLE "attendance" ADD COLUMN "shift" TEXT;
ALTER TABLE "attendance" ADD COLUMN "slip" TEXT;
DROP INDEX "attendance_by_day";
CREATE INDEX "attendance_by_day" ON "attendance"("book", "date", "employee", "kind", "shift", "slip", "count");
CREATE INDEX "attendance_by_slip" ON "attendance"("book", "slip", "employee", "kind", "date");

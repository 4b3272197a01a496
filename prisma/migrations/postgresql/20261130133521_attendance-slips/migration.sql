-- DropIndex
DROP INDEX "attendance_by_day";

-- AlterTable
ALTER TABLE "attendance" ADD COLUMN     "shift" TEXT COLLATE "C",
ADD COLUMN     "slip" TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "attendance_by_day" ON "attendance"("book", "date", "employee", "kind", "shift", "slip", "count");

-- CreateIndex
CREATE INDEX "attendance_by_slip" ON "attendance"("book", "slip", "employee", "kind", "date");

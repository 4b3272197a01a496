-- CreateTable
CREATE TABLE "set_aside_records" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "upload" TEXT NOT NULL,
    "book" INTEGER NOT NULL,
    "table_key" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "period" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "set_aside_records_by_upload" ON "set_aside_records"("upload", "table_key");

-- CreateIndex
CREATE INDEX "set_aside_records_by_period" ON "set_aside_records"("period");

-- CreateTable
CREATE TABLE "set_aside_records" (
    "id" SERIAL NOT NULL,
    "upload" TEXT COLLATE "C" NOT NULL,
    "book" INTEGER NOT NULL,
    "table_key" TEXT COLLATE "C" NOT NULL,
    "record" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "set_aside_records_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "set_aside_records_by_upload" ON "set_aside_records"("upload", "table_key");

-- CreateIndex
CREATE INDEX "set_aside_records_by_period" ON "set_aside_records"("period");

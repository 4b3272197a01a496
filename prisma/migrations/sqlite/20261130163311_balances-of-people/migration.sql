-- CreateTable
CREATE TABLE "settlements" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "arisen" BIGINT NOT NULL,
    "deducted" BIGINT NOT NULL,
    "balance" BIGINT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "balance_entries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "settlement" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "monthly" BIGINT,
    "period" TEXT,
    "day" INTEGER,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "settlements_by_employee" ON "settlements"("employee");

-- CreateIndex
CREATE UNIQUE INDEX "settlements_by_period" ON "settlements"("period", "employee");

-- CreateIndex
CREATE INDEX "balance_entries_by_settlement" ON "balance_entries"("settlement");

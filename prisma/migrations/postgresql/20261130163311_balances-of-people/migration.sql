-- CreateTable
CREATE TABLE "settlements" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "arisen" BIGINT NOT NULL,
    "deducted" BIGINT NOT NULL,
    "balance" BIGINT NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "settlements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_entries" (
    "id" SERIAL NOT NULL,
    "settlement" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "monthly" BIGINT,
    "period" TEXT COLLATE "C",
    "day" INTEGER,
    "reason" TEXT COLLATE "C",
    "by" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "balance_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "settlements_by_employee" ON "settlements"("employee");

-- CreateIndex
CREATE UNIQUE INDEX "settlements_by_period" ON "settlements"("period", "employee");

-- CreateIndex
CREATE INDEX "balance_entries_by_settlement" ON "balance_entries"("settlement");

-- CreateTable
CREATE TABLE "plan_receipts" (
    "id" SERIAL NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "effective_from" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "plan_receipts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_receipts_by_person" ON "plan_receipts"("rule", "sha256", "employee");

-- What somebody signed stays as it was.
CREATE TRIGGER "plan_receipts_stay" BEFORE UPDATE OR DELETE ON "plan_receipts" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();

-- CreateTable
CREATE TABLE "run_pay" (
    "run" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "plan" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT,
    "result" TEXT COLLATE "C" NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "run_pay_pkey" PRIMARY KEY ("run","kind","employee","plan")
);

-- CreateIndex
CREATE INDEX "run_pay_by_employee" ON "run_pay"("employee", "run");

-- A snapshot never changes.
CREATE TRIGGER "run_pay_stay" BEFORE UPDATE OR DELETE ON "run_pay" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();

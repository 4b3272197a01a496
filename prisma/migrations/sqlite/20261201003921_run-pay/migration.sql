-- CreateTable
CREATE TABLE "run_pay" (
    "run" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "amount" BIGINT,
    "result" TEXT NOT NULL,
    "facts" TEXT NOT NULL,

    PRIMARY KEY ("run", "kind", "employee", "plan")
);

-- CreateIndex
CREATE INDEX "run_pay_by_employee" ON "run_pay"("employee", "run");

-- A snapshot never changes.
CREATE TRIGGER "run_pay_never_change" BEFORE UPDATE ON "run_pay" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_pay_stay" BEFORE DELETE ON "run_pay" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;

-- CreateTable
CREATE TABLE "plan_receipts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "rule" TEXT NOT NULL,
    "effective_from" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_receipts_by_person" ON "plan_receipts"("rule", "sha256", "employee");

-- What somebody signed stays as it was.
CREATE TRIGGER "plan_receipts_never_change" BEFORE UPDATE ON "plan_receipts" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "plan_receipts_stay" BEFORE DELETE ON "plan_receipts" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;

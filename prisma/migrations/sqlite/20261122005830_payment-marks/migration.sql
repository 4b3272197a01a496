-- CreateTable
CREATE TABLE "payments" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "paid_on" INTEGER,
    "reference" TEXT,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "payment_lines" (
    "payment" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "share" BIGINT NOT NULL,
    "adjustment" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    PRIMARY KEY ("payment", "region", "employee")
);

-- CreateIndex
CREATE INDEX "payments_by_period" ON "payments"("period", "id");

-- CreateIndex
CREATE INDEX "payment_lines_by_person" ON "payment_lines"("period", "region", "employee", "payment");

-- The trail of payments never changes: entries are added.
CREATE TRIGGER "payments_never_change" BEFORE UPDATE ON "payments" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;
CREATE TRIGGER "payments_stay" BEFORE DELETE ON "payments" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;
CREATE TRIGGER "payment_lines_never_change" BEFORE UPDATE ON "payment_lines" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;
CREATE TRIGGER "payment_lines_stay" BEFORE DELETE ON "payment_lines" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;

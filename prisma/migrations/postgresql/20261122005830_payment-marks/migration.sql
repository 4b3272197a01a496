-- CreateTable
CREATE TABLE "payments" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "paid_on" INTEGER,
    "reference" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "by" TEXT COLLATE "C" NOT NULL,
    "by_name" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_lines" (
    "payment" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "share" BIGINT NOT NULL,
    "adjustment" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "payment_lines_pkey" PRIMARY KEY ("payment","region","employee")
);

-- CreateIndex
CREATE INDEX "payments_by_period" ON "payments"("period", "id");

-- CreateIndex
CREATE INDEX "payment_lines_by_person" ON "payment_lines"("period", "region", "employee", "payment");

-- The trail of payments never changes: entries are added.
CREATE FUNCTION "refuse_change_of_payment"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The trail of payments never changes.'; END $$;
CREATE TRIGGER "payments_stay" BEFORE UPDATE OR DELETE ON "payments" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_payment"();
CREATE TRIGGER "payment_lines_stay" BEFORE UPDATE OR DELETE ON "payment_lines" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_payment"();

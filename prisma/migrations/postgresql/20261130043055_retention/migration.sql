-- CreateTable
CREATE TABLE "retention_rules" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "years" INTEGER,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_holds" (
    "id" SERIAL NOT NULL,
    "employee" TEXT COLLATE "C",
    "period" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "ended_at" TEXT COLLATE "C",
    "ended_by" TEXT COLLATE "C",

    CONSTRAINT "retention_holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "removals" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "before" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "removals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "removals_by_kind" ON "removals"("kind", "before");

-- The record of what was removed never changes: lines are added.
CREATE FUNCTION "refuse_change_of_removal"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The record of removals never changes.'; END $$;
CREATE TRIGGER "removals_stay" BEFORE UPDATE OR DELETE ON "removals" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_removal"();

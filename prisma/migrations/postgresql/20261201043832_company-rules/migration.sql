-- CreateTable
CREATE TABLE "rule_publications" (
    "id" SERIAL NOT NULL,
    "file" TEXT COLLATE "C" NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "effective_from" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "rule_publications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_drafts" (
    "rule" TEXT COLLATE "C" NOT NULL,
    "file" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "rule_drafts_pkey" PRIMARY KEY ("rule")
);

-- CreateIndex
CREATE INDEX "rule_publications_by_rule" ON "rule_publications"("rule");

-- What was published stays as it was.
CREATE TRIGGER "rule_publications_stay" BEFORE UPDATE OR DELETE ON "rule_publications" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();

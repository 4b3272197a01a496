-- CreateTable
CREATE TABLE "rule_publications" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "file" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "effective_from" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "rule_drafts" (
    "rule" TEXT NOT NULL PRIMARY KEY,
    "file" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "rule_publications_by_rule" ON "rule_publications"("rule");

-- What was published stays as it was.
CREATE TRIGGER "rule_publications_never_change" BEFORE UPDATE ON "rule_publications" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "rule_publications_stay" BEFORE DELETE ON "rule_publications" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;

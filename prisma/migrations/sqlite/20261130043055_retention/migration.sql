-- CreateTable
CREATE TABLE "retention_rules" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "years" INTEGER,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "retention_holds" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "employee" TEXT,
    "period" TEXT,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "ended_at" TEXT,
    "ended_by" TEXT
);

-- CreateTable
CREATE TABLE "removals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "removals_by_kind" ON "removals"("kind", "before");

-- The record of what was removed never changes: lines are added.
CREATE TRIGGER "removals_never_change" BEFORE UPDATE ON "removals" BEGIN SELECT RAISE(ABORT, 'The record of removals never changes.'); END;
CREATE TRIGGER "removals_stay" BEFORE DELETE ON "removals" BEGIN SELECT RAISE(ABORT, 'The record of removals never changes.'); END;

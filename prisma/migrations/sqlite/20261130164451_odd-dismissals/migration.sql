-- CreateTable
CREATE TABLE "odd_dismissals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT,
    "record" TEXT,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "ended_at" TEXT,
    "ended_by" TEXT
);

-- CreateIndex
CREATE INDEX "odd_dismissals_by_key" ON "odd_dismissals"("key");

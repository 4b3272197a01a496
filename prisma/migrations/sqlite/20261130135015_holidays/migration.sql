-- CreateTable
CREATE TABLE "holidays" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "working" INTEGER NOT NULL,
    "name" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateIndex
CREATE INDEX "holidays_by_day" ON "holidays"("book", "date");

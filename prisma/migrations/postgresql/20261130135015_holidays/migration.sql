-- CreateTable
CREATE TABLE "holidays" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "working" INTEGER NOT NULL,
    "name" TEXT COLLATE "C",
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "holidays_by_day" ON "holidays"("book", "date");

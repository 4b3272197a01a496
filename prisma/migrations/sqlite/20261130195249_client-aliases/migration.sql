-- CreateTable
CREATE TABLE "client_aliases" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "name" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateIndex
CREATE INDEX "client_aliases_by_alias" ON "client_aliases"("book", "alias");

-- CreateTable
CREATE TABLE "client_aliases" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "alias" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C",
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "client_aliases_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "client_aliases_by_alias" ON "client_aliases"("book", "alias");

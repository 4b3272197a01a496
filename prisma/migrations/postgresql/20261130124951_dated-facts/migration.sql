-- AlterTable
ALTER TABLE "postings" ADD COLUMN     "position" TEXT COLLATE "C",
ALTER COLUMN "region" DROP NOT NULL;

-- CreateTable
CREATE TABLE "spells" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "spells_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_reps" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "client_reps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "openings" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "due_date" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "openings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "spells_by_employee" ON "spells"("book", "employee", "from");

-- CreateIndex
CREATE INDEX "client_reps_by_client" ON "client_reps"("book", "client", "from");

-- CreateIndex
CREATE INDEX "openings_by_client" ON "openings"("book", "client", "rep", "due_date", "amount");

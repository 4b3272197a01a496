-- AlterTable
ALTER TABLE "collections" ADD COLUMN     "campaign" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN     "category" TEXT COLLATE "C",
ADD COLUMN     "handled_on" INTEGER;

-- AlterTable
ALTER TABLE "expenses" ADD COLUMN     "campaign" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "campaign" TEXT COLLATE "C",
ADD COLUMN     "cost" BIGINT,
ADD COLUMN     "product" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "visits" ADD COLUMN     "kind" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "pay_bases" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "pay_bases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunities" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "stage" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "created_on" INTEGER NOT NULL,
    "expected_on" INTEGER,
    "closed_on" INTEGER,
    "outcome" TEXT COLLATE "C",
    "probability" TEXT COLLATE "C",
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "opportunities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity_stages" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "stage" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "opportunity_stages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER,
    "to" INTEGER,
    "budget" BIGINT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credits" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "table" TEXT COLLATE "C" NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "share" TEXT COLLATE "C" NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "credits_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pay_bases_by_employee" ON "pay_bases"("book", "employee", "from");

-- CreateIndex
CREATE INDEX "opportunities_by_number" ON "opportunities"("book", "number");

-- CreateIndex
CREATE INDEX "opportunities_by_rep" ON "opportunities"("book", "rep", "created_on");

-- CreateIndex
CREATE INDEX "opportunity_stages_by_number" ON "opportunity_stages"("book", "number", "from");

-- CreateIndex
CREATE INDEX "campaigns_by_code" ON "campaigns"("book", "code");

-- CreateIndex
CREATE INDEX "credits_by_document" ON "credits"("book", "table", "number", "rep");

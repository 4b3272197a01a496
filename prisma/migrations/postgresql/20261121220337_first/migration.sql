-- CreateTable
CREATE TABLE "books" (
    "id" SERIAL NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "books_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "book_tables" (
    "book" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "rows" INTEGER NOT NULL,

    CONSTRAINT "book_tables_pkey" PRIMARY KEY ("book","key")
);

-- CreateTable
CREATE TABLE "regions" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "regions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "employees" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "hired_on" INTEGER,
    "left_on" INTEGER,

    CONSTRAINT "employees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postings" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,

    CONSTRAINT "postings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clients" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C",
    "rep" TEXT COLLATE "C",
    "class" TEXT COLLATE "C",
    "internal" INTEGER NOT NULL,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "list_amount" BIGINT,
    "quantity" BIGINT,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collections" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "rep" TEXT COLLATE "C",
    "region" TEXT COLLATE "C",
    "kind" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",
    "credited_rep" TEXT COLLATE "C",
    "client_internal" INTEGER NOT NULL,

    CONSTRAINT "collections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receivables" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "due_date" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "receivables_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quotas" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT,
    "quantity" BIGINT,
    "new_clients" BIGINT,

    CONSTRAINT "quotas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expenses" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" TEXT COLLATE "C",

    CONSTRAINT "expenses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "successful" INTEGER NOT NULL,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "upheld" INTEGER NOT NULL,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "attitude" INTEGER NOT NULL,
    "resolution" INTEGER NOT NULL,
    "dedication" INTEGER NOT NULL,
    "solved_on_site" INTEGER,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "followups" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "score" INTEGER NOT NULL,

    CONSTRAINT "followups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluations" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "item" TEXT COLLATE "C" NOT NULL,
    "evaluator" TEXT COLLATE "C" NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT COLLATE "C",

    CONSTRAINT "evaluations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "module" TEXT COLLATE "C",
    "decision" TEXT COLLATE "C" NOT NULL,
    "value" INTEGER,
    "reason" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commissions" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "commissions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "books_by_sha256" ON "books"("sha256");

-- CreateIndex
CREATE INDEX "regions_by_code" ON "regions"("book", "code");

-- CreateIndex
CREATE INDEX "employees_by_number" ON "employees"("book", "number");

-- CreateIndex
CREATE INDEX "postings_by_employee" ON "postings"("book", "employee", "from");

-- CreateIndex
CREATE INDEX "clients_by_code" ON "clients"("book", "code");

-- CreateIndex
CREATE INDEX "orders_by_number" ON "orders"("book", "number");

-- CreateIndex
CREATE INDEX "orders_by_day" ON "orders"("book", "date", "rep", "client", "amount", "list_amount", "quantity");

-- CreateIndex
CREATE INDEX "orders_by_client" ON "orders"("book", "client", "rep", "date", "amount");

-- CreateIndex
CREATE INDEX "collections_by_number" ON "collections"("book", "number");

-- CreateIndex
CREATE INDEX "collections_by_day" ON "collections"("book", "date", "region", "credited_rep", "kind", "status", "client_internal", "amount");

-- CreateIndex
CREATE INDEX "collections_by_client" ON "collections"("book", "client", "credited_rep", "date", "kind", "status", "client_internal", "amount");

-- CreateIndex
CREATE INDEX "receivables_by_number" ON "receivables"("book", "number");

-- CreateIndex
CREATE INDEX "receivables_by_client" ON "receivables"("book", "client", "rep", "due_date", "amount");

-- CreateIndex
CREATE INDEX "quotas_by_period" ON "quotas"("book", "period", "rep");

-- CreateIndex
CREATE INDEX "expenses_by_number" ON "expenses"("book", "number");

-- CreateIndex
CREATE INDEX "expenses_by_day" ON "expenses"("book", "date", "rep", "amount");

-- CreateIndex
CREATE INDEX "visits_by_number" ON "visits"("book", "number");

-- CreateIndex
CREATE INDEX "visits_by_day" ON "visits"("book", "date", "rep", "successful");

-- CreateIndex
CREATE INDEX "complaints_by_number" ON "complaints"("book", "number");

-- CreateIndex
CREATE INDEX "complaints_by_day" ON "complaints"("book", "date", "rep", "upheld");

-- CreateIndex
CREATE INDEX "attendance_by_day" ON "attendance"("book", "date", "employee", "kind", "count");

-- CreateIndex
CREATE INDEX "feedback_by_number" ON "feedback"("book", "number");

-- CreateIndex
CREATE INDEX "feedback_by_day" ON "feedback"("book", "date", "engineer", "attitude", "resolution", "dedication", "solved_on_site");

-- CreateIndex
CREATE INDEX "followups_by_number" ON "followups"("book", "number");

-- CreateIndex
CREATE INDEX "followups_by_day" ON "followups"("book", "date", "engineer", "score");

-- CreateIndex
CREATE INDEX "evaluations_by_period" ON "evaluations"("book", "period", "engineer", "item", "evaluator");

-- CreateIndex
CREATE INDEX "decisions_by_period" ON "decisions"("book", "period", "employee", "module");

-- CreateIndex
CREATE INDEX "commissions_by_period" ON "commissions"("book", "period", "region");

-- AddForeignKey
ALTER TABLE "book_tables" ADD CONSTRAINT "book_tables_book_fkey" FOREIGN KEY ("book") REFERENCES "books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

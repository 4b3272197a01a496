-- CreateTable
CREATE TABLE "books" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sha256" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "book_tables" (
    "book" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,

    PRIMARY KEY ("book", "key"),
    CONSTRAINT "book_tables_book_fkey" FOREIGN KEY ("book") REFERENCES "books" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "regions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "employees" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "hired_on" INTEGER,
    "left_on" INTEGER
);

-- CreateTable
CREATE TABLE "postings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "from" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "clients" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT,
    "rep" TEXT,
    "class" TEXT,
    "internal" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "orders" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "list_amount" BIGINT,
    "quantity" BIGINT
);

-- CreateTable
CREATE TABLE "collections" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "rep" TEXT,
    "region" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "credited_rep" TEXT,
    "client_internal" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "receivables" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "due_date" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "amount" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "quotas" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "amount" BIGINT,
    "quantity" BIGINT,
    "new_clients" BIGINT
);

-- CreateTable
CREATE TABLE "expenses" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" TEXT
);

-- CreateTable
CREATE TABLE "visits" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT NOT NULL,
    "client" TEXT,
    "successful" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT NOT NULL,
    "client" TEXT,
    "upheld" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "engineer" TEXT NOT NULL,
    "client" TEXT,
    "attitude" INTEGER NOT NULL,
    "resolution" INTEGER NOT NULL,
    "dedication" INTEGER NOT NULL,
    "solved_on_site" INTEGER
);

-- CreateTable
CREATE TABLE "followups" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "engineer" TEXT NOT NULL,
    "client" TEXT,
    "score" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "evaluations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "engineer" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "evaluator" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "module" TEXT,
    "decision" TEXT NOT NULL,
    "value" INTEGER,
    "reason" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "commissions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "amount" BIGINT NOT NULL
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

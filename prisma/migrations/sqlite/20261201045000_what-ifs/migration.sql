-- CreateTable
CREATE TABLE "what_ifs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "finished_at" TEXT,
    "as_of_change" BIGINT,
    "asked" TEXT NOT NULL,
    "summary" TEXT,
    "sha256" TEXT,
    "problems" TEXT
);

-- CreateTable
CREATE TABLE "what_if_people" (
    "what_if" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "before" BIGINT NOT NULL,
    "after" BIGINT NOT NULL,
    "difference" BIGINT NOT NULL,
    "periods" TEXT NOT NULL,

    PRIMARY KEY ("what_if", "employee")
);

-- CreateIndex
CREATE INDEX "what_if_people_by_difference" ON "what_if_people"("what_if", "difference", "employee");

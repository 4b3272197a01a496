-- CreateTable
CREATE TABLE "what_ifs" (
    "id" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "started_by" TEXT COLLATE "C" NOT NULL,
    "started_at" TEXT COLLATE "C" NOT NULL,
    "finished_at" TEXT COLLATE "C",
    "as_of_change" BIGINT,
    "asked" TEXT COLLATE "C" NOT NULL,
    "summary" TEXT COLLATE "C",
    "sha256" TEXT COLLATE "C",
    "problems" TEXT COLLATE "C",

    CONSTRAINT "what_ifs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "what_if_people" (
    "what_if" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "before" BIGINT NOT NULL,
    "after" BIGINT NOT NULL,
    "difference" BIGINT NOT NULL,
    "periods" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "what_if_people_pkey" PRIMARY KEY ("what_if","employee")
);

-- CreateIndex
CREATE INDEX "what_if_people_by_difference" ON "what_if_people"("what_if", "difference", "employee");

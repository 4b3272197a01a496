-- CreateTable
CREATE TABLE "odd_dismissals" (
    "id" SERIAL NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C",
    "record" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "ended_at" TEXT COLLATE "C",
    "ended_by" TEXT COLLATE "C",

    CONSTRAINT "odd_dismissals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "odd_dismissals_by_key" ON "odd_dismissals"("key");

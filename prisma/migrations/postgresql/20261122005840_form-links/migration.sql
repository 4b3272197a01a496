-- CreateTable
CREATE TABLE "form_links" (
    "id" SERIAL NOT NULL,
    "token_sha256" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "client_name" TEXT COLLATE "C",
    "day" INTEGER NOT NULL,
    "note" TEXT COLLATE "C",
    "created_at" TEXT COLLATE "C" NOT NULL,
    "created_by" TEXT COLLATE "C" NOT NULL,
    "created_from" TEXT COLLATE "C",
    "expires_at" TEXT COLLATE "C" NOT NULL,
    "revoked_at" TEXT COLLATE "C",
    "revoked_by" TEXT COLLATE "C",
    "answered_at" TEXT COLLATE "C",
    "answered_from" TEXT COLLATE "C",
    "answer" TEXT COLLATE "C",
    "entry" TEXT COLLATE "C",
    "problems" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "change" INTEGER,
    "settled_at" TEXT COLLATE "C",
    "settled_by" TEXT COLLATE "C",
    "settled_reason" TEXT COLLATE "C",

    CONSTRAINT "form_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "form_links_by_hash" ON "form_links"("token_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "form_links_by_number" ON "form_links"("number");

-- CreateIndex
CREATE INDEX "form_links_by_engineer" ON "form_links"("engineer", "id");

-- CreateIndex
CREATE INDEX "form_links_by_day" ON "form_links"("day");

-- CreateIndex
CREATE INDEX "form_links_by_entry" ON "form_links"("entry");

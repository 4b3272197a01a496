-- CreateTable
CREATE TABLE "form_links" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "token_sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "engineer" TEXT NOT NULL,
    "client" TEXT,
    "client_name" TEXT,
    "day" INTEGER NOT NULL,
    "note" TEXT,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_from" TEXT,
    "expires_at" TEXT NOT NULL,
    "revoked_at" TEXT,
    "revoked_by" TEXT,
    "answered_at" TEXT,
    "answered_from" TEXT,
    "answer" TEXT,
    "entry" TEXT,
    "problems" TEXT NOT NULL DEFAULT '[]',
    "change" INTEGER,
    "settled_at" TEXT,
    "settled_by" TEXT,
    "settled_reason" TEXT
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

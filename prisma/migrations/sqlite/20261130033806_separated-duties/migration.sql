-- CreateTable
CREATE TABLE "account_links" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT
);

-- CreateTable
CREATE TABLE "token_approvals" (
    "token" TEXT NOT NULL PRIMARY KEY,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "account_links_by_account" ON "account_links"("account");

-- Links that stand; those that were taken away before this version are known to the audit trail only.
INSERT INTO "account_links" ("account", "employee", "from")
SELECT "id", "employee", "createdAt" FROM "accounts" WHERE "employee" IS NOT NULL;

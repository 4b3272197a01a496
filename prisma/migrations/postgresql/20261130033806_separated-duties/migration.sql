-- CreateTable
CREATE TABLE "account_links" (
    "id" SERIAL NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "until" TEXT COLLATE "C",

    CONSTRAINT "account_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token_approvals" (
    "token" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "token_approvals_pkey" PRIMARY KEY ("token")
);

-- CreateIndex
CREATE INDEX "account_links_by_account" ON "account_links"("account");

-- Links that stand; those that were taken away before this version are known to the audit trail only.
INSERT INTO "account_links" ("account", "employee", "from")
SELECT "id", "employee", to_char("createdAt", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM "accounts" WHERE "employee" IS NOT NULL;

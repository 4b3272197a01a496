-- What the history before the second factor lacks of this migration: see FORMER_HISTORY in src/store/database/migrations.ts.
-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "way" TEXT COLLATE "C" NOT NULL DEFAULT 'password';

-- CreateTable
CREATE TABLE "second_factors" (
    "account" TEXT COLLATE "C" NOT NULL,
    "secret" TEXT COLLATE "C" NOT NULL,
    "since" TEXT COLLATE "C" NOT NULL,
    "last_step" INTEGER NOT NULL,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "backup_codes" (
    "account" TEXT COLLATE "C" NOT NULL,
    "code_hash" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "backup_codes_pkey" PRIMARY KEY ("account","code_hash")
);

-- AlterTable
ALTER TABLE "audit_entries" ALTER COLUMN "key_id" TYPE TEXT COLLATE "C";

-- What the history before the second factor lacks of this migration: see FORMER_HISTORY in src/store/database/migrations.ts.
-- CreateTable
CREATE TABLE "second_factors" (
    "account" TEXT NOT NULL PRIMARY KEY,
    "secret" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "last_step" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "backup_codes" (
    "account" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,

    PRIMARY KEY ("account", "code_hash")
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_sessions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "way" TEXT NOT NULL DEFAULT 'password',
    CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "accounts" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_sessions" ("createdAt", "expiresAt", "id", "ipAddress", "token", "updatedAt", "userAgent", "userId") SELECT "createdAt", "expiresAt", "id", "ipAddress", "token", "updatedAt", "userAgent", "userId" FROM "sessions";
DROP TABLE "sessions";
ALTER TABLE "new_sessions" RENAME TO "sessions";
CREATE UNIQUE INDEX "sessions_by_token" ON "sessions"("token");
CREATE INDEX "sessions_by_account" ON "sessions"("userId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

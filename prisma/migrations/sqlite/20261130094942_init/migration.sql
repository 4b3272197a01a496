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
    "name" TEXT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "left_on" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "postings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "internal" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "quantity" BIGINT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "client_internal" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "new_clients" BIGINT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "kind" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "successful" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "upheld" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "employee" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "solved_on_site" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "score" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "comment" TEXT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
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
    "reason" TEXT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "commissions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "displayUsername" TEXT,
    "positions" TEXT NOT NULL DEFAULT '[]',
    "employee" TEXT,
    "mustChange" INTEGER NOT NULL DEFAULT 0,
    "closedAt" TEXT,
    "failedSignIns" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "sessions" (
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

-- CreateTable
CREATE TABLE "session_activity" (
    "session" TEXT NOT NULL PRIMARY KEY,
    "account" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "account_links" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT
);

-- CreateTable
CREATE TABLE "account_locks" (
    "account" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "until" TEXT,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("account", "source")
);

-- CreateTable
CREATE TABLE "account_visits" (
    "account" TEXT NOT NULL PRIMARY KEY,
    "since" TEXT,
    "seen_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "credentials" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "credentials_userId_fkey" FOREIGN KEY ("userId") REFERENCES "accounts" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

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

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT,
    "last_used_at" TEXT,
    "revoked_at" TEXT
);

-- CreateTable
CREATE TABLE "token_approvals" (
    "token" TEXT NOT NULL PRIMARY KEY,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "one_time_links" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token_sha256" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "used_at" TEXT
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "address" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "period" TEXT,
    "before" TEXT,
    "after" TEXT,
    "reason" TEXT,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "key_id" TEXT,
    "contents" TEXT
);

-- CreateTable
CREATE TABLE "server_leases" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "born" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "beats" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "idempotent_answers" (
    "account" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("account", "key")
);

-- CreateTable
CREATE TABLE "appraisal_periods" (
    "text" TEXT NOT NULL PRIMARY KEY,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "deadlines" TEXT NOT NULL DEFAULT '{}',
    "published_run" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "period_steps" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT
);

-- CreateTable
CREATE TABLE "changes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "period" TEXT,
    "reason" TEXT,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "upload" TEXT,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "takes_back" INTEGER,
    "taken_back" INTEGER NOT NULL DEFAULT 0,
    "late_for" TEXT NOT NULL DEFAULT '[]'
);

-- CreateTable
CREATE TABLE "uploads" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "period" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "book" INTEGER,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "problems" TEXT NOT NULL DEFAULT '[]',
    "stored" TEXT,
    "change" INTEGER,
    "sheets" TEXT NOT NULL DEFAULT '[]'
);

-- CreateTable
CREATE TABLE "mapping_profiles" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    "meanings" TEXT NOT NULL DEFAULT '{}',
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "used_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "marks" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "engineer" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "evaluator" TEXT NOT NULL,
    "score" INTEGER,
    "comment" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "deputies" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "manager" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "ended_at" TEXT
);

-- CreateTable
CREATE TABLE "messages" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account" TEXT,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT,
    "payload" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "sent_at" TEXT,
    "read_at" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "not_before" TEXT,
    "once_key" TEXT
);

-- CreateTable
CREATE TABLE "setting_changes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "reset" INTEGER NOT NULL DEFAULT 0,
    "effective_from" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "rule_texts" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "texts" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "runs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "period" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "step" TEXT NOT NULL DEFAULT '',
    "started_by" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "finished_at" TEXT,
    "as_of_change" INTEGER,
    "inputs_sha256" TEXT,
    "result_sha256" TEXT,
    "rules_sha256" TEXT,
    "engine_version" TEXT NOT NULL,
    "settings" TEXT NOT NULL DEFAULT '{}',
    "given" TEXT NOT NULL DEFAULT '{}',
    "rules" TEXT NOT NULL DEFAULT '[]',
    "problems" TEXT NOT NULL DEFAULT '[]',
    "summary" TEXT NOT NULL DEFAULT '{}',
    "error" TEXT,
    "purpose" TEXT NOT NULL DEFAULT 'period'
);

-- CreateTable
CREATE TABLE "run_people" (
    "run" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "score" TEXT,
    "bonus" BIGINT,
    "result" TEXT NOT NULL,
    "facts" TEXT NOT NULL,

    PRIMARY KEY ("run", "kind", "employee")
);

-- CreateTable
CREATE TABLE "run_regions" (
    "run" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "result" TEXT NOT NULL,

    PRIMARY KEY ("run", "region")
);

-- CreateTable
CREATE TABLE "confirmations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT,
    "at" TEXT NOT NULL,
    "lapsed_at" TEXT
);

-- CreateTable
CREATE TABLE "appeals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "item" TEXT,
    "text" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "decided_by" TEXT,
    "decided_at" TEXT,
    "change" INTEGER
);

-- CreateTable
CREATE TABLE "adjustments" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "closed_period" TEXT NOT NULL,
    "open_period" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "due" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "difference" BIGINT NOT NULL,
    "reasons" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" TEXT,
    "decided_at" TEXT,
    "reason" TEXT,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "payments" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "paid_on" INTEGER,
    "reference" TEXT,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "payment_lines" (
    "payment" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "employee" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "share" BIGINT NOT NULL,
    "adjustment" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    PRIMARY KEY ("payment", "region", "employee")
);

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
    "doubts" TEXT,
    "problems" TEXT NOT NULL DEFAULT '[]',
    "change" INTEGER,
    "settled_at" TEXT,
    "settled_by" TEXT,
    "settled_reason" TEXT
);

-- CreateTable
CREATE TABLE "staff_devices" (
    "device_sha256" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL,

    PRIMARY KEY ("device_sha256", "account")
);

-- CreateTable
CREATE TABLE "retention_rules" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "years" INTEGER,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "retention_holds" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "employee" TEXT,
    "period" TEXT,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "ended_at" TEXT,
    "ended_by" TEXT
);

-- CreateTable
CREATE TABLE "removals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL
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

-- CreateIndex
CREATE UNIQUE INDEX "accounts_by_email" ON "accounts"("email");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_by_username" ON "accounts"("username");

-- CreateIndex
CREATE INDEX "accounts_by_employee" ON "accounts"("employee");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_by_token" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_by_account" ON "sessions"("userId");

-- CreateIndex
CREATE INDEX "session_activity_by_account" ON "session_activity"("account");

-- CreateIndex
CREATE INDEX "account_links_by_account" ON "account_links"("account");

-- CreateIndex
CREATE INDEX "credentials_by_account" ON "credentials"("userId");

-- CreateIndex
CREATE INDEX "verifications_by_identifier" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_by_hash" ON "api_tokens"("token_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_links_by_hash" ON "one_time_links"("token_sha256");

-- CreateIndex
CREATE INDEX "audit_entries_by_subject" ON "audit_entries"("subject");

-- CreateIndex
CREATE INDEX "audit_entries_by_period" ON "audit_entries"("period", "sequence");

-- CreateIndex
CREATE INDEX "period_steps_by_period" ON "period_steps"("period");

-- CreateIndex
CREATE INDEX "changes_by_period" ON "changes"("period");

-- CreateIndex
CREATE INDEX "uploads_by_period" ON "uploads"("period");

-- CreateIndex
CREATE UNIQUE INDEX "mapping_profiles_by_headers" ON "mapping_profiles"("table", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "marks_by_engineer" ON "marks"("period", "engineer", "item", "evaluator");

-- CreateIndex
CREATE UNIQUE INDEX "messages_once" ON "messages"("once_key");

-- CreateIndex
CREATE INDEX "messages_by_account" ON "messages"("account", "id");

-- CreateIndex
CREATE INDEX "messages_unsent" ON "messages"("sent_at", "not_before");

-- CreateIndex
CREATE INDEX "setting_changes_by_key" ON "setting_changes"("key", "effective_from");

-- CreateIndex
CREATE INDEX "runs_by_period" ON "runs"("period", "started_at");

-- CreateIndex
CREATE INDEX "run_people_by_region" ON "run_people"("run", "region", "kind", "employee");

-- CreateIndex
CREATE INDEX "run_people_by_employee" ON "run_people"("employee", "run");

-- CreateIndex
CREATE INDEX "confirmations_by_employee" ON "confirmations"("period", "employee");

-- CreateIndex
CREATE INDEX "appeals_by_period" ON "appeals"("period", "state");

-- CreateIndex
CREATE INDEX "adjustments_by_period" ON "adjustments"("open_period", "state");

-- CreateIndex
CREATE INDEX "adjustments_by_employee" ON "adjustments"("closed_period", "employee");

-- CreateIndex
CREATE INDEX "payments_by_period" ON "payments"("period", "id");

-- CreateIndex
CREATE INDEX "payment_lines_by_person" ON "payment_lines"("period", "region", "employee", "payment");

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

-- CreateIndex
CREATE INDEX "staff_devices_by_account" ON "staff_devices"("account");

-- CreateIndex
CREATE INDEX "removals_by_kind" ON "removals"("kind", "before");

-- A snapshot never changes: neither what a run found, nor the rule texts it followed, nor the head of a run that is over.
CREATE TRIGGER "run_people_never_change" BEFORE UPDATE ON "run_people" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_people_stay" BEFORE DELETE ON "run_people" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_regions_never_change" BEFORE UPDATE ON "run_regions" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_regions_stay" BEFORE DELETE ON "run_regions" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "rule_texts_never_change" BEFORE UPDATE ON "rule_texts" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "rule_texts_stay" BEFORE DELETE ON "rule_texts" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "runs_never_change" BEFORE UPDATE ON "runs" WHEN OLD."state" IN ('done', 'failed', 'cancelled') BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "runs_stay" BEFORE DELETE ON "runs" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;

-- The trail of payments never changes: entries are added.
CREATE TRIGGER "payments_never_change" BEFORE UPDATE ON "payments" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;
CREATE TRIGGER "payments_stay" BEFORE DELETE ON "payments" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;
CREATE TRIGGER "payment_lines_never_change" BEFORE UPDATE ON "payment_lines" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;
CREATE TRIGGER "payment_lines_stay" BEFORE DELETE ON "payment_lines" BEGIN SELECT RAISE(ABORT, 'The trail of payments never changes.'); END;

-- The record of what was removed never changes: lines are added.
CREATE TRIGGER "removals_never_change" BEFORE UPDATE ON "removals" BEGIN SELECT RAISE(ABORT, 'The record of removals never changes.'); END;
CREATE TRIGGER "removals_stay" BEFORE DELETE ON "removals" BEGIN SELECT RAISE(ABORT, 'The record of removals never changes.'); END;

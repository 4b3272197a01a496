-- CreateTable
CREATE TABLE "books" (
    "id" SERIAL NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "books_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "book_tables" (
    "book" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "rows" INTEGER NOT NULL,

    CONSTRAINT "book_tables_pkey" PRIMARY KEY ("book","key")
);

-- CreateTable
CREATE TABLE "regions" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "regions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "employees" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "hired_on" INTEGER,
    "left_on" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "employees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postings" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "from" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "postings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clients" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C",
    "rep" TEXT COLLATE "C",
    "class" TEXT COLLATE "C",
    "internal" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "list_amount" BIGINT,
    "quantity" BIGINT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collections" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "rep" TEXT COLLATE "C",
    "region" TEXT COLLATE "C",
    "kind" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",
    "credited_rep" TEXT COLLATE "C",
    "client_internal" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "collections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receivables" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "due_date" INTEGER NOT NULL,
    "client" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "receivables_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quotas" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT,
    "quantity" BIGINT,
    "new_clients" BIGINT,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "quotas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expenses" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" TEXT COLLATE "C",
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "expenses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "successful" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "rep" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "upheld" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "count" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "attitude" INTEGER NOT NULL,
    "resolution" INTEGER NOT NULL,
    "dedication" INTEGER NOT NULL,
    "solved_on_site" INTEGER,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "followups" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "date" INTEGER NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "client" TEXT COLLATE "C",
    "score" INTEGER NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "followups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluations" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "item" TEXT COLLATE "C" NOT NULL,
    "evaluator" TEXT COLLATE "C" NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT COLLATE "C",
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "evaluations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "module" TEXT COLLATE "C",
    "decision" TEXT COLLATE "C" NOT NULL,
    "value" INTEGER,
    "reason" TEXT COLLATE "C" NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commissions" (
    "id" SERIAL NOT NULL,
    "book" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER,

    CONSTRAINT "commissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT COLLATE "C",
    "username" TEXT COLLATE "C",
    "displayUsername" TEXT COLLATE "C",
    "positions" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "employee" TEXT COLLATE "C",
    "mustChange" INTEGER NOT NULL DEFAULT 0,
    "closedAt" TEXT COLLATE "C",
    "failedSignIns" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT COLLATE "C",
    "userAgent" TEXT COLLATE "C",
    "userId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "way" TEXT COLLATE "C" NOT NULL DEFAULT 'password',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_activity" (
    "session" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "seen_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "session_activity_pkey" PRIMARY KEY ("session")
);

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
CREATE TABLE "account_locks" (
    "account" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "failures" INTEGER NOT NULL,
    "until" TEXT COLLATE "C",
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "account_locks_pkey" PRIMARY KEY ("account","source")
);

-- CreateTable
CREATE TABLE "account_visits" (
    "account" TEXT COLLATE "C" NOT NULL,
    "since" TEXT COLLATE "C",
    "seen_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "account_visits_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "credentials" (
    "id" TEXT COLLATE "C" NOT NULL,
    "accountId" TEXT COLLATE "C" NOT NULL,
    "providerId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "accessToken" TEXT COLLATE "C",
    "refreshToken" TEXT COLLATE "C",
    "idToken" TEXT COLLATE "C",
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT COLLATE "C",
    "password" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "credentials_pkey" PRIMARY KEY ("id")
);

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

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT COLLATE "C" NOT NULL,
    "identifier" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "token_sha256" TEXT COLLATE "C" NOT NULL,
    "scopes" TEXT COLLATE "C" NOT NULL,
    "created_by" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "expires_at" TEXT COLLATE "C",
    "last_used_at" TEXT COLLATE "C",
    "revoked_at" TEXT COLLATE "C",

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token_approvals" (
    "token" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "token_approvals_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "one_time_links" (
    "id" TEXT COLLATE "C" NOT NULL,
    "token_sha256" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "expires_at" TEXT COLLATE "C" NOT NULL,
    "used_at" TEXT COLLATE "C",

    CONSTRAINT "one_time_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" INTEGER NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "actor" TEXT COLLATE "C" NOT NULL,
    "actor_name" TEXT COLLATE "C" NOT NULL,
    "address" TEXT COLLATE "C",
    "action" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C",
    "before" TEXT COLLATE "C",
    "after" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "previous_hash" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "key_id" TEXT COLLATE "C",
    "contents" TEXT COLLATE "C",

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "server_leases" (
    "name" TEXT COLLATE "C" NOT NULL,
    "holder" TEXT COLLATE "C" NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "host" TEXT COLLATE "C" NOT NULL,
    "pid" INTEGER NOT NULL,
    "born" TEXT COLLATE "C" NOT NULL,
    "since" TEXT COLLATE "C" NOT NULL,
    "beats" INTEGER NOT NULL,

    CONSTRAINT "server_leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "idempotent_answers" (
    "account" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "route" TEXT COLLATE "C" NOT NULL,
    "request_hash" TEXT COLLATE "C" NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "idempotent_answers_pkey" PRIMARY KEY ("account","key")
);

-- CreateTable
CREATE TABLE "appraisal_periods" (
    "text" TEXT COLLATE "C" NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "opened_at" TEXT COLLATE "C" NOT NULL,
    "opened_by" TEXT COLLATE "C" NOT NULL,
    "deadlines" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "published_run" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "appraisal_periods_pkey" PRIMARY KEY ("text")
);

-- CreateTable
CREATE TABLE "period_steps" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "from" TEXT COLLATE "C",
    "to" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",

    CONSTRAINT "period_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "upload" TEXT COLLATE "C",
    "counts" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "takes_back" INTEGER,
    "taken_back" INTEGER NOT NULL DEFAULT 0,
    "late_for" TEXT COLLATE "C" NOT NULL DEFAULT '[]',

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "uploads" (
    "id" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "file_name" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "book" INTEGER,
    "counts" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "problems" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "stored" TEXT COLLATE "C",
    "change" INTEGER,
    "sheets" TEXT COLLATE "C" NOT NULL DEFAULT '[]',

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mapping_profiles" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "table" TEXT COLLATE "C" NOT NULL,
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "headers" TEXT COLLATE "C" NOT NULL,
    "columns" TEXT COLLATE "C" NOT NULL,
    "meanings" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "created_at" TEXT COLLATE "C" NOT NULL,
    "created_by" TEXT COLLATE "C" NOT NULL,
    "used_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "mapping_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marks" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "engineer" TEXT COLLATE "C" NOT NULL,
    "item" TEXT COLLATE "C" NOT NULL,
    "evaluator" TEXT COLLATE "C" NOT NULL,
    "score" INTEGER,
    "comment" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TEXT COLLATE "C" NOT NULL,
    "updated_by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "marks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deputies" (
    "id" SERIAL NOT NULL,
    "manager" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "ended_at" TEXT COLLATE "C",

    CONSTRAINT "deputies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" SERIAL NOT NULL,
    "account" TEXT COLLATE "C",
    "channel" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C",
    "payload" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "sent_at" TEXT COLLATE "C",
    "read_at" TEXT COLLATE "C",
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT COLLATE "C",
    "not_before" TEXT COLLATE "C",
    "once_key" TEXT COLLATE "C",

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting_changes" (
    "id" SERIAL NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "reset" INTEGER NOT NULL DEFAULT 0,
    "effective_from" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "setting_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_texts" (
    "sha256" TEXT COLLATE "C" NOT NULL,
    "texts" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "rule_texts_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "step" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "started_by" TEXT COLLATE "C" NOT NULL,
    "started_at" TEXT COLLATE "C" NOT NULL,
    "finished_at" TEXT COLLATE "C",
    "as_of_change" INTEGER,
    "inputs_sha256" TEXT COLLATE "C",
    "result_sha256" TEXT COLLATE "C",
    "rules_sha256" TEXT COLLATE "C",
    "engine_version" TEXT COLLATE "C" NOT NULL,
    "settings" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "given" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "rules" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "problems" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "summary" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "error" TEXT COLLATE "C",
    "purpose" TEXT COLLATE "C" NOT NULL DEFAULT 'period',

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_people" (
    "run" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "score" TEXT COLLATE "C",
    "bonus" BIGINT,
    "result" TEXT COLLATE "C" NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "run_people_pkey" PRIMARY KEY ("run","kind","employee")
);

-- CreateTable
CREATE TABLE "run_regions" (
    "run" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "result" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "run_regions_pkey" PRIMARY KEY ("run","region")
);

-- CreateTable
CREATE TABLE "confirmations" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "run" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C",
    "at" TEXT COLLATE "C" NOT NULL,
    "lapsed_at" TEXT COLLATE "C",

    CONSTRAINT "confirmations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeals" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "run" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "item" TEXT COLLATE "C",
    "text" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "answer" TEXT COLLATE "C",
    "decided_by" TEXT COLLATE "C",
    "decided_at" TEXT COLLATE "C",
    "change" INTEGER,

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "adjustments" (
    "id" SERIAL NOT NULL,
    "closed_period" TEXT COLLATE "C" NOT NULL,
    "open_period" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "due" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "difference" BIGINT NOT NULL,
    "reasons" TEXT COLLATE "C" NOT NULL,
    "run" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "decided_by" TEXT COLLATE "C",
    "decided_at" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "adjustments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" SERIAL NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "paid_on" INTEGER,
    "reference" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "by" TEXT COLLATE "C" NOT NULL,
    "by_name" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_lines" (
    "payment" INTEGER NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "employee" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "share" BIGINT NOT NULL,
    "adjustment" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "payment_lines_pkey" PRIMARY KEY ("payment","region","employee")
);

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
    "doubts" TEXT COLLATE "C",
    "problems" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "change" INTEGER,
    "settled_at" TEXT COLLATE "C",
    "settled_by" TEXT COLLATE "C",
    "settled_reason" TEXT COLLATE "C",

    CONSTRAINT "form_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_devices" (
    "device_sha256" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "seen_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "staff_devices_pkey" PRIMARY KEY ("device_sha256","account")
);

-- CreateTable
CREATE TABLE "retention_rules" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "years" INTEGER,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_holds" (
    "id" SERIAL NOT NULL,
    "employee" TEXT COLLATE "C",
    "period" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "ended_at" TEXT COLLATE "C",
    "ended_by" TEXT COLLATE "C",

    CONSTRAINT "retention_holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "removals" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "before" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "removals_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "book_tables" ADD CONSTRAINT "book_tables_book_fkey" FOREIGN KEY ("book") REFERENCES "books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_userId_fkey" FOREIGN KEY ("userId") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A snapshot never changes: neither what a run found, nor the rule texts it followed, nor the head of a run that is over.
CREATE FUNCTION "refuse_change_of_snapshot"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'A snapshot never changes.'; END $$;
CREATE TRIGGER "run_people_stay" BEFORE UPDATE OR DELETE ON "run_people" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "run_regions_stay" BEFORE UPDATE OR DELETE ON "run_regions" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "rule_texts_stay" BEFORE UPDATE OR DELETE ON "rule_texts" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "runs_stay" BEFORE DELETE ON "runs" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "runs_never_change" BEFORE UPDATE ON "runs" FOR EACH ROW WHEN (OLD."state" IN ('done', 'failed', 'cancelled')) EXECUTE FUNCTION "refuse_change_of_snapshot"();

-- The trail of payments never changes: entries are added.
CREATE FUNCTION "refuse_change_of_payment"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The trail of payments never changes.'; END $$;
CREATE TRIGGER "payments_stay" BEFORE UPDATE OR DELETE ON "payments" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_payment"();
CREATE TRIGGER "payment_lines_stay" BEFORE UPDATE OR DELETE ON "payment_lines" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_payment"();

-- The record of what was removed never changes: lines are added.
CREATE FUNCTION "refuse_change_of_removal"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The record of removals never changes.'; END $$;
CREATE TRIGGER "removals_stay" BEFORE UPDATE OR DELETE ON "removals" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_removal"();

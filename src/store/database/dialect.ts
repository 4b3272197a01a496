/**
 * Everything in which the two databases' SQL differs. Statements are written once, in the common part of both (standard
 * joins, FILTER, row values, IS NOT DISTINCT FROM), and take the rest from here.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'postgresql'
  /** The statement with this database's own placeholders; statements are written with $1, $2 ... */
  placeholders(sql: string): string
  /** The smaller and the larger of two numbers that are not null. */
  smaller(a: string, b: string): string
  larger(a: string, b: string): string
  /** The texts of many rows as one, in the order given; `rows` is a subquery that already orders them. */
  joined(text: string, order: string): string
  /** Rows of name and definition of the secondary indexes of the record tables, so that they can be made again. */
  readonly secondaryIndexes: string
  /** Makes the planner know a table after a load; nothing where it plans well without. */
  analyze(table: string): string | undefined
  /** The condition that an id is none of those that a query answers, however many they are. */
  notAmong(id: string, query: string): string
  /** A table itself where a statement puts other rows under its name. */
  ownTable(table: string): string
  readonly migrationTable: string
  readonly hasMigrationTable: string
  /** Changes nothing that anybody reads, inside of a transaction, and makes its end write to the disk. */
  readonly proofOfWriting: string
  /** One row with the program's version and the database's size in bytes. */
  readonly databaseFacts: string
}

export const SQLITE: Dialect = {
  name: 'sqlite',
  placeholders: (sql) => sql.replace(/\$(\d+)/g, '?$1'),
  smaller: (a, b) => `min(${a}, ${b})`,
  larger: (a, b) => `max(${a}, ${b})`,
  joined: (text) => `group_concat(${text}, '')`,
  secondaryIndexes: `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = $1 ORDER BY name`,
  analyze: () => undefined,
  // Worked out once a statement, and the id stands in every index.
  notAmong: (id, query) => `${id} NOT IN (${query})`,
  ownTable: (table) => `main."${table}"`,
  // Column for column what Prisma's own engine creates, so that its tools and ours can take turns.
  migrationTable: `CREATE TABLE "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
  )`,
  hasMigrationTable: `SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`,
  proofOfWriting: 'PRAGMA user_version = 0',
  databaseFacts: 'SELECT sqlite_version(), page_count * page_size FROM pragma_page_count(), pragma_page_size()',
}

export const POSTGRESQL: Dialect = {
  name: 'postgresql',
  placeholders: (sql) => sql,
  smaller: (a, b) => `least(${a}, ${b})`,
  larger: (a, b) => `greatest(${a}, ${b})`,
  joined: (text, order) => `string_agg(${text}, '' ORDER BY ${order})`,
  secondaryIndexes: `SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename = $1 AND indexname NOT LIKE '%\\_pkey' ORDER BY indexname`,
  analyze: (table) => `ANALYZE "${table}"`,
  // A list longer than its working memory would be gone through again for each row; this is a join.
  notAmong: (id, query) => `NOT EXISTS (SELECT 1 FROM (${query}) AS among(id) WHERE among.id = ${id})`,
  ownTable: (table) => `"${table}"`,
  migrationTable: `CREATE TABLE "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`,
  hasMigrationTable: `SELECT count(*) FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_name = '_prisma_migrations'`,
  proofOfWriting: 'SELECT txid_current()',
  databaseFacts: `SELECT current_setting('server_version'), pg_database_size(current_database())`,
}

import { sql } from 'kysely'
import type { Cell, Reader } from '../database/connection.ts'
import { among, asked, cellsOf, rowsOf, tables } from '../database/query.ts'

/** Whom rows are about. */
export interface Whom {
  readonly employee: string | undefined
  readonly account: string | undefined
}

/** What of a table is about a person. */
export interface HeldTable {
  readonly table: string
  /** What its file is called. */
  readonly file: string
  /** The columns that name the person, by their employee number or their account. */
  readonly about: readonly { readonly column: string; readonly by: keyof Whom }[]
  /** What goes out: the rest is somebody else's, a secret, or of no meaning outside. */
  readonly columns: readonly string[]
  readonly where?: string
  readonly order: string
}

/** The tables of the service with what they hold about one person. Records and results have files of their own. */
export const HELD_TABLES: readonly HeldTable[] = [
  {
    table: 'accounts',
    file: 'account',
    about: [{ column: 'id', by: 'account' }],
    columns: [
      'id',
      'username',
      'name',
      'email',
      'positions',
      'employee',
      'createdAt',
      'updatedAt',
      'closedAt',
      'failedSignIns',
      'lockedUntil',
    ],
    order: 'id',
  },
  {
    table: 'account_links',
    file: 'account-links',
    about: [
      { column: 'account', by: 'account' },
      { column: 'employee', by: 'employee' },
    ],
    columns: ['employee', 'from', 'until'],
    order: 'id',
  },
  {
    table: 'sessions',
    file: 'sessions',
    about: [{ column: 'userId', by: 'account' }],
    columns: ['createdAt', 'expiresAt', 'ipAddress', 'userAgent'],
    order: 'createdAt',
  },
  {
    table: 'session_activity',
    file: 'sessions-last-activity',
    about: [{ column: 'account', by: 'account' }],
    columns: ['seen_at'],
    order: 'seen_at',
  },
  {
    table: 'credentials',
    file: 'ways-to-sign-in',
    about: [{ column: 'userId', by: 'account' }],
    columns: ['providerId', 'createdAt', 'updatedAt'],
    order: 'createdAt',
  },
  {
    table: 'staff_devices',
    file: 'devices',
    about: [{ column: 'account', by: 'account' }],
    columns: ['device_sha256', 'seen_at'],
    order: 'seen_at',
  },
  {
    table: 'account_locks',
    file: 'wrong-passwords',
    about: [{ column: 'account', by: 'account' }],
    columns: ['source', 'failures', 'until', 'at'],
    order: 'at',
  },
  {
    table: 'token_approvals',
    file: 'tokens-approved',
    about: [{ column: 'by', by: 'account' }],
    columns: ['token', 'at'],
    order: 'at',
  },
  {
    table: 'account_visits',
    file: 'visits-of-home',
    about: [{ column: 'account', by: 'account' }],
    columns: ['since', 'seen_at'],
    order: 'seen_at',
  },
  {
    table: 'api_tokens',
    file: 'tokens',
    about: [{ column: 'created_by', by: 'account' }],
    columns: ['name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'],
    order: 'created_at',
  },
  {
    table: 'messages',
    file: 'messages',
    about: [{ column: 'account', by: 'account' }],
    columns: ['id', 'channel', 'kind', 'period', 'payload', 'created_at', 'sent_at', 'read_at'],
    order: 'id',
  },
  {
    table: 'deputies',
    file: 'deputyships',
    about: [
      { column: 'manager', by: 'employee' },
      { column: 'account', by: 'account' },
    ],
    columns: ['manager', 'account', 'first', 'last', 'reason', 'at', 'ended_at'],
    order: 'id',
  },
  {
    table: 'form_links',
    file: 'form-links',
    about: [{ column: 'engineer', by: 'employee' }],
    columns: ['number', 'kind', 'client', 'client_name', 'day', 'note', 'created_at', 'expires_at', 'revoked_at', 'answered_at', 'entry'],
    order: 'id',
  },
  {
    table: 'marks',
    file: 'marks',
    about: [{ column: 'engineer', by: 'employee' }],
    columns: ['period', 'item', 'score', 'comment', 'state', 'updated_at'],
    where: `period IN (SELECT text FROM appraisal_periods WHERE state IN ('published', 'closed'))`,
    order: 'id',
  },
  {
    table: 'confirmations',
    file: 'confirmations',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['period', 'run', 'kind', 'role', 'state', 'text', 'at', 'lapsed_at'],
    order: 'id',
  },
  {
    table: 'appeals',
    file: 'appeals',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['id', 'period', 'run', 'kind', 'item', 'text', 'at', 'state', 'answer', 'decided_at', 'change'],
    order: 'id',
  },
  {
    table: 'adjustments',
    file: 'adjustments',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['closed_period', 'open_period', 'region', 'due', 'paid', 'difference', 'reasons', 'state', 'decided_at', 'reason', 'at'],
    where: `state IN ('accepted', 'rejected')`,
    order: 'id',
  },
  {
    table: 'settlements',
    file: 'settlements',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['id', 'period', 'region', 'arisen', 'deducted', 'balance', 'at'],
    order: 'id',
  },
  {
    table: 'balance_entries',
    file: 'balance-entries',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['settlement', 'kind', 'amount', 'monthly', 'period', 'day', 'reason', 'at'],
    order: 'id',
  },
  {
    table: 'plan_receipts',
    file: 'plan-receipts',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['rule', 'effective_from', 'sha256', 'at'],
    order: 'id',
  },
  {
    table: 'payment_lines',
    file: 'payments',
    about: [{ column: 'employee', by: 'employee' }],
    columns: ['payment', 'period', 'region', 'share', 'adjustment', 'amount'],
    order: 'payment',
  },
]

/** The tables of which nothing goes out through HELD_TABLES, and why: with it, every table there is. */
export const HELD_ELSEWHERE: Readonly<Record<string, string>> = {
  audit_entries: 'the trail: in a file of its own',
  run_people: 'results and workings of published runs: in files of their own',
  run_pay: 'what plans pay in published runs: in files of their own',
  what_ifs: 'trials of the company, which pay nobody',
  what_if_people: 'what a trial would have made of somebody: nobody was paid by it',
  payments: 'when a payment was made stands with its lines',
  run_regions: 'of a region',
  runs: 'of a period; who began one stands in the trail',
  rule_texts: 'rules',
  rule_publications: 'rules; who published one stands in the trail',
  rule_drafts: 'rules that are being written',
  setting_changes: 'settings; who changed one stands in the trail',
  appraisal_periods: 'periods; who opened one stands in the trail',
  period_steps: 'periods; who moved one stands in the trail',
  changes: 'changes of data; who made one stands in the trail',
  set_aside_records: 'rows of uploads that are not in force yet; files of the company',
  uploads: 'files of the company; who uploaded one stands in the trail',
  mapping_profile_versions: 'columns of files; who saved one stands in the trail',
  mapping_profiles: 'columns of files',
  retention_rules: 'of tables; who changed one stands in the trail',
  retention_holds: 'disputes of the company; who made one stands in the trail',
  odd_dismissals: 'of records, which have files of their own; who dismissed one stands in the trail',
  removals: 'what is there no more; who removed it stands in the trail',
  idempotent_answers: 'answers to commands, for a day',
  one_time_links: 'secrets',
  server_leases: 'of a server',
  verifications: 'secrets',
  second_factors: 'secrets',
  backup_codes: 'secrets',
  books: 'of all records',
  book_tables: 'of all records',
}

/** The rows of a table about somebody, with their columns by name. */
export async function heldRows(reader: Reader, held: HeldTable, whom: Whom): Promise<Readonly<Record<string, Cell>>[]> {
  const about = held.about.flatMap(({ column, by }) => asked(whom[by], (value) => sql`${sql.ref(column)} = ${value}`))
  if (about.length === 0) return []
  const rows = await cellsOf(
    reader,
    sql`SELECT ${sql.join(held.columns.map((column) => sql.ref(column)))} FROM ${sql.table(held.table)}
     WHERE (${sql.join(about, sql` OR `)}) AND ${sql.raw(held.where ?? '1 = 1')} ORDER BY ${sql.ref(held.order)}`,
  )
  return rows.map((row) => Object.fromEntries(held.columns.map((column, index) => [column, row[index] ?? null])))
}

/** An entry of the trail that somebody made, or that is about their account, without who else stood in it. */
export interface OwnDeed {
  readonly sequence: number
  readonly at: string
  readonly action: string
  readonly subject: string
  readonly period: string | undefined
  readonly reason: string | undefined
  readonly address: string | undefined
  readonly own: boolean
  readonly hash: string
}

/** What the trail knows of a person: what they did, what was done to their account, and who asked for their data. */
export async function deedsAbout(
  reader: Reader,
  { account, username, employee }: Whom & { username: string | undefined },
): Promise<OwnDeed[]> {
  const subjects = [...(username === undefined ? [] : [`account ${username}`]), ...(employee === undefined ? [] : [`employee ${employee}`])]
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('audit_entries')
      .select(['sequence', 'at', 'action', 'subject', 'period', 'reason', 'address', 'actor', 'hash'])
      .where((eb) => eb.or([eb('actor', '=', account ?? ''), among('subject', subjects)]))
      .orderBy('sequence'),
  )
  return rows.map(({ actor, address, ...entry }) => ({
    ...entry,
    // Where somebody else did it from is theirs.
    address: actor === account ? address : undefined,
    own: actor === account,
  }))
}

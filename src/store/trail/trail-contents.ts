import { createHash } from 'node:crypto'
import type { Cell, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import { type RecordPiece, recordsHash } from './trail-records.ts'
import { runHash } from './trail-runs.ts'

/** How the rows of a table are hashed for the trail. */
export interface KeptTable {
  /** The column that a row is known by. */
  readonly key: string
  /** What is proved of a row. A column that another version adds is not in it: hashes of today must be found again then. */
  readonly columns: readonly string[]
  /** The hash of what belongs to a row in other tables. */
  readonly below?: (reader: Reader, key: string) => Promise<string>
}

/**
 * The tables whose rows the audit trail 审计日志 proves: each entry carries the hashes of the rows that its transaction wrote. What
 * is left out changes without entries (sessions, messages, drafts) or is proved by something here (records by their change).
 */
export const KEPT_TABLES: Readonly<Record<string, KeptTable>> = {
  accounts: { key: 'id', columns: ['username', 'positions', 'employee', 'closedAt'] },
  adjustments: {
    key: 'id',
    columns: [
      ...['closed_period', 'open_period', 'employee', 'name', 'region', 'due', 'paid', 'difference', 'reasons', 'run', 'state'],
      ...['decided_by', 'decided_at', 'reason', 'at'],
    ],
  },
  api_tokens: { key: 'id', columns: ['name', 'token_sha256', 'scopes', 'created_by', 'created_at', 'expires_at', 'revoked_at'] },
  appeals: {
    key: 'id',
    columns: [
      ...['period', 'run', 'employee', 'kind', 'item', 'text', 'at', 'by', 'state', 'answer', 'decided_by', 'decided_at', 'change'],
    ],
  },
  appraisal_periods: {
    key: 'text',
    columns: ['first', 'last', 'state', 'opened_at', 'opened_by', 'deadlines', 'published_run', 'version'],
  },
  balance_entries: {
    key: 'id',
    columns: ['settlement', 'employee', 'kind', 'amount', 'monthly', 'period', 'day', 'reason', 'by', 'at'],
  },
  changes: { key: 'id', columns: ['kind', 'period', 'reason', 'at', 'by', 'upload', 'counts', 'takes_back', 'taken_back', 'late_for'] },
  confirmations: {
    key: 'id',
    columns: ['period', 'run', 'employee', 'kind', 'role', 'account', 'state', 'text', 'at', 'lapsed_at'],
  },
  deputies: { key: 'id', columns: ['manager', 'account', 'first', 'last', 'reason', 'by', 'at', 'ended_at'] },
  odd_dismissals: { key: 'id', columns: ['key', 'kind', 'period', 'record', 'reason', 'at', 'by', 'ended_at', 'ended_by'] },
  payments: { key: 'id', columns: ['period', 'kind', 'paid_on', 'reference', 'reason', 'by', 'by_name', 'at'], below: paymentLinesHash },
  period_steps: { key: 'id', columns: ['period', 'from', 'to', 'at', 'by', 'reason'] },
  plan_receipts: { key: 'id', columns: ['rule', 'effective_from', 'sha256', 'employee', 'account', 'at'] },
  removals: { key: 'id', columns: ['kind', 'month', 'rows', 'sha256', 'before', 'reason', 'at', 'by'] },
  retention_holds: { key: 'id', columns: ['employee', 'period', 'reason', 'at', 'by', 'ended_at', 'ended_by'] },
  retention_rules: { key: 'id', columns: ['kind', 'years', 'reason', 'at', 'by'] },
  rule_publications: { key: 'id', columns: ['file', 'rule', 'text', 'effective_from', 'reason', 'at', 'by'] },
  runs: {
    key: 'id',
    columns: [
      ...['period', 'state', 'started_by', 'started_at', 'finished_at', 'as_of_change', 'inputs_sha256', 'result_sha256', 'rules_sha256'],
      ...['engine_version', 'settings', 'given', 'rules', 'problems', 'summary', 'error', 'purpose'],
    ],
    below: runHash,
  },
  settlements: { key: 'id', columns: ['period', 'employee', 'name', 'region', 'arisen', 'deducted', 'balance', 'at'] },
  setting_changes: { key: 'id', columns: ['key', 'value', 'reset', 'effective_from', 'reason', 'at', 'by'] },
  what_ifs: {
    key: 'id',
    columns: ['title', 'state', 'started_by', 'started_at', 'finished_at', 'as_of_change', 'asked', 'summary', 'sha256', 'problems'],
  },
}

/** What the records of a change are called among the contents; a change's own row is "changes 17". */
export const RECORDS = 'records'

/** What a transaction wrote and no entry says yet. */
interface Unsaid {
  readonly rows: Map<string, Set<string>>
  readonly records: Map<number, RecordPiece[]>
}

const unsaid = new WeakMap<object, Unsaid>()

/** Remembers that a transaction wrote or removed rows whose hashes belong into its entry. Other tables are not remembered. */
export function touchRows(transaction: Reader, table: string, keys: readonly (Cell | number)[]): void {
  silent.get(transaction)?.delete(table)
  if (KEPT_TABLES[table] === undefined || keys.length === 0) return
  const known = unsaidOf(transaction)
  const rows = known.rows.get(table) ?? new Set()
  for (const key of keys) rows.add(String(key))
  known.rows.set(table, rows)
}

/** The tables that a transaction wrote by a statement of somebody's own, until that somebody says which rows: touchRows. */
const silent = new WeakMap<object, Set<string>>()
const WRITES = new RegExp(`\\b(?:UPDATE|INSERT INTO|DELETE FROM) "?(${Object.keys(KEPT_TABLES).join('|')})\\b`, 'gi')

/** Looks whether a statement writes tables that the trail proves: before the transaction is committed, touchRows has to be called for each. */
export function watchStatement(transaction: Reader, sql: string): void {
  for (const [, table = ''] of sql.matchAll(WRITES)) {
    const tables = silent.get(transaction) ?? new Set()
    silent.set(transaction, tables.add(table))
  }
}

/** A table that the transaction wrote without saying which rows; undefined when there is none, as must be before it is committed. */
export function writtenInSilence(transaction: Reader): string | undefined {
  return [...(silent.get(transaction) ?? [])][0]
}

/** Remembers that a change put records of a table into force, or took some out. */
export function touchRecords(transaction: Reader, change: number, piece: RecordPiece): void {
  const { records } = unsaidOf(transaction)
  records.set(change, [...(records.get(change) ?? []), piece])
}

function unsaidOf(transaction: Reader): Unsaid {
  const known = unsaid.get(transaction) ?? { rows: new Map(), records: new Map() }
  unsaid.set(transaction, known)
  return known
}

/** A hash by "table key"; null for what is not there any more. */
export type Contents = Readonly<Record<string, string | null>>

/** The hashes of what a transaction wrote since its last entry, as it stands now; undefined when it wrote nothing that is proved. */
export async function takeContents(transaction: Reader): Promise<Contents | undefined> {
  const known = unsaid.get(transaction)
  if (!known) return undefined
  unsaid.delete(transaction)
  const contents: Record<string, string | null> = {}
  for (const [table, keys] of [...known.rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const key of keys) contents[`${table} ${key}`] = null
    for await (const [key, hash] of rowHashes(transaction, table, [...keys])) contents[`${table} ${key}`] = hash
  }
  for (const [change, pieces] of known.records) contents[`${RECORDS} ${change}`] = await recordsHash(transaction, change, pieces)
  return contents
}

const ROWS_AT_ONCE = 500

/** Key and hash of the rows with these keys, or of all. */
export async function* rowHashes(reader: Reader, table: string, keys?: readonly string[]): AsyncGenerator<[string, string]> {
  const { key: name, columns, below } = KEPT_TABLES[table] ?? { key: 'id', columns: [] }
  const select = `SELECT ${quotedList([name, ...columns])} FROM ${quoted(table)}`
  for await (const page of keys ? pagesOf(reader, select, name, keys) : allPages(reader, select, name)) {
    for (const [key, ...cells] of page) {
      const more = below ? [await below(reader, String(key))] : []
      yield [String(key), hashOf([...cells.map(cellText), ...more])]
    }
  }
}

async function* pagesOf(reader: Reader, select: string, name: string, keys: readonly string[]): AsyncGenerator<Cell[][]> {
  for (let first = 0; first < keys.length; first += ROWS_AT_ONCE) {
    const some = keys.slice(first, first + ROWS_AT_ONCE)
    const places = some.map((_, index) => `$${index + 1}`).join(', ')
    yield reader.all(`${select} WHERE ${quoted(name)} IN (${places})`, name === 'id' && some.every(isNumber) ? some.map(Number) : some)
  }
}

async function* allPages(reader: Reader, select: string, name: string): AsyncGenerator<Cell[][]> {
  let after: Cell | undefined
  for (;;) {
    const where = after === undefined ? '' : ` WHERE ${quoted(name)} > $1`
    const last = typeof after === 'bigint' ? Number(after) : after
    const page = await reader.all(`${select}${where} ORDER BY ${quoted(name)} LIMIT ${ROWS_AT_ONCE}`, last === undefined ? [] : [last])
    yield page
    if (page.length < ROWS_AT_ONCE) return
    after = page.at(-1)?.[0]
  }
}

function isNumber(text: string): boolean {
  return /^-?\d+$/.test(text)
}

async function paymentLinesHash(reader: Reader, payment: string): Promise<string> {
  const rows = await reader.all(
    `SELECT period, region, employee, name, share, adjustment, amount FROM payment_lines WHERE payment = $1 ORDER BY region, employee`,
    [Number(payment)],
  )
  return hashOf(rows.map((row) => row.map(cellText)))
}

/** Whole numbers come as numbers from one database and as text from another; they are the same here. */
function cellText(cell: Cell): string | null {
  return cell === null ? null : String(cell)
}

export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

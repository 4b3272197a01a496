import { type RecordValues, TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { subjectsOfStaged } from './held-spans.ts'
import type { Pair } from './pair.ts'
import { differs, sameIdentity, timeColumn } from './record-sql.ts'
import { DIRECTORIES, type ReferenceType } from './references.ts'
import { dropStaging } from './scratch-book.ts'
import { takesSlipFrom } from './slip-days.ts'

/** A period that people were shown. */
export interface ShownPeriod {
  readonly text: string
  readonly first: number
  readonly last: number
  /** Its days of attendance, which can be others. */
  readonly attendance: { readonly first: number; readonly last: number }
  /** The months in it, whose quotas are its own too. */
  readonly months: readonly string[]
}

/** A row of an upload that waits because it reaches a published period. */
export interface SetAsideRecord {
  readonly id: number
  readonly table: TableKey
  readonly values: RecordValues
  /** The period that holds it back. */
  readonly period: string
}

/**
 * Takes the staged rows of an upload that reach a published period out of its staging book, into one of their own: new and changed
 * records of its days or written for it, people and clients of whom something else would hold in it, and whatever refers to somebody
 * who is set aside. What is left can be committed. Rows that were set aside before are judged anew.
 */
export async function setAside(
  transaction: WriteTransaction,
  pair: Pair,
  upload: string,
  tables: ReadonlySet<TableKey>,
  published: readonly ShownPeriod[],
): Promise<void> {
  await recallAside(transaction, pair, upload)
  if (published.length === 0) return
  const aside = (await asideBook(transaction, upload)) ?? (await transaction.insert('books', { sha256: bookName(upload) }, 'id'))
  const move = (table: TableKey, period: string, from: string, parameters: readonly Parameter[] = []) =>
    moveAside(transaction, { ...pair, aside, upload }, table, period, from, parameters)
  for (const period of published) {
    for (const table of tables) {
      const reached = reaching(table, period)
      if (!reached) continue
      const slipped = table === 'attendance' ? ` OR ${takesSlipFrom('staged', pair, period.attendance)}` : ''
      const conditions = `(kept.id IS NULL OR ${differs(table, 'staged', 'kept')}) AND (${reached('staged')} OR ${reached('kept')}${slipped})`
      const kept = `LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(pair.company)} AND ${sameIdentity(table, 'staged', 'kept')}`
      await move(table, period.text, `${kept} WHERE ${conditions}`)
    }
    for (const { subjects, key, spans } of await subjectsOfStaged(transaction, tables, pair)) {
      if (!spans.some(({ first, last }) => first <= period.last && last >= period.first)) continue
      for (const [table, subject] of Object.entries(subjects) as [TableKey, string][]) {
        await move(table, period.text, `WHERE staged.${quoted(subject)} = $4`, [table === 'holidays' ? Number(key) : key])
      }
    }
  }
  for (let moved = 1; moved > 0; ) {
    moved = 0
    for (const table of tables) {
      for (const { key: column, type } of TABLES[table].columns) {
        const directory = DIRECTORIES[type as ReferenceType]
        if (!directory) continue
        const named = (books: string) =>
          `EXISTS (SELECT 1 FROM ${quoted(directory.table)} AS named WHERE named.book IN (${books}) AND named.${quoted(directory.key)} = staged.${quoted(column)})`
        const orphan = `WHERE ${named(String(aside))} AND NOT ${named(`${Math.trunc(pair.company)}, ${Math.trunc(pair.staging)}`)}`
        moved += await move(table, published[0]?.text ?? '', orphan)
      }
    }
  }
}

/** Puts the rows of an upload that were set aside back into its staging book, to be judged anew with the rest. */
export async function recallAside(transaction: WriteTransaction, { staging }: Pair, upload: string): Promise<void> {
  const aside = await asideBook(transaction, upload)
  if (aside === undefined) return
  for (const table of await tablesAside(transaction, upload)) {
    await transaction.all(`UPDATE ${quoted(table)} SET book = $1 WHERE book = $2`, [staging, aside])
  }
  await transaction.all('DELETE FROM set_aside_records WHERE upload = $1', [upload])
}

/** Moves the staged rows that a condition holds for; answers how many. */
async function moveAside(
  transaction: WriteTransaction,
  { staging, aside, upload }: Pair & { readonly aside: number; readonly upload: string },
  table: TableKey,
  period: string,
  from: string,
  parameters: readonly Parameter[],
): Promise<number> {
  const joined = from.replace(/(^| )WHERE /, `$1WHERE staged.book = ${Math.trunc(staging)} AND `)
  const rows = await transaction.all(
    `INSERT INTO set_aside_records (upload, book, table_key, record, period)
     SELECT $1, ${Math.trunc(aside)}, $2, staged.id, $3 FROM ${quoted(table)} AS staged ${joined} RETURNING record`,
    [upload, table, period, ...parameters],
  )
  if (rows.length === 0) return 0
  await transaction.all(
    `UPDATE ${quoted(table)} SET book = $1 WHERE book = $2 AND id IN (SELECT record FROM set_aside_records WHERE upload = $3 AND table_key = $4)`,
    [aside, staging, upload, table],
  )
  return rows.length
}

/** Whether a version of a record is of a period, as SQL over its alias; undefined for people, clients, regions and the calendar. */
function reaching(table: TableKey, { text, attendance, months, ...days }: ShownPeriod): ((alias: string) => string) | undefined {
  const time = timeColumn(table)
  if (!time) return undefined
  const { first, last } = table === 'attendance' ? attendance : days
  if (time.kind === 'day') return (alias) => `${alias}.${quoted(time.key)} BETWEEN ${Math.trunc(first)} AND ${Math.trunc(last)}`
  const texts = [text, ...(table === 'quotas' ? months : [])]
  return (alias) => `${alias}.${quoted(time.key)} IN (${texts.map((each) => `'${each}'`).join(', ')})`
}

function bookName(upload: string): string {
  return `set aside ${upload}`
}

async function asideBook(reader: Reader, upload: string): Promise<number | undefined> {
  const [row] = await reader.all('SELECT id FROM books WHERE sha256 = $1', [bookName(upload)])
  return row ? Number(row[0]) : undefined
}

async function tablesAside(reader: Reader, upload: string): Promise<TableKey[]> {
  const rows = await reader.all('SELECT DISTINCT table_key FROM set_aside_records WHERE upload = $1', [upload])
  return TABLE_KEYS.filter((table) => rows.some(([key]) => key === table))
}

/** How many rows of an upload wait, by table and period. */
export async function countAside(
  reader: Reader,
  upload: string,
): Promise<readonly { readonly table: TableKey; readonly period: string; readonly count: number }[]> {
  const rows = await reader.all(
    'SELECT table_key, period, count(*) FROM set_aside_records WHERE upload = $1 GROUP BY table_key, period ORDER BY table_key, period',
    [upload],
  )
  return rows.map(([table, period, count]) => ({ table: String(table) as TableKey, period: String(period), count: Number(count) }))
}

/** Rows of an upload that wait, in order, with the numbers told only, or from a number on. */
export async function recordsAside(
  reader: Reader,
  upload: string,
  { ids, after = 0, limit }: { readonly ids?: readonly number[]; readonly after?: number; readonly limit: number },
): Promise<SetAsideRecord[]> {
  const listed = ids === undefined ? '' : `AND id IN (${[0, ...ids].map(Math.trunc).join(', ')})`
  const rows = await reader.all(
    `SELECT id, table_key, record, period FROM set_aside_records WHERE upload = $1 AND id > $2 ${listed} ORDER BY id LIMIT ${Math.trunc(limit)}`,
    [upload, after],
  )
  const found: SetAsideRecord[] = []
  for (const [id, key, record, period] of rows) {
    const table = String(key) as TableKey
    const [cells = []] = await reader.all(
      `SELECT ${quotedList(TABLES[table].columns.map((column) => column.key))} FROM ${quoted(table)} WHERE id = $1`,
      [Number(record)],
    )
    const values = cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
    found.push({ id: Number(id), table, period: String(period), values })
  }
  return found
}

/** Moves rows that wait into a staging book, to be put into force; answers their tables. They wait no more. */
export async function stageAside(
  transaction: WriteTransaction,
  upload: string,
  ids: readonly number[],
  staging: number,
): Promise<Set<TableKey>> {
  const listed = ids.map(Math.trunc).join(', ')
  const rows = await transaction.all(`DELETE FROM set_aside_records WHERE upload = $1 AND id IN (${listed}) RETURNING table_key, record`, [
    upload,
  ])
  for (const [table, record] of rows) {
    await transaction.all(`UPDATE ${quoted(String(table))} SET book = $1 WHERE id = $2`, [staging, Number(record)])
  }
  await dropEmpty(transaction, upload)
  return new Set(rows.map(([table]) => String(table) as TableKey))
}

/** Removes all rows of an upload that wait. */
export async function dropAside(transaction: WriteTransaction, upload: string): Promise<void> {
  const book = await asideBook(transaction, upload)
  if (book === undefined) return
  await transaction.all('DELETE FROM set_aside_records WHERE upload = $1', [upload])
  await dropStaging(transaction, book)
}

async function dropEmpty(transaction: WriteTransaction, upload: string): Promise<void> {
  const [row] = await transaction.all('SELECT count(*) FROM set_aside_records WHERE upload = $1', [upload])
  if (Number(row?.[0] ?? 0n) === 0) await dropAside(transaction, upload)
}

/** How many rows of committed uploads wait, by period and upload. */
export async function waitingRows(
  reader: Reader,
): Promise<readonly { readonly period: string; readonly upload: string; readonly rows: number }[]> {
  const rows = await reader.all(
    `SELECT waiting.period, waiting.upload, count(*) FROM set_aside_records AS waiting JOIN uploads ON uploads.id = waiting.upload
     WHERE uploads.state = 'committed' GROUP BY waiting.period, waiting.upload ORDER BY waiting.period, waiting.upload`,
  )
  return rows.map(([period, upload, count]) => ({ period: String(period), upload: String(upload), rows: Number(count) }))
}

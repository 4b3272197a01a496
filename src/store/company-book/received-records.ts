import type { Day } from '../../base/day.ts'
import { daysFor, monthsOf, type Period } from '../../base/period.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { CHANGE_KINDS, type ChangeKind, countsFrom, tablesOf } from './changes.ts'
import { timeColumn } from './record-sql.ts'

/** How much of a table there is for a period: dated records of its days, others written for it. */
export interface RecordsInPeriod {
  readonly rows: number
  /** The first and last day; undefined for records that have none, or where there is none. */
  readonly first: Day | undefined
  readonly last: Day | undefined
}

/** Records of a period in a book; undefined for tables that are of every period, such as people. */
export async function recordsInPeriod(reader: Reader, book: number, table: TableKey, period: Period): Promise<RecordsInPeriod | undefined> {
  const time = timeColumn(table)
  if (!time) return undefined
  if (time.kind === 'day') {
    const day = quoted(time.key)
    const days = daysFor(table, period)
    const [row] = await reader.all(
      `SELECT count(*), min(${day}), max(${day}) FROM ${quoted(table)} WHERE book = $1 AND ${day} BETWEEN $2 AND $3`,
      [book, days.first, days.last],
    )
    const [rows, first, last] = row ?? []
    return { rows: Number(rows ?? 0n), first: dayIn(first), last: dayIn(last) }
  }
  const texts = [...new Set([period.text, ...(table === 'quotas' ? monthsOf(period).map(({ text }) => text) : [])])]
  const places = texts.map((_, index) => `$${index + 2}`).join(', ')
  const [row] = await reader.all(`SELECT count(*) FROM ${quoted(table)} WHERE book = $1 AND ${quoted(time.key)} IN (${places})`, [
    book,
    ...texts,
  ])
  return { rows: Number(row?.[0] ?? 0n), first: undefined, last: undefined }
}

/** A change that touched a table last. */
export interface LastTouch {
  readonly change: number
  readonly kind: ChangeKind
  readonly at: string
  /** Account id, "token:ID" or "system". */
  readonly by: string
  readonly byName: string | undefined
  readonly upload: string | undefined
  /** The name of the uploaded file. */
  readonly fileName: string | undefined
}

/** How many changes are looked through for the newest of each table; a table that none of them touched was not touched lately. */
const MOST_CHANGES = 2000

/** The newest change of each table; marks are looked at apart, since a month has as many as engineers. */
export async function lastTouches(reader: Reader): Promise<ReadonlyMap<TableKey, LastTouch>> {
  const touches = new Map<TableKey, LastTouch>()
  for (const condition of [`changes.kind <> 'mark'`, `changes.kind = 'mark'`]) {
    const rows = await reader.all(
      `SELECT changes.id, changes.kind, changes.at, changes."by", accounts.name, changes.upload, uploads.file_name, changes.counts
       FROM changes LEFT JOIN accounts ON accounts.id = changes."by" LEFT JOIN uploads ON uploads.id = changes.upload
       WHERE ${condition} ORDER BY changes.id DESC LIMIT ${condition.includes('<>') ? MOST_CHANGES : 1}`,
    )
    for (const [id, kind, at, by, byName, upload, fileName, counts] of rows) {
      const touch: LastTouch = {
        change: Number(id),
        kind: CHANGE_KINDS.find((each) => each === kind) ?? 'row',
        at: String(at),
        by: String(by),
        byName: byName === null || byName === undefined ? undefined : String(byName),
        upload: upload === null || upload === undefined ? undefined : String(upload),
        fileName: fileName === null || fileName === undefined ? undefined : String(fileName),
      }
      for (const table of tablesOf(countsFrom(String(counts)))) {
        const known = touches.get(table)
        if (!known || known.change < touch.change) touches.set(table, touch)
      }
    }
  }
  return touches
}

function dayIn(cell: unknown): Day | undefined {
  // The column holds days that the reader checked.
  return cell === null || cell === undefined ? undefined : (Number(cell) as Day)
}

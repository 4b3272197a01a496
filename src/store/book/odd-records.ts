import { type Day, monthOf, yearOf } from '../../base/day.ts'
import type { Days, Period } from '../../base/period.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'

/** A counted receipt of which there is another with the same day, client, representative, kind, region and amount. */
export interface TwinReceipt {
  readonly book: number
  readonly number: string
  readonly row: number
  readonly day: Day
  readonly client: string
  readonly rep: string | undefined
  readonly region: string | undefined
  readonly kind: string
  readonly amountFen: bigint
}

/** Counted receipts and refunds of some days that look like one entered twice, in one book or in several, beside each other. At most 1,000. */
export async function twinReceipts(reader: Reader, books: readonly number[], { first, last }: Period): Promise<TwinReceipt[]> {
  const within = books.map((_, index) => `$${index + 3}`).join(', ')
  // The inner statement is answered by the index of days alone; whose client it was is looked up for the few that are left.
  const rows = await reader.all(
    `SELECT c.book, c.number, c.row, c.date, c.client, c.rep, c.region, c.kind, c.amount FROM collections AS c JOIN (
       SELECT date, credited_rep, kind, amount FROM collections
       WHERE book IN (${within}) AND date BETWEEN $1 AND $2 AND status = 'audited'
       GROUP BY date, credited_rep, kind, amount HAVING COUNT(*) > 1
     ) AS twins ON c.date = twins.date AND c.kind = twins.kind AND c.amount = twins.amount
       AND (c.credited_rep = twins.credited_rep OR (c.credited_rep IS NULL AND twins.credited_rep IS NULL))
     WHERE c.book IN (${within}) AND c.date BETWEEN $1 AND $2 AND c.status = 'audited'
     ORDER BY c.date, c.client, c.amount, c.number, c.book LIMIT 1000`,
    [first, last, ...books],
  )
  return rows.map(([book, number, row, day, client, rep, region, kind, amount]) => ({
    book: Number(book),
    number: String(number),
    row: Number(row),
    day: Number(day) as Day,
    client: String(client),
    rep: textOf(rep),
    region: textOf(region),
    kind: String(kind),
    amountFen: BigInt(amount as bigint | number | string),
  }))
}

/** The columns of marks of a table of forms. */
const MARKS = { feedback: ['attitude', 'resolution', 'dedication'], followups: ['score'] } as const

/** The highest mark in hundredths on the audited forms of some days; undefined without a form. */
export async function highestMark(
  reader: Reader,
  book: number,
  table: keyof typeof MARKS,
  { first, last }: Period,
): Promise<number | undefined> {
  const highest = MARKS[table].map((column) => `MAX(${column})`).join(', ')
  const [row] = await reader.all(`SELECT ${highest} FROM ${table} WHERE book = $1 AND date BETWEEN $2 AND $3 AND status = 'audited'`, [
    book,
    first,
    last,
  ])
  const marks = (row ?? []).flatMap((mark) => (mark === null || mark === undefined ? [] : [Number(mark)]))
  return marks.length === 0 ? undefined : Math.max(...marks)
}

export interface LowMark {
  readonly engineer: string
  readonly evaluator: string
  readonly item: string
  readonly row: number
  readonly scoreHundredths: bigint
}

/** Marks of a period of one digit before the point, and not zero: 9 where 90 may be meant. */
export async function marksOfOneDigit(reader: Reader, book: number, period: Period): Promise<LowMark[]> {
  const rows = await reader.all(
    `SELECT engineer, evaluator, item, row, score FROM evaluations
     WHERE book = $1 AND period = $2 AND score > 0 AND score < 1000 ORDER BY engineer, item, evaluator`,
    [book, period.text],
  )
  return rows.map(([engineer, evaluator, item, row, score]) => ({
    engineer: String(engineer),
    evaluator: String(evaluator),
    item: String(item),
    row: Number(row),
    scoreHundredths: BigInt(score as bigint | number | string),
  }))
}

export interface AttendanceDay {
  readonly employee: string
  readonly day: Day
  readonly kind: string
  readonly row: number
}

/** The events of some kinds on some days without a slip 单号, by employee, kind and day: a slip is one event whatever its days. */
export async function eventsOf(reader: Reader, book: number, kinds: readonly string[], { first, last }: Days): Promise<AttendanceDay[]> {
  if (kinds.length === 0) return []
  const listed = kinds.map((_, index) => `$${index + 4}`).join(', ')
  const rows = await reader.all(
    `SELECT employee, date, kind, row FROM attendance
     WHERE book = $1 AND date BETWEEN $2 AND $3 AND kind IN (${listed}) AND slip IS NULL ORDER BY employee, kind, date`,
    [book, first, last, ...kinds],
  )
  return rows.map(([employee, day, kind, row]) => ({
    employee: String(employee),
    day: Number(day) as Day,
    kind: String(kind),
    row: Number(row),
  }))
}

/** Tables whose records have a day, each with what names a record beside it. */
const DATED = {
  orders: 'number',
  collections: 'number',
  expenses: 'number',
  visits: 'number',
  complaints: 'number',
  attendance: 'employee',
  feedback: 'number',
  followups: 'number',
} as const satisfies Partial<Record<TableKey, string>>
export type DatedTable = keyof typeof DATED

export interface FarRecord {
  readonly table: DatedTable
  readonly name: string
  readonly row: number
  readonly day: Day
}

/** The days that records of a book lie on without a long gap before or after a period, and the records beyond them. */
export interface FarRecords {
  readonly first: Day
  readonly last: Day
  readonly records: readonly FarRecord[]
}

/** Months without any record behind which what follows is no business that we know of. */
const GAP = { after: 12, before: 24 } as const
const MOST_OF_A_TABLE = 20

/**
 * Records dated so far from a period, with a year without any record between, that a slip of the year is likelier than business. Walks
 * from gap to gap, a look-up in the index of days each time, however many records there are. Undefined where the period and what
 * lies about it has no record at all: then it is the period that is far off.
 */
export async function farRecords(
  reader: Reader,
  book: number,
  tables: ReadonlySet<TableKey>,
  period: Period,
): Promise<FarRecords | undefined> {
  const dated = (Object.keys(DATED) as DatedTable[]).filter((table) => tables.has(table))
  const edge = async (which: 'MAX' | 'MIN', from: number, to: number): Promise<number | undefined> => {
    const found = await Promise.all(
      dated.map((table) => reader.all(`SELECT ${which}(date) FROM ${table} WHERE book = $1 AND date BETWEEN $2 AND $3`, [book, from, to])),
    )
    const days = found.flatMap(([row]) => (row?.[0] === null || row?.[0] === undefined ? [] : [Number(row[0])]))
    return days.length === 0 ? undefined : which === 'MAX' ? Math.max(...days) : Math.min(...days)
  }
  let last: number = period.last
  for (let next = await edge('MAX', last, monthsFrom(last, GAP.after)); next !== undefined && next > last; ) {
    last = next
    next = await edge('MAX', last, monthsFrom(last, GAP.after))
  }
  let first: number = period.first
  for (let next = await edge('MIN', monthsFrom(first, -GAP.before), first); next !== undefined && next < first; ) {
    first = next
    next = await edge('MIN', monthsFrom(first, -GAP.before), first)
  }
  if ((await edge('MIN', first, last)) === undefined) return undefined
  const records: FarRecord[] = []
  for (const table of dated) {
    const rows = await reader.all(
      `SELECT ${quoted(DATED[table])}, row, date FROM ${table} WHERE book = $1 AND (date < $2 OR date > $3)
       ORDER BY date, ${quoted(DATED[table])} LIMIT ${MOST_OF_A_TABLE}`,
      [book, first, last],
    )
    records.push(...rows.map(([name, row, day]) => ({ table, name: String(name), row: Number(row), day: Number(day) as Day })))
  }
  return { first: first as Day, last: last as Day, records }
}

/** The first day of a month so many months on, as yyyymmdd, for a bound that no day of the calendar need be. */
function monthsFrom(day: number, months: number): number {
  const index = yearOf(day as Day) * 12 + monthOf(day as Day) - 1 + months
  return Math.floor(index / 12) * 10000 + ((index % 12) + 1) * 100 + (months > 0 ? 31 : 1)
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value)
}

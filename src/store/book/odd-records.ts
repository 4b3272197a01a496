import { type Day, monthOf, yearOf } from '../../base/day.ts'
import type { Days, Period } from '../../base/period.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { AttendanceRow } from '../measures/service-by-engineer.ts'

/** A counted receipt of which there is another with the same day, client, representative, kind, region and amount. */
export interface TwinReceipt {
  readonly id: number
  readonly book: number
  readonly number: string
  readonly row: number
  readonly day: Day
  readonly client: string
  readonly rep: string | undefined
  readonly region: string | undefined
  /** For whom it counts. */
  readonly creditedRep: string | undefined
  readonly isInternal: boolean
  readonly kind: string
  readonly amountFen: bigint
}

/** Counted receipts and refunds of some days that look like one entered twice, in one book or in several, beside each other. At most 1,000. */
export async function twinReceipts(reader: Reader, books: readonly number[], { first, last }: Period): Promise<TwinReceipt[]> {
  const within = books.map((_, index) => `$${index + 3}`).join(', ')
  // The inner statement is answered by the index of days alone; whose client it was is looked up for the few that are left.
  const rows = await reader.all(
    `SELECT c.id, c.book, c.number, c.row, c.date, c.client, c.rep, c.region, c.credited_rep, c.client_internal, c.kind, c.amount FROM collections AS c JOIN (
       SELECT date, credited_rep, kind, amount FROM collections
       WHERE book IN (${within}) AND date BETWEEN $1 AND $2 AND status = 'audited'
       GROUP BY date, credited_rep, kind, amount HAVING COUNT(*) > 1
     ) AS twins ON c.date = twins.date AND c.kind = twins.kind AND c.amount = twins.amount
       AND (c.credited_rep = twins.credited_rep OR (c.credited_rep IS NULL AND twins.credited_rep IS NULL))
     WHERE c.book IN (${within}) AND c.date BETWEEN $1 AND $2 AND c.status = 'audited'
     ORDER BY c.date, c.client, c.amount, c.number, c.book LIMIT 1000`,
    [first, last, ...books],
  )
  return rows.map(([id, book, number, row, day, client, rep, region, credited, internal, kind, amount]) => ({
    id: Number(id),
    book: Number(book),
    number: String(number),
    row: Number(row),
    day: Number(day) as Day,
    client: String(client),
    rep: textOf(rep),
    region: textOf(region),
    creditedRep: textOf(credited),
    isInternal: Number(internal) === 1,
    kind: String(kind),
    amountFen: BigInt(amount as bigint | number | string),
  }))
}

/** The columns of marks of a table of forms. */
const MARKS = { feedback: ['attitude', 'resolution', 'dedication'], followups: ['score'] } as const

/** The audited forms of some days none of whose marks, in hundredths, is above a bound, with the highest; nothing where one is, or without a form. */
export async function formsOnDays(
  reader: Reader,
  book: number,
  table: keyof typeof MARKS,
  { first, last }: Period,
  bound: number,
): Promise<{ readonly highest: number | undefined; readonly ids: readonly number[] }> {
  const within = `FROM ${table} WHERE book = $1 AND date BETWEEN $2 AND $3 AND status = 'audited'`
  const [row] = await reader.all(`SELECT ${MARKS[table].map((column) => `MAX(${column})`).join(', ')} ${within}`, [book, first, last])
  const marks = (row ?? []).flatMap((mark) => (mark === null || mark === undefined ? [] : [Number(mark)]))
  const highest = Math.max(...marks)
  if (marks.length === 0 || highest > bound) return { highest: undefined, ids: [] }
  const ids = await reader.all(`SELECT id ${within}`, [book, first, last])
  return { highest, ids: ids.map(([id]) => Number(id)) }
}

export interface LowMark {
  readonly id: number
  readonly engineer: string
  readonly evaluator: string
  readonly item: string
  readonly row: number
  readonly scoreHundredths: bigint
}

/** Marks of a period of one digit before the point, and not zero: 9 where 90 may be meant. */
export async function marksOfOneDigit(reader: Reader, book: number, period: Period): Promise<LowMark[]> {
  const rows = await reader.all(
    `SELECT id, engineer, evaluator, item, row, score FROM evaluations
     WHERE book = $1 AND period = $2 AND score > 0 AND score < 1000 ORDER BY engineer, item, evaluator`,
    [book, period.text],
  )
  return rows.map(([id, engineer, evaluator, item, row, score]) => ({
    id: Number(id),
    engineer: String(engineer),
    evaluator: String(evaluator),
    item: String(item),
    row: Number(row),
    scoreHundredths: BigInt(score as bigint | number | string),
  }))
}

/** A row of attendance, and where it stands. */
export interface AttendanceDay extends AttendanceRow {
  readonly id: number
  readonly row: number
  readonly day: Day
}

/** The attendance of some days, by employee, kind and day. */
export async function attendanceRows(reader: Reader, book: number, { first, last }: Days): Promise<AttendanceDay[]> {
  const rows = await reader.all(
    `SELECT id, row, employee, kind, date, count, slip, shift FROM attendance
     WHERE book = $1 AND date BETWEEN $2 AND $3 ORDER BY employee, kind, date, count`,
    [book, first, last],
  )
  return rows.map(([id, row, employee, kind, day, count, slip, shift]) => ({
    id: Number(id),
    row: Number(row),
    employee: String(employee),
    kind: String(kind),
    day: Number(day) as Day,
    count: Number(count),
    slip: textOf(slip),
    shift: textOf(shift),
  }))
}

/** Tables whose records have a day, each with that day and with what names a record beside it. */
const DATED = {
  orders: { day: 'date', name: 'number' },
  collections: { day: 'date', name: 'number' },
  receivables: { day: 'due_date', name: 'number' },
  expenses: { day: 'date', name: 'number' },
  visits: { day: 'date', name: 'number' },
  complaints: { day: 'date', name: 'number' },
  attendance: { day: 'date', name: 'employee' },
  feedback: { day: 'date', name: 'number' },
  followups: { day: 'date', name: 'number' },
} as const satisfies Partial<Record<TableKey, { readonly day: string; readonly name: string }>>
export type DatedTable = keyof typeof DATED

export interface FarRecord {
  readonly table: DatedTable
  readonly id: number
  readonly name: string
  readonly row: number
  readonly day: Day
  /** The column of the day. */
  readonly column: string
}

/** The days that records of a book lie on without a long gap before or after a period, and the records beyond them. */
export interface FarRecords {
  readonly first: Day
  readonly last: Day
  readonly records: readonly FarRecord[]
}

/** Months without any record behind which what follows is no business that we know of. */
const GAP = { after: 12, before: 24 } as const
/** Receivables fall due years after the newest record, and old ones are owed for years; not for ten. */
const FARTHEST_DUE = 120
const MOST_OF_A_TABLE = 20

/**
 * Records dated so far from a period, with a year without any record between, that a slip of the year is likelier than business; the
 * records of another book, if told, lie between too. Walks from gap to gap, a look-up in the index of days each time, however many
 * records there are; receivables, which fall due whenever they were agreed to, lead nowhere. Undefined where the period and what lies
 * about it has no record at all: then it is the period that is far off.
 */
export async function farRecords(
  reader: Reader,
  book: number,
  beside: number | undefined,
  tables: ReadonlySet<TableKey>,
  period: Period,
): Promise<FarRecords | undefined> {
  const dated = (Object.keys(DATED) as DatedTable[]).filter((table) => tables.has(table))
  const walked = (Object.keys(DATED) as DatedTable[]).filter(
    (table) => table !== 'receivables' && (beside !== undefined || tables.has(table)),
  )
  const books = [book, ...(beside === undefined ? [] : [beside])]
  const edge = async (which: 'MAX' | 'MIN', from: number, to: number): Promise<number | undefined> => {
    const parts = walked.flatMap((table) =>
      books.map((each) => `SELECT ${which}(date) AS day FROM ${table} WHERE book = ${Math.trunc(each)} AND date BETWEEN $1 AND $2`),
    )
    if (parts.length === 0) return undefined
    const [row] = await reader.all(`SELECT ${which}(day) FROM (${parts.join(' UNION ALL ')}) AS days`, [from, to])
    return row?.[0] === null || row?.[0] === undefined ? undefined : Number(row[0])
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
  const [due, overdue] = [monthsFrom(last, FARTHEST_DUE), monthsFrom(first, -FARTHEST_DUE)]
  if ((await edge('MIN', first, last)) === undefined) {
    const near = 'SELECT 1 FROM receivables WHERE book = $1 AND due_date BETWEEN $2 AND $3 LIMIT 1'
    if (!tables.has('receivables') || (await reader.all(near, [book, overdue, due])).length === 0) return undefined
  }
  const records: FarRecord[] = []
  for (const table of dated) {
    const { day: column, name } = DATED[table]
    const bounds = table === 'receivables' ? [overdue, due] : [first, last]
    const rows = await reader.all(
      `SELECT id, ${quoted(name)}, row, ${column} FROM ${table} WHERE book = $1 AND (${column} < $2 OR ${column} > $3)
       ORDER BY ${column}, ${quoted(name)} LIMIT ${MOST_OF_A_TABLE}`,
      [book, ...bounds],
    )
    records.push(
      ...rows.map(([id, named, row, day]) => ({
        ...{ table, id: Number(id), name: String(named), row: Number(row) },
        ...{ day: Number(day) as Day, column },
      })),
    )
  }
  return { first: first as Day, last: last as Day, records }
}

/** The months that staged records fall in which something can look odd, of the tables given: as text, in order. `monthOf` knows the company's months. */
export async function monthsOfRecords(
  reader: Reader,
  book: number,
  tables: ReadonlySet<TableKey>,
  monthOf: (day: Day, table: TableKey) => string,
): Promise<string[]> {
  const found = new Set<string>()
  for (const table of ['collections', 'feedback', 'followups', 'attendance'] as const) {
    if (!tables.has(table)) continue
    for (const [day] of await reader.all(`SELECT DISTINCT date FROM ${table} WHERE book = $1`, [book])) {
      found.add(monthOf(Number(day) as Day, table))
    }
  }
  if (tables.has('evaluations')) {
    for (const [period] of await reader.all('SELECT DISTINCT period FROM evaluations WHERE book = $1', [book])) found.add(String(period))
  }
  return [...found].sort(byCodePoint)
}

/** Records by their ids, of whichever book, with the change that brought each. */
export async function recordsById(
  reader: Reader,
  table: TableKey,
  ids: readonly number[],
): Promise<{ readonly added: number; readonly values: RecordValues }[]> {
  const columns = quotedList(TABLES[table].columns.map(({ key }) => key))
  const found: { readonly added: number; readonly values: RecordValues }[] = []
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const listed = ids
      .slice(from, from + IDS_AT_ONCE)
      .map(Math.trunc)
      .join(', ')
    for (const [added, ...values] of await reader.all(`SELECT added, ${columns} FROM ${quoted(table)} WHERE id IN (${listed})`)) {
      found.push({ added: Number(added ?? 0), values: values.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)) })
    }
  }
  return found
}

const IDS_AT_ONCE = 1_000

/** The first day of a month so many months on, as yyyymmdd, for a bound that no day of the calendar need be. */
function monthsFrom(day: number, months: number): number {
  const index = yearOf(day as Day) * 12 + monthOf(day as Day) - 1 + months
  return Math.floor(index / 12) * 10000 + ((index % 12) + 1) * 100 + (months > 0 ? 31 : 1)
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value)
}

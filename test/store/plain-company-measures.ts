/** Measures of a company once more: from the text of their rule files, record by record, sharing nothing with the product but the layout of records. */
import { add, type Rational, rational } from '../../src/base/rational.ts'
import { columnIndex, TABLES, type TableKey, type Value } from '../../src/domain/dataset/tables.ts'
import type { MeasureCondition, MeasureVersion } from '../../src/engine/rule/measure-rule.ts'
import type { Records } from './random-book.ts'

/** Months counted from the year 0: the last one of the period, and how many it has. */
export interface Months {
  readonly last: number
  readonly count: number
}

interface Row {
  readonly rep: Value
  readonly client: Value
  /** A field, in the unit of rule files; null where it is empty. */
  readonly of: (name: string) => number | string | null
  readonly values: readonly Value[]
}

const DAY: Readonly<Record<string, string>> = { receivables: 'due_date', opportunities: 'created_on' }
const at = (table: TableKey, values: readonly Value[], key: string): Value =>
  TABLES[table].columns.some((column) => column.key === key) ? (values[columnIndex(table, key)] ?? null) : null

/** The records that a version counts, by their representative. */
export function plainCounted(version: MeasureVersion, records: Records, months: Months): ReadonlyMap<string, readonly Row[]> {
  const table = version.module as TableKey
  const { first, last } = windowOf(version.window, months)
  const dayOf = version.day ?? DAY[table] ?? 'date'
  const found = new Map<string, Row[]>()
  for (const values of records[table] ?? []) {
    const day = Number(at(table, values, dayOf) ?? 0)
    const row = rowOf(table, values, day, records)
    const isAudited = (at(table, values, 'status') ?? 'audited') === 'audited'
    if (!isAudited || row.rep === null || day < first || day > last) continue
    if (version.conditions === undefined || meets(version.conditions, row))
      found.set(String(row.rep), [...(found.get(String(row.rep)) ?? []), row])
  }
  return found
}

/** The figure of counted records: in yuan, units, days or as a number; undefined where there is none. */
export function plainValue({ value: { aggregate, field, days } }: MeasureVersion, rows: readonly Row[]): Rational | undefined {
  if (aggregate === 'count') return rational(BigInt(new Set(rows.map((row) => (row.of('line') === null ? row : row.of('number')))).size))
  const stated = rows.map((row) => (days ? between(row, days) : row.of(field ?? ''))).filter((each) => each !== null)
  if (aggregate === 'distinct') return rational(BigInt(new Set(stated).size))
  const scale = field === undefined ? 1n : field === 'quantity' ? 1_000_000n : 100n
  const figures = stated.map((each) => rational(BigInt(each), scale))
  if (aggregate === 'sum') return figures.reduce(add, rational(0n))
  const [any] = figures
  if (!any) return undefined
  const sorted = stated.map((each) => BigInt(each)).sort((a, b) => (a < b ? -1 : 1))
  if (aggregate === 'smallest') return rational(sorted[0] ?? 0n, scale)
  if (aggregate === 'largest') return rational(sorted.at(-1) ?? 0n, scale)
  return rational(
    sorted.reduce((sum, each) => sum + each, 0n),
    scale * BigInt(figures.length),
  )
}

function windowOf({ days, months: many = 0 }: MeasureVersion['window'], { last, count }: Months): { first: number; last: number } {
  const span = (from: number, to: number) => ({ first: monthStart(from), last: monthStart(to) + 30 })
  if (days === 'previous') return span(last - 2 * count + 1, last - count)
  if (days === 'lastYear') return span(last - count - 11, last - 12)
  if (days === 'lastMonths') return span(last - many + 1, last)
  if (days === 'yearToDate') return span(last - (last % 12), last)
  return span(last - count + 1, last)
}

const monthStart = (month: number) => Math.floor(month / 12) * 10_000 + ((month % 12) + 1) * 100 + 1

function rowOf(table: TableKey, values: readonly Value[], day: number, records: Records): Row {
  const client = at(table, values, 'client')
  const own = (records.clients ?? []).find(([code]) => code === client)
  const handed = latest(records.client_reps, 'client_reps', day, (each) => each[0] === client)
  const named = handed ? at('client_reps', handed, 'rep') : own ? at('clients', own, 'rep') : null
  const rep = at(table, values, 'rep') ?? (table === 'collections' ? named : null)
  const held = (column: string) => {
    const posting = latest(records.postings, 'postings', day, (each) => each[0] === rep && at('postings', each, column) !== null)
    return posting && at('postings', posting, column)
  }
  const employee = (records.employees ?? []).find(([number]) => number === rep)
  const of = (name: string) => {
    const [whose, column = ''] = name.split('.')
    if (whose === 'client' && column !== '') return own ? at('clients', own, column) : null
    if (whose === 'rep' && column !== '') return held(column) ?? (employee ? at('employees', employee, column) : null)
    return at(table, values, name)
  }
  return { rep, client, of, values }
}

/** The last of some dated rows that had begun by the day. */
function latest(rows: Records[TableKey] = [], table: TableKey, day: number, of: (row: readonly Value[]) => boolean) {
  const begun = rows.filter((row) => of(row) && Number(at(table, row, 'from')) <= day)
  return begun.sort((a, b) => Number(at(table, b, 'from')) - Number(at(table, a, 'from')))[0]
}

function meets({ all, any, not, ...leaf }: MeasureCondition, row: Row): boolean {
  if (all) return all.every((part) => meets(part, row))
  if (any) return any.some((part) => meets(part, row))
  if (not) return !meets(not, row)
  const found = leaf.days ? between(row, leaf.days) : row.of(leaf.field ?? '')
  if (leaf.operator === 'empty') return found === null
  if (found === null) return false
  if (leaf.operator === 'given') return true
  const asked = leaf.values.map((value) => stored(leaf.days ? 'days' : (leaf.field ?? ''), value))
  const [low = 0, high = 0] = asked
  const answers: Readonly<Record<string, boolean>> = {
    equals: found === low,
    differs: found !== low,
    oneOf: asked.includes(found),
    atLeast: found >= low,
    above: found > low,
    atMost: found <= low,
    below: found < low,
    between: found >= low && found <= high,
  }
  return answers[leaf.operator ?? ''] ?? false
}

/** A value of a rule file as records have it: fen, millionths, yyyymmdd, 1 and 0. */
function stored(field: string, text: string): number | string {
  if (text === 'true' || text === 'false') return text === 'true' ? 1 : 0
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number(text.replaceAll('-', ''))
  if (['amount', 'list_amount', 'cost'].includes(field)) return Math.round(Number(text) * 100)
  if (field === 'quantity') return Math.round(Number(text) * 1_000_000)
  return field === 'days' ? Number(text) : text
}

function between(row: Row, { from, to }: { readonly from: string; readonly to: string }): number | null {
  const [a, b] = [row.of(from), row.of(to)]
  const serial = (day: number) => Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100) / 86_400_000
  return typeof a === 'number' && typeof b === 'number' ? serial(b) - serial(a) : null
}

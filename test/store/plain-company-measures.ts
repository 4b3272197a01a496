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
  readonly owner: Value
  /** A field, in the unit of rule files; null where it is empty. */
  readonly of: (name: string) => number | string | null
  readonly values: readonly Value[]
}

const DAY: Readonly<Record<string, string>> = {
  receivables: 'due_date',
  opportunities: 'created_on',
  opportunity_stages: 'from',
  campaigns: 'from',
}
const at = (table: TableKey, values: readonly Value[], key: string): Value =>
  TABLES[table].columns.some((column) => column.key === key) ? (values[columnIndex(table, key)] ?? null) : null

/** The records that a version counts, by those whom it is of: '' is the company. */
export function plainCounted(version: MeasureVersion, records: Records, months: Months): ReadonlyMap<string, readonly Row[]> {
  const table = version.module as TableKey
  const { first, last } = windowOf(version.window, months)
  const dayOf = version.day ?? DAY[table] ?? 'date'
  const found = new Map<string, Row[]>()
  for (const values of records[table] ?? []) {
    const day = table === 'clients' ? last : Number(at(table, values, dayOf) ?? 0)
    const row = rowOf(table, values, { day, per: version.per ?? 'rep' }, records)
    const isAudited = (at(table, values, 'status') ?? 'audited') === 'audited'
    if (!isAudited || row.owner === null || day < first || day > last) continue
    if (table === 'attendance' && isToldElsewhere(values, records.attendance ?? [], first)) continue
    if (version.conditions === undefined || meets(version.conditions, row))
      found.set(String(row.owner), [...(found.get(String(row.owner)) ?? []), row])
  }
  return found
}

/** A day of leave that began before the window, or a day without a slip that a slip of the same kind and shift names too. */
function isToldElsewhere(values: readonly Value[], all: readonly (readonly Value[])[], first: number): boolean {
  const [day, employee, kind, , slip, shift] = values
  return all.some(([otherDay, otherEmployee, otherKind, , otherSlip, otherShift]) => {
    if (otherEmployee !== employee || otherKind !== kind || otherSlip === null) return false
    return slip === null ? otherDay === day && otherShift === shift : otherSlip === slip && Number(otherDay) < first
  })
}

/** The figure of counted records: in yuan, units, days or as a number; undefined where there is none. */
export function plainValue({ value: { aggregate, field, days } }: MeasureVersion, rows: readonly Row[]): Rational | undefined {
  if (aggregate === 'count') return rational(BigInt(new Set(rows.map(documentOf)).size))
  const stated = rows.map((row) => (days ? between(row, days) : row.of(field ?? ''))).filter((each) => each !== null)
  if (aggregate === 'distinct') return rational(BigInt(new Set(stated).size))
  const scale = field === undefined || field === 'count' ? 1n : field === 'quantity' ? 1_000_000n : 100n
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

function documentOf(row: Row): unknown {
  if (row.of('slip') !== null) return JSON.stringify(row.values.slice(1, 3).concat(row.of('slip')))
  return row.of('line') === null ? row : row.of('number')
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

function rowOf(table: TableKey, values: readonly Value[], { day, per }: { day: number; per: string }, records: Records): Row {
  const find = (among: TableKey, key: Value) => (records[among] ?? []).find(([code]) => code === key)
  const look = (among: TableKey, key: Value, column: string) => {
    const row = find(among, key)
    return row ? at(among, row, column) : null
  }
  const isStage = table === 'opportunity_stages'
  const client = isStage
    ? look('opportunities', at(table, values, 'number'), 'client')
    : at(table, values, table === 'clients' ? 'code' : 'client')
  const handed = latest(records.client_reps, 'client_reps', day, (each) => each[0] === client)
  const named = handed ? at('client_reps', handed, 'rep') : look('clients', client, 'rep')
  const byClient = ['collections', 'feedback', 'followups', 'clients'].includes(table) ? named : null
  const ofStage = isStage ? look('opportunities', at(table, values, 'number'), 'rep') : null
  const engineer = at(table, values, 'engineer') ?? at(table, values, 'employee')
  const rep = (table === 'clients' ? null : at(table, values, 'rep')) ?? at(table, values, 'employee') ?? byClient ?? ofStage
  const held = (who: Value, column: string) => {
    const posting = latest(records.postings, 'postings', day, (each) => each[0] === who && at('postings', each, column) !== null)
    return posting ? at('postings', posting, column) : look('employees', who, column)
  }
  const of = (name: string) => {
    const [whose, column = ''] = name.split('.')
    if (column === '') return at(table, values, name)
    if (whose === 'client') return look('clients', client, column)
    if (whose === 'opportunity') return look('opportunities', at(table, values, 'number'), column)
    return held(whose === 'rep' ? rep : engineer, column)
  }
  const home = held(engineer ?? rep, 'region')
  const region = ['collections', 'clients'].includes(table) ? (at(table, values, 'region') ?? home) : home
  const owners: Readonly<Record<string, Value>> = { rep, engineer, client, region, company: '' }
  return { owner: owners[per] ?? null, of, values }
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

const HUNDREDTHS = ['amount', 'list_amount', 'cost', 'budget', 'attitude', 'resolution', 'dedication', 'score']

/** A value of a rule file as records have it: fen, millionths, yyyymmdd, 1 and 0. */
function stored(field: string, text: string): number | string {
  if (text === 'true' || text === 'false') return text === 'true' ? 1 : 0
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number(text.replaceAll('-', ''))
  if (HUNDREDTHS.includes(field.replace('opportunity.', ''))) return Math.round(Number(text) * 100)
  if (field === 'quantity') return Math.round(Number(text) * 1_000_000)
  return field === 'days' || field === 'count' ? Number(text) : text
}

function between(row: Row, { from, to }: { readonly from: string; readonly to: string }): number | null {
  const [a, b] = [row.of(from), row.of(to)]
  const serial = (day: number) => Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100) / 86_400_000
  return typeof a === 'number' && typeof b === 'number' ? serial(b) - serial(a) : null
}

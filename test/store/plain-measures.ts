/** The measures once more, record by record and without SQL, in the words of the policy. */
import { byCodePoint } from '../../src/base/text-order.ts'
import { columnIndex, TABLES, type TableKey, type Value } from '../../src/domain/dataset/tables.ts'
import type { CollectionFilter } from '../../src/store/measures/counted-collections.ts'
import type { DayRange } from '../../src/store/measures/day-range.ts'
import type { Records } from './random-book.ts'

type Row = Readonly<Record<string, Value>>

/** The records of a table that count: of documents only audited ones do. */
export function rowsOf(records: Records, table: TableKey, keys: readonly string[]): Row[] {
  const isDocument = TABLES[table].columns.some(({ key }) => key === 'status')
  return (records[table] ?? [])
    .filter((values) => !isDocument || (values[columnIndex(table, 'status')] ?? 'audited') === 'audited')
    .map((values) => Object.fromEntries(keys.map((key) => [key, values[columnIndex(table, key)] ?? null])))
}

const whole = (value: Value | undefined): bigint => BigInt(value ?? 0)
const text = (value: Value | undefined): string => String(value)
const within = (row: Row, { first, last }: DayRange): boolean => Number(row.date) >= first && Number(row.date) <= last
const positive = (row: Row): boolean => Number(row.amount) > 0

export function grouped<T>(rows: readonly Row[], key: string, facts: (rows: readonly Row[]) => T): Map<string, T> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(text(row[key]), [...(groups.get(text(row[key])) ?? []), row])
  return new Map([...groups].map(([name, members]) => [name, facts(members)]))
}

export const total = (rows: readonly Row[], key: string): bigint => rows.reduce((sum, row) => sum + whole(row[key]), 0n)

function ordersOf(records: Records): Row[] {
  return rowsOf(records, 'orders', ['number', 'line', 'date', 'rep', 'client', 'amount', 'list_amount', 'quantity'])
}

export function plainOrders(records: Records, range: DayRange) {
  return grouped(
    ordersOf(records).filter((row) => within(row, range)),
    'rep',
    (rows) => {
      const priced = rows.filter((row) => positive(row) && Number(row.list_amount ?? 0) > 0)
      return {
        amount: total(rows, 'amount'),
        quantity: total(rows, 'quantity'),
        pricedAmount: total(priced, 'amount'),
        pricedListAmount: total(priced, 'list_amount'),
        positiveOrders: BigInt(new Set(rows.filter(positive).map((row) => row.number)).size),
        clients: BigInt(new Set(rows.filter(positive).map((row) => row.client)).size),
      }
    },
  )
}

export function plainNewClients(records: Records, range: DayRange, lookBackFirst: number) {
  const firsts = [
    ...grouped(
      ordersOf(records).filter((row) => positive(row) && Number(row.date) >= lookBackFirst),
      'client',
      firstOf,
    ).values(),
  ]
  return grouped(
    firsts.filter((row) => within(row, range)),
    'rep',
    (rows) => BigInt(rows.length),
  )
}

function firstOf(rows: readonly Row[]): Row {
  const [first] = [...rows].sort(
    (a, b) =>
      Number(a.date) - Number(b.date) || byCodePoint(text(a.number), text(b.number)) || byCodePoint(text(a.line ?? ''), text(b.line ?? '')),
  )
  return first ?? {}
}

export function plainRetention(records: Records, base: DayRange, current: DayRange) {
  const clientsIn = (rows: readonly Row[], range: DayRange) =>
    new Set(rows.filter((row) => positive(row) && within(row, range)).map((row) => text(row.client)))
  const all = grouped(ordersOf(records), 'rep', (rows) => {
    const before = [...clientsIn(rows, base)]
    const now = clientsIn(rows, current)
    return { baseClients: BigInt(before.length), retainedClients: BigInt(before.filter((client) => now.has(client)).length) }
  })
  return new Map([...all].filter(([, { baseClients }]) => baseClients > 0n))
}

/** Events without a slip but for those that a slip speaks of too, and every slip that begins on the days. */
export function plainEvents(records: Records, range: DayRange) {
  const rows = rowsOf(records, 'attendance', ['date', 'employee', 'kind', 'count', 'slip', 'shift'])
  const event = (row: Row, count: number, days: readonly number[]) => ({
    ...{ employee: text(row.employee), kind: text(row.kind), day: Number(row.date), days, count },
  })
  const bare = rows.filter((row) => row.slip === null && within(row, range))
  const alone = bare.filter(
    (row) => !rows.some((other) => other.slip !== null && ['date', 'employee', 'kind', 'shift'].every((key) => other[key] === row[key])),
  )
  const slips = grouped(
    rows.filter((row) => row.slip !== null).map((row) => ({ ...row, key: JSON.stringify([row.employee, row.kind, row.slip]) })),
    'key',
    (list) => [...list].sort((a, b) => Number(a.date) - Number(b.date)),
  )
  return [
    ...alone.map((row) => event(row, Number(row.count), [Number(row.date)])),
    ...[...slips.values()]
      .filter(([first]) => first && within(first, range))
      .map((list) => event(list[0] as Row, 1, [...new Set(list.filter((row) => within(row, range)).map((row) => Number(row.date)))])),
  ]
}

/** Every audited collection that counts, with the rep it counts for. */
export function plainCollections(records: Records, filter: CollectionFilter): Row[] {
  const clients = new Map(rowsOf(records, 'clients', ['code', 'rep', 'internal']).map((row) => [row.code, row]))
  const handovers = rowsOf(records, 'client_reps', ['client', 'rep', 'from'])
  const repOn = ({ client, date }: Row) =>
    handovers.filter((row) => row.client === client && Number(row.from) <= Number(date)).sort((a, b) => Number(b.from) - Number(a.from))[0]
      ?.rep
  return rowsOf(records, 'collections', ['number', 'date', 'client', 'amount', 'rep', 'region', 'kind', 'status'])
    .filter((row) => row.status === 'audited' && !filter.excludedKinds.includes(text(row.kind)))
    .filter((row) => !filter.excludeInternalClients || clients.get(row.client ?? null)?.internal !== 1)
    .map((row) => ({ ...row, rep: row.rep ?? repOn(row) ?? clients.get(row.client ?? null)?.rep ?? null }))
}

export function plainArrears(records: Records, range: DayRange, filter: CollectionFilter) {
  const most = (a: bigint, b: bigint) => (a > b ? a : b)
  const least = (a: bigint, b: bigint) => (a < b ? a : b)
  const collections = plainCollections(records, filter)
  const receivables = (['receivables', 'openings'] as const).flatMap((table) =>
    rowsOf(records, table, ['due_date', 'client', 'rep', 'amount']),
  )
  return grouped(receivables, 'rep', (ofRep) => {
    const sum = { arrears: 0n, recovered: 0n, due: 0n, collected: 0n }
    for (const client of new Set(ofRep.map((row) => row.client))) {
      const owed = ofRep.filter((row) => row.client === client)
      const paid = collections.filter((row) => row.client === client && row.rep === ofRep[0]?.rep)
      const before = total(
        paid.filter((row) => Number(row.date) < range.first),
        'amount',
      )
      const now = most(
        0n,
        total(
          paid.filter((row) => within(row, range)),
          'amount',
        ),
      )
      const arrears = most(
        0n,
        total(
          owed.filter((row) => Number(row.due_date) < range.first),
          'amount',
        ) - before,
      )
      const due = most(
        0n,
        total(
          owed.filter((row) => Number(row.due_date) <= range.last),
          'amount',
        ) - before,
      )
      sum.arrears += arrears
      sum.recovered += least(arrears, now)
      sum.due += due
      sum.collected += least(due, now)
    }
    return sum
  })
}

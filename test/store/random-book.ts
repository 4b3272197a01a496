import fc from 'fast-check'
import type { RecordValues, TableKey, Value } from '../../src/domain/dataset/tables.ts'

/** Records by table, as a reader hands them over. */
export type Records = Partial<Record<TableKey, readonly RecordValues[]>>

/** Few people, clients and days, so that everything meets everything; texts that sort differently by UTF-16 unit, collation and code point. */
const REPS = ['S1', 's1', 'S10', '业2', '\u{20000}3', '\uFF213'] as const
const CLIENTS = ['C1', 'c1', 'C10', 'Ä客', '\u{1F3ED}', '客'] as const
const ENGINEERS = ['T1', 'T2', '技3'] as const
const REGIONS = ['EAST', 'east', '华东'] as const

const day = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.constantFrom(1, 2, 15, 28))
  .map(([month, date]) => (2025 + Math.floor(month / 12)) * 10000 + ((month % 12) + 1) * 100 + date)
const amount = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -300, max: 900 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 4_000_000_000_000_000) },
)
const flag = fc.constantFrom(0, 1)
const score = fc.integer({ min: 0, max: 10000 })
const number = fc.string({
  unit: fc.constantFrom('A', 'a', '1', '９', '单', '\u{20001}', "'", ';', ' ', '\\', '"', '{', ','),
  minLength: 1,
  maxLength: 5,
})
const opportunity = fc.oneof(fc.constantFrom('A', '1', '单'), number)
const blankOr = <T extends Value>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 3 })
const status = fc.constantFrom('audited', 'audited', 'draft', 'void')
const rep = fc.constantFrom(...REPS)
const client = fc.constantFrom(...CLIENTS)
const engineer = fc.constantFrom(...ENGINEERS)

function table(maxLength: number, columns: number, ...values: fc.Arbitrary<Value>[]): fc.Arbitrary<RecordValues[]> {
  return fc.uniqueArray(fc.tuple(...values), { maxLength, selector: (record) => JSON.stringify(record.slice(0, columns)) })
}

/** Documents by number, and line where they have one. */
function documents(maxLength: number, ...values: fc.Arbitrary<Value>[]): fc.Arbitrary<RecordValues[]> {
  const line = blankOr(fc.constantFrom('1', '2', '10'))
  return fc.uniqueArray(fc.tuple(...values, line), { maxLength, selector: (record) => JSON.stringify([record[0], record.at(-1)]) })
}

/** The same with what stands behind the line. */
function documentsWith(records: fc.Arbitrary<RecordValues[]>, ...further: fc.Arbitrary<Value>[]): fc.Arbitrary<RecordValues[]> {
  return records.chain((found) => fc.tuple(...found.map((record) => fc.tuple(...further).map((more) => [...record, ...more]))))
}

const tables: Record<TableKey, fc.Arbitrary<RecordValues[]>> = {
  regions: table(3, 1, fc.constantFrom(...REGIONS), number),
  employees: table(
    4,
    1,
    fc.constantFrom(...REPS, ...ENGINEERS),
    number,
    fc.constantFrom('sales_rep', 'service_engineer'),
    fc.constantFrom(...REGIONS),
    blankOr(day),
    blankOr(day),
  ),
  postings: fc.uniqueArray(
    fc.tuple(fc.oneof(engineer, rep), blankOr(fc.constantFrom(...REGIONS)), day, blankOr(fc.constantFrom('sales_rep', 'rd_manager'))),
    {
      maxLength: 4,
      selector: ([who, , from]) => `${who} ${from}`,
    },
  ),
  spells: table(4, 2, fc.oneof(engineer, rep), day, blankOr(day)),
  client_aliases: table(3, 1, number, client, blankOr(number)),
  client_reps: fc.uniqueArray(fc.tuple(client, rep, day), { maxLength: 8, selector: ([whose, , from]) => `${whose} ${from}` }),
  openings: table(6, 3, client, rep, day, amount),
  holidays: table(3, 1, day, flag, blankOr(number)),
  clients: table(6, 1, client, number, blankOr(fc.constantFrom(...REGIONS)), blankOr(rep), blankOr(number), flag),
  orders: documentsWith(
    documents(40, number, day, rep, client, amount, blankOr(amount), blankOr(amount), status, fc.constantFrom('order', 'return')),
    ...[blankOr(amount), blankOr(fc.constantFrom('泵', '阀')), blankOr(number)],
  ),
  collections: documentsWith(
    documents(
      30,
      number,
      day,
      client,
      amount,
      blankOr(rep),
      blankOr(fc.constantFrom(...REGIONS)),
      fc.constantFrom('payment', 'deposit', 'bill'),
      status,
      blankOr(number),
      fc.constantFrom('receipt', 'refund'),
    ),
    blankOr(number),
  ),
  receivables: documents(30, number, day, client, rep, amount, status),
  quotas: table(
    6,
    2,
    fc.constantFrom('2026-01', '2026-Q1', '2025'),
    rep,
    blankOr(amount),
    blankOr(amount),
    blankOr(fc.nat(9)),
    blankOr(amount),
  ),
  expenses: table(10, 1, number, day, rep, amount, blankOr(number), status, blankOr(number)),
  visits: table(10, 1, number, day, rep, blankOr(client), flag, status, blankOr(number)),
  complaints: table(10, 1, number, day, rep, blankOr(client), flag, status, blankOr(day), blankOr(number)),
  opportunities: table(
    8,
    1,
    ...[opportunity, client, rep, fc.constantFrom('报价', '谈判'), amount, day, blankOr(day), blankOr(day)],
    ...[blankOr(fc.constantFrom('won', 'lost')), blankOr(fc.constantFrom('0.6', '1/3'))],
  ),
  opportunity_stages: fc.uniqueArray(fc.tuple(opportunity, fc.constantFrom('报价', '谈判'), day), {
    maxLength: 8,
    selector: ([of, , from]) => `${of} ${from}`,
  }),
  campaigns: table(4, 1, number, number, blankOr(day), blankOr(day), blankOr(amount)),
  credits: table(6, 3, fc.constantFrom('orders', 'collections'), number, rep, fc.constantFrom('1', '0.5', '1/3')),
  pay_bases: table(4, 2, fc.oneof(engineer, rep), day, amount),
  attendance: fc.uniqueArray(
    fc.tuple(
      ...[day, engineer, fc.constantFrom('late', 'leave', 'call_absence'), fc.integer({ min: 1, max: 5_000_000_000 })],
      ...[blankOr(fc.constantFrom('L1', 'L2')), blankOr(fc.constantFrom('早', '晚'))],
    ),
    { maxLength: 12, selector: (record) => JSON.stringify(record.toSpliced(3, 1)) },
  ),
  feedback: table(12, 1, number, day, engineer, blankOr(client), score, score, score, blankOr(flag), status),
  followups: table(12, 1, number, day, engineer, blankOr(client), score, status),
  evaluations: table(
    8,
    4,
    fc.constantFrom('2026-01', '2026-02'),
    engineer,
    fc.constantFrom('overall', 'on_site_resolution'),
    rep,
    score,
    blankOr(number),
  ),
  decisions: table(
    8,
    3,
    fc.constantFrom('2026-01', '2026-02'),
    engineer,
    blankOr(fc.constantFrom('attendance', 'manager')),
    fc.constantFrom('zero', 'exclude'),
    blankOr(score),
    number,
  ),
  commissions: table(4, 2, fc.constantFrom('2026-01', '2026-02'), fc.constantFrom(...REGIONS), amount),
}

/** A dataset with any of its tables missing or empty, without repeated records. */
export const randomRecords: fc.Arbitrary<Records> = fc.record(tables, { requiredKeys: [] })

/** A range of days within the two years that records fall into. */
export const randomRange = fc.tuple(day, day).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRecords } from '../../src/appraisal/explain/find-records.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import type { Rational } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import { fieldValue } from '../../src/domain/measures/field-value.ts'
import { measureDays } from '../../src/domain/measures/measure-days.ts'
import type { Owner } from '../../src/domain/measures/measure-owner.ts'
import { fieldsOf } from '../../src/domain/measures/measured-tables.ts'
import { plainFigure } from '../../src/domain/measures/plain-figure.ts'
import { readMeasure } from '../../src/domain/measures/read-measure.ts'
import type { MeasureCondition, MeasureVersion } from '../../src/engine/rule/measure-rule.ts'
import { companyMeasures } from '../../src/store/measures/company-measures.ts'
import { exactFigure } from '../../src/store/measures/measure.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook } from './load-book.ts'
import { type Months, plainCounted, plainValue } from './plain-company-measures.ts'
import { type Records, randomRecords } from './random-book.ts'

const amounts = ['-1', '0', '2.5', '5.01', '40000000000000']
const days = ['2025-03-15', '2025-12-28', '2026-02-02']
const clientFields = { 'client.class': ['A', '1', '单'], 'client.region': ['EAST', '华东'], 'client.internal': ['true', 'false'] }
const common = { number: ['A', "'", '1'], 'rep.region': ['EAST', 'east', '华东'], 'rep.position': ['sales_rep', 'rd_manager'] }
const money = { amount: amounts }

const scores = ['0', '50', '92.5', '100']
const ofEngineer = { 'engineer.region': ['EAST', '华东'], 'engineer.position': ['sales_rep', 'service_engineer'] }
const ofPerson = { 'rep.region': ['EAST', 'east', '华东'], 'rep.position': ['sales_rep', 'rd_manager'] }

interface Fields {
  readonly ordered: Record<string, string[]>
  readonly named: Record<string, string[]>
  /** Days of the record, by which it may lie in the window, and others. */
  readonly days: string[]
  readonly otherDays?: string[]
  readonly per?: Owner[]
}

/** By module: fields that can be compared in any way, those that only can be the same or not, and of whom it can be measured. */
const FIELDS: Readonly<Record<string, Fields>> = {
  orders: {
    ordered: { ...money, list_amount: amounts, cost: amounts, quantity: ['0', '0.0001', '0.000002'], date: days },
    named: { ...common, ...clientFields, type: ['order', 'return'], product: ['泵', '阀'], client: ['C1', '客'], line: ['1', '10'] },
    days: ['date'],
  },
  collections: {
    ordered: { ...money, date: days },
    named: { ...common, ...clientFields, kind: ['payment', 'deposit'], region: ['EAST', '华东'], client: ['C1', '客'] },
    days: ['date'],
  },
  receivables: { ordered: { ...money, due_date: days }, named: { ...common, ...clientFields, client: ['C1'] }, days: ['due_date'] },
  expenses: {
    ordered: { ...money, date: days },
    named: { ...common, kind: ['A', '单'] },
    days: ['date'],
    per: ['rep', 'region', 'company'],
  },
  visits: { ordered: { date: days }, named: { ...common, ...clientFields, successful: ['true', 'false'], client: ['C1'] }, days: ['date'] },
  complaints: {
    ordered: { date: days, handled_on: days },
    named: { ...common, ...clientFields, upheld: ['true', 'false'], category: ['A'] },
    days: ['date', 'handled_on'],
  },
  opportunities: {
    ordered: { ...money, created_on: days, expected_on: days, closed_on: days },
    named: { ...common, ...clientFields, stage: ['报价', '谈判'], outcome: ['won', 'lost'] },
    days: ['created_on', 'expected_on', 'closed_on'],
  },
  opportunity_stages: {
    ordered: { from: days, 'opportunity.amount': amounts, 'opportunity.closed_on': days },
    named: { ...common, ...clientFields, stage: ['报价', '谈判'], 'opportunity.stage': ['报价'], 'opportunity.outcome': ['won', 'lost'] },
    days: ['from'],
    otherDays: ['opportunity.created_on', 'opportunity.closed_on'],
  },
  clients: {
    ordered: {},
    named: { ...ofPerson, code: ['C1', '客'], region: ['EAST', '华东'], class: ['A', '1', '单'], internal: ['true', 'false'] },
    days: [],
  },
  campaigns: {
    ordered: { budget: amounts, from: days, to: days },
    named: { code: ['A', '1'], name: ['A'] },
    days: ['from', 'to'],
    per: ['company'],
  },
  attendance: {
    ordered: { count: ['1', '2', '5000000000'], date: days },
    named: { ...ofPerson, kind: ['late', 'leave'], slip: ['L1'], shift: ['早', '晚'] },
    days: ['date'],
    per: ['rep', 'engineer', 'region', 'company'],
  },
  feedback: {
    ordered: { attitude: scores, resolution: scores, date: days },
    named: { ...common, ...clientFields, ...ofEngineer, solved_on_site: ['true', 'false'], client: ['C1', '客'] },
    days: ['date'],
    per: ['rep', 'engineer', 'client', 'region', 'company'],
  },
  followups: {
    ordered: { score: scores, date: days },
    named: { ...common, ...clientFields, ...ofEngineer, client: ['C1', '客'] },
    days: ['date'],
    per: ['rep', 'engineer', 'client', 'region', 'company'],
  },
}
const FLAGS = ['successful', 'upheld', 'client.internal', 'internal', 'solved_on_site']
const ORDERED = ['equals', 'differs', 'oneOf', 'atLeast', 'above', 'atMost', 'below', 'between', 'given', 'empty']
const valuesFor = (operator: string, choices: fc.Arbitrary<string>, isOrdered: (a: string, b: string) => number) =>
  operator === 'given' || operator === 'empty'
    ? fc.constant<string[]>([])
    : operator === 'oneOf'
      ? fc.array(choices, { minLength: 1, maxLength: 3 })
      : operator === 'between'
        ? fc.tuple(choices, choices).map((pair) => pair.sort(isOrdered))
        : fc.tuple(choices)

/** One of a list that may be empty, and then nothing that is used. */
const anyOf = (list: readonly string[]) => fc.constantFrom(...(list.length > 0 ? list : ['-']))

function conditionOn(module: string): fc.Arbitrary<MeasureCondition> {
  const { ordered, named, days: ofRecord, otherDays = [] } = present(FIELDS[module], module)
  const dates = [...ofRecord, ...otherDays]
  const compared = fc.record({ field: anyOf(Object.keys(ordered)), operator: fc.constantFrom(...ORDERED) }).chain(({ field, operator }) => {
    const order = /^\d{4}-/.test(ordered[field]?.[0] ?? '')
      ? (a: string, b: string) => (a < b ? -1 : 1)
      : (a: string, b: string) => Number(a) - Number(b)
    return valuesFor(operator, fc.constantFrom(...(ordered[field] ?? [])), order).map((values) => ({ field, operator, values }))
  })
  const same = fc
    .constantFrom(...Object.keys(named))
    .chain((field) =>
      fc
        .constantFrom(...(FLAGS.includes(field) ? ['equals', 'given', 'empty'] : ['equals', 'differs', 'oneOf', 'given', 'empty']))
        .chain((operator) =>
          valuesFor(operator, fc.constantFrom(...(named[field] ?? [])), () => 0).map((values) => ({ field, operator, values })),
        ),
    )
  const lasting = fc
    .record({ from: anyOf(dates), to: anyOf(dates), operator: fc.constantFrom(...ORDERED) })
    .chain(({ from, to, operator }) =>
      valuesFor(operator, fc.constantFrom('-400', '-17', '0', '31', '365'), (a, b) => Number(a) - Number(b)).map((values) => ({
        ...{ days: { from, to }, operator, values },
      })),
    )
  return fc.letrec<{ tree: MeasureCondition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.oneof(...(Object.keys(ordered).length > 0 ? [compared] : []), same, ...(dates.length > 0 ? [lasting] : [])),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all, values: [] })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any, values: [] })),
      tie('tree').map((not) => ({ not, values: [] })),
    ),
  })).tree
}

const figureFields: Readonly<Record<string, string[]>> = {
  orders: ['amount', 'list_amount', 'cost', 'quantity'],
  collections: ['amount'],
  receivables: ['amount'],
  expenses: ['amount'],
  opportunities: ['amount'],
  opportunity_stages: ['opportunity.amount'],
  campaigns: ['budget'],
  attendance: ['count'],
  feedback: ['attitude', 'resolution', 'dedication'],
  followups: ['score'],
}

const versions: fc.Arbitrary<MeasureVersion> = fc.constantFrom(...Object.keys(FIELDS)).chain((module) => {
  const { named, ordered, days: ofRecord, otherDays = [], per = ['rep', 'client', 'region', 'company'] } = present(FIELDS[module], module)
  const dates = [...ofRecord, ...otherDays]
  const lasting = fc.record({ from: anyOf(dates), to: anyOf(dates) }).map((span) => ({ days: span }))
  const fields = figureFields[module]
  const subject = fields
    ? fc.oneof(
        fc.constantFrom(...fields).map((field) => ({ field })),
        lasting,
      )
    : lasting
  const figured = fc
    .record({ aggregate: fc.constantFrom('sum' as const, 'smallest' as const, 'largest' as const, 'average' as const), subject })
    .map(({ aggregate, subject: what }) => ({ aggregate, ...what }))
  const value = fc.oneof(
    fc.constant({ aggregate: 'count' as const }),
    fc.constantFrom(...Object.keys(named), ...Object.keys(ordered)).map((field) => ({ aggregate: 'distinct' as const, field })),
    ...(fields || dates.length > 0 ? [figured] : []),
  )
  const window = fc.oneof(
    fc.constantFrom('period' as const, 'previous' as const, 'lastYear' as const, 'yearToDate' as const).map((each) => ({ days: each })),
    fc.constantFrom(1, 2, 7, 14).map((months) => ({ days: 'lastMonths' as const, months })),
  )
  return fc.record(
    {
      ...{
        module: fc.constant(module),
        per: fc.constantFrom<Owner>(...per),
        conditions: conditionOn(module),
        value,
        window: ofRecord.length > 0 ? window : fc.constant({ days: 'period' as const }),
        ...constants(),
      },
      ...(ofRecord.length > 0 ? { day: fc.constantFrom(...ofRecord) } : {}),
    },
    { requiredKeys: ['module', 'per', 'value', 'window', 'effectiveFrom', 'issuedOn', 'clause', 'why', 'examples'] },
  )
})

function constants() {
  const words = { zh: '', en: '' }
  return {
    ...{ effectiveFrom: fc.constant('2026-01-01'), issuedOn: fc.constant('2026-01-01'), clause: fc.constant('D1') },
    ...{ why: fc.constant(words), examples: fc.constant<MeasureVersion['examples']>([]) },
  }
}

const periods = fc.constantFrom<[string, Months]>(
  ['2026-01', { last: 2026 * 12, count: 1 }],
  ['2025-12', { last: 2025 * 12 + 11, count: 1 }],
  ['2026-Q1', { last: 2026 * 12 + 2, count: 3 }],
  ['2025-H2', { last: 2025 * 12 + 11, count: 6 }],
  ['2025', { last: 2025 * 12 + 11, count: 12 }],
)
const READINGS = {
  excludedKinds: [],
  excludeInternalClients: false,
  receivablesOwner: 'recorded' as const,
  lookBackMonths: undefined,
  windowMonths: 12,
}
const shown = (figure: Rational | undefined) => (figure ? exactText(figure) : null)

function measureOf(version: MeasureVersion, key: string) {
  const read = readMeasure(version, { file: key, version: '' })
  if (!read.ok) throw new Error(read.problems.map(({ code, values }) => `${code} ${JSON.stringify(values)}`).join('\n'))
  return { key, title: { zh: key, en: key }, definition: read.definition }
}

/** Whose region is which, beside what the records say: that is the appraisal's to know. */
const homeOf = (person: string) => ({ S1: 'EAST', s1: 'east', T1: '华东' })[person]
const somebody = ['T1', 'C1', 'S1', 's1', 'S10', '业2', '\u{20000}3', '\uFF213', 'nobody']

await onBothDatabases((database) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await database.fresh())
  })
  afterAll(() => store.close())

  const holds = (check: (records: Records, own: readonly MeasureVersion[], period: [string, Months]) => Promise<void>) =>
    fc.assert(fc.asyncProperty(randomRecords, fc.array(versions, { minLength: 1, maxLength: 24 }), periods, check), { numRuns: 40 })

  test('any measure a rule file can write has the figure that its records make, one after the other', () =>
    holds(async (records, own, [text, months]) => {
      const book = (await loadBook(store, records)).id
      const period = present(periodFromText(text), text)
      const described = own.map((version, index) => measureOf(version, `m${index}`))
      const measures = companyMeasures(described)
      const measured = { reader: store, book, period, readings: READINGS, homeOf }
      for (const [index, version] of own.entries()) {
        const { key, definition } = present(described[index], 'It was described.')
        const measure = present(measures[key], 'It is a measure.')
        const counted = plainCounted(version, records, months)
        const figures = await measure.figures(measured)
        const byOwner = await measure.figuresOfOwners?.(measured)
        const fields = fieldsOf(definition.table)
        for (const rep of somebody) {
          const owner = version.per === 'company' ? '' : version.per === 'region' ? homeOf(rep) : rep
          const rows = owner === undefined ? [] : (counted.get(owner) ?? [])
          const expected = shown(plainValue(version, rows))
          expect([rep, version, shown(figures(rep))]).toEqual([rep, version, expected])
          const plain = rows.map(
            (row) =>
              new Map(
                [...fields.keys()].flatMap((name) => (row.of(name) === null ? [] : [[name, row.of(name) as string | number] as const])),
              ),
          )
          // An example is of one person; attendance of several is told apart by the databases alone.
          if (version.module !== 'attendance' || version.per === 'rep')
            expect(shown(plainFigure(definition, plain, measureDays(definition.window, period)))).toBe(expected)
          const found = await findRecords(store, book, measure.records(measured, rep), { offset: 0, limit: 1000 })
          const { field, days: span } = version.value
          const stated = rows.filter((row) =>
            span ? row.of(span.from) !== null && row.of(span.to) !== null : field === undefined || row.of(field) !== null,
          )
          expect(found.records.map(({ values }) => JSON.stringify(values)).sort()).toEqual(
            stated.map((row) => JSON.stringify(row.values)).sort(),
          )
        }
        for (const [owner, rows] of counted) {
          expect([version, owner, shown(byOwner?.get(owner))]).toEqual([version, owner, shown(plainValue(version, rows))])
        }
        for (const owner of byOwner?.keys() ?? []) {
          if (!counted.has(owner))
            expect([version, owner, shown(byOwner?.get(owner))]).toEqual([version, owner, shown(plainValue(version, []))])
        }
      }
    }))

  test('what clients add comes to the figure, wherever a measure is told client by client', () =>
    holds(async (records, own, [text]) => {
      const book = (await loadBook(store, records)).id
      const period = present(periodFromText(text), text)
      const withoutLines = own.filter(
        ({ value, module }) => value.aggregate !== 'count' || !['orders', 'collections', 'receivables', 'attendance'].includes(module),
      )
      const measures = companyMeasures(withoutLines.map((version, index) => measureOf(version, `m${index}`)))
      const measured = { reader: store, book, period, readings: READINGS, homeOf }
      for (const measure of Object.values(measures)) {
        const figures = await measure.figures(measured)
        for (const rep of somebody) {
          const parts = await measure.byClient?.(measured, rep)
          if (parts)
            expect(
              exactFigure(
                measure,
                [...parts.values()].reduce((sum, part) => sum + part, 0n),
              ),
            ).toEqual(figures(rep))
        }
      }
    }))

  test('a statement is one for all measures of a table, day and window', async () => {
    const version = (field: string): MeasureVersion => ({
      ...{ effectiveFrom: '2026-01-01', issuedOn: '2026-01-01', clause: 'D1', why: { zh: '', en: '' }, examples: [] },
      ...{ module: 'orders', value: { aggregate: 'sum', field }, window: { days: 'period' } },
    })
    const measures = companyMeasures(['amount', 'cost', 'quantity', 'list_amount'].map((field) => measureOf(version(field), field)))
    let asked = 0
    const reader = { ...store, dialect: store.dialect, all: (...statement: Parameters<Store['all']>) => ++asked && store.all(...statement) }
    const measured = { reader, book: 1, period: present(periodFromText('2026-01'), 'a month'), readings: READINGS }
    for (const measure of Object.values(measures)) await measure.figures(measured as never)
    expect(asked).toBe(1)
  })

  test('what a rule file writes is a value of the statement and never a part of it', async () => {
    const { id } = await loadBook(store, {
      expenses: [
        ['1', 20260105, 'S1', 100, `') OR 1 = 1 --`, 'audited', null],
        ['2', 20260105, 'S1', 900, 'x', 'audited', null],
      ],
    })
    const version: MeasureVersion = {
      ...{ effectiveFrom: '2026-01-01', issuedOn: '2026-01-01', clause: 'D1', why: { zh: '', en: '' }, examples: [], module: 'expenses' },
      conditions: { field: 'kind', operator: 'equals', values: [`') OR 1 = 1 --`] },
      ...{ value: { aggregate: 'sum', field: 'amount' }, window: { days: 'period' } },
    }
    const measure = present(companyMeasures([measureOf(version, 'own')]).own, 'It is a measure.')
    const figures = await measure.figures({
      reader: store,
      book: id,
      period: present(periodFromText('2026-01'), 'a month'),
      readings: READINGS,
    })
    expect(shown(figures('S1'))).toBe('1')
  })
})

test('a value of a field is read whole or not at all', () => {
  expect(fieldValue({ type: 'money' }, '12.345')).toBeUndefined()
  expect(fieldValue({ type: 'money' }, '1e5')).toBeUndefined()
  expect(fieldValue({ type: 'quantity' }, '0.0000001')).toBeUndefined()
  expect(fieldValue({ type: 'flag' }, '是')).toBeUndefined()
  expect(fieldValue({ type: 'day' }, '2026-02-30')).toBeUndefined()
})

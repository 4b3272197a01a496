import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Period } from '../../src/base/period.ts'
import { byCodePoint } from '../../src/base/text-order.ts'
import { arrearsByRep } from '../../src/store/measures/arrears-by-rep.ts'
import { collectionTotals, netCollectionsByRep } from '../../src/store/measures/collection-totals.ts'
import { exactFigure } from '../../src/store/measures/measure.ts'
import { newClientsByRep } from '../../src/store/measures/new-clients-by-rep.ts'
import { ordersByRep } from '../../src/store/measures/orders-by-rep.ts'
import { retentionByRep } from '../../src/store/measures/retention-by-rep.ts'
import { SALES_MEASURES, type SalesMeasure } from '../../src/store/measures/sales-measures.ts'
import { attendanceEvents, feedbackByEngineer, followupsByEngineer } from '../../src/store/measures/service-by-engineer.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook } from './load-book.ts'
import {
  grouped,
  plainArrears,
  plainCollections,
  plainEvents,
  plainNewClients,
  plainOrders,
  plainRetention,
  rowsOf,
  total,
} from './plain-measures.ts'
import { type Records, randomRange, randomRecords } from './random-book.ts'

const filters = fc.record({
  excludedKinds: fc.subarray(['deposit', 'bill']),
  excludeInternalClients: fc.boolean(),
  receivablesOwner: fc.constant('recorded' as const),
})
const readings = {
  ...{ excludedKinds: [], excludeInternalClients: false, receivablesOwner: 'recorded' as const },
  ...{ lookBackMonths: undefined, windowMonths: 12 },
}
const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => byCodePoint(a, b))

await onBothDatabases((database) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await database.fresh())
  })
  afterAll(() => store.close())

  /** Every book stays in the database, so that a measure which forgets its book meets the others' records. */
  const holds = (runs: number, check: (book: number, records: Records, range: { first: number; last: number }) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(randomRecords, randomRange, async (records, range) => {
        await check((await loadBook(store, records)).id, records, range)
      }),
      { numRuns: runs },
    )

  test('orders per rep are the sums of the orders on the days', () =>
    holds(40, async (book, records, range) => {
      expect(sorted(await ordersByRep(store, book, range))).toEqual(sorted(plainOrders(records, range)))
    }))

  test('a new client is credited to the rep of the first positive order ever, or since the look-back', () =>
    holds(60, async (book, records, range) => {
      for (const lookBack of [0, range.first - 10000, range.first]) {
        const found = lookBack === 0 ? newClientsByRep(store, book, range) : newClientsByRep(store, book, range, lookBack)
        expect(sorted(await found)).toEqual(sorted(plainNewClients(records, range, lookBack)))
      }
    }))

  test.each([
    ['capitals come first', ['b', 'B1', 'a9', 'B'], 'B'],
    ['a rare Han character comes after a full-width letter, though its first UTF-16 unit is smaller', ['\u{20000}', '\uFF21'], '\uFF21'],
    ['numbers are text', ['9', '10'], '10'],
  ])('of several first orders on one day the smallest number by code point counts: %s', async (_, numbers, winner) => {
    const orders = numbers.map((number) => [number, 20260105, `rep of ${number}`, 'C1', 100, null, null])
    const later = ['0', 20260106, 'rep of later', 'C1', 100, null, null]
    const returned = ['!', 20260105, 'rep of a return', 'C1', -100, null, null]
    const { id } = await loadBook(store, { orders: [later, ...orders, returned] })
    expect(await newClientsByRep(store, id, { first: 20260101, last: 20260131 })).toEqual(new Map([[`rep of ${winner}`, 1n]]))
  })

  test('retained clients ordered from the rep in both windows', () =>
    holds(40, async (book, records, range) => {
      const [base, current] = [
        { first: 20250101, last: 20250731 },
        { first: 20250801, last: range.last },
      ]
      expect(sorted(await retentionByRep(store, book, base, current))).toEqual(sorted(plainRetention(records, base, current)))
    }))

  test('collections count by document, kind and client as the filter says, for the rep in effect', () =>
    fc.assert(
      fc.asyncProperty(randomRecords, randomRange, filters, async (records, range, filter) => {
        const { id } = await loadBook(store, records)
        const counted = plainCollections(records, filter).filter((row) => Number(row.date) >= range.first && Number(row.date) <= range.last)
        const found = await collectionTotals(store, id, range, filter)
        const movers = rowsOf(records, 'postings', ['employee', 'region', 'from']).filter(
          (row) => row.region !== null && Number(row.from) > range.first && Number(row.from) <= range.last,
        )
        const dayOf = (row: (typeof counted)[number]) =>
          row.region === null && movers.some(({ employee }) => employee === row.rep) ? row.date : null
        const expected = grouped(
          counted.map((row) => ({ ...row, key: JSON.stringify([row.region, row.rep, dayOf(row)]) })),
          'key',
          (rows) => ({
            receipts: total(
              rows.filter((row) => Number(row.amount) > 0),
              'amount',
            ),
            refunds: total(
              rows.filter((row) => Number(row.amount) < 0),
              'amount',
            ),
          }),
        )
        const keyed = new Map(
          found.map(({ region, rep, day, ...sums }) => [JSON.stringify([region ?? null, rep ?? null, day ?? null]), sums]),
        )
        expect(sorted(keyed)).toEqual(sorted(expected))
        const net = grouped(
          counted.filter((row) => row.rep !== null),
          'rep',
          (rows) => total(rows, 'amount'),
        )
        expect(sorted(netCollectionsByRep(found))).toEqual(sorted(net))
      }),
      { numRuns: 40 },
    ))

  test('arrears are reckoned per client and rep, first in first out, never below zero', () =>
    fc.assert(
      fc.asyncProperty(randomRecords, randomRange, filters, async (records, range, filter) => {
        const { id } = await loadBook(store, records)
        expect(sorted(await arrearsByRep(store, id, range, filter))).toEqual(sorted(plainArrears(records, range, filter)))
      }),
      { numRuns: 60 },
    ))

  test('expenses, visits and complaints count on their days', () =>
    holds(30, async (book, records, range) => {
      const on = (table: 'expenses' | 'visits' | 'complaints', ...keys: string[]) =>
        rowsOf(records, table, ['date', 'rep', ...keys]).filter((row) => Number(row.date) >= range.first && Number(row.date) <= range.last)
      const upheld = on('complaints', 'upheld').filter((row) => row.upheld === 1)
      const expected = {
        expenses: grouped(on('expenses', 'amount'), 'rep', (rows) => total(rows, 'amount')),
        visits: grouped(on('visits'), 'rep', (rows) => BigInt(rows.length)),
        successfulVisits: grouped(on('visits', 'successful'), 'rep', (rows) => total(rows, 'successful')),
        upheldComplaints: grouped(upheld, 'rep', (rows) => BigInt(rows.length)),
      }
      for (const [name, figures] of Object.entries(expected)) {
        const measure = SALES_MEASURES[name as SalesMeasure]
        const found = await measure.figures({ reader: store, book, period: { kind: 'month', text: name, ...range } as Period, readings })
        for (const rep of ['nobody', ...figures.keys()]) {
          expect([name, rep, found(rep)]).toEqual([name, rep, exactFigure(measure, figures.get(rep) ?? 0n)])
        }
      }
    }))

  test('service facts are the sums of the forms, follow-ups and events on the days', () =>
    holds(30, async (book, records, range) => {
      const on = (table: 'feedback' | 'followups' | 'attendance', keys: string[]) =>
        rowsOf(records, table, ['date', ...keys]).filter((row) => Number(row.date) >= range.first && Number(row.date) <= range.last)
      const forms = on('feedback', ['engineer', 'attitude', 'resolution', 'dedication', 'solved_on_site'])
      expect(sorted(await feedbackByEngineer(store, book, range))).toEqual(
        sorted(
          grouped(forms, 'engineer', (rows) => ({
            forms: BigInt(rows.length),
            attitude: total(rows, 'attitude'),
            resolution: total(rows, 'resolution'),
            dedication: total(rows, 'dedication'),
            onSiteAnswers: BigInt(rows.filter((row) => row.solved_on_site !== null).length),
            onSiteSolved: total(rows, 'solved_on_site'),
          })),
        ),
      )
      expect(sorted(await followupsByEngineer(store, book, range))).toEqual(
        sorted(
          grouped(on('followups', ['engineer', 'score']), 'engineer', (rows) => ({
            followups: BigInt(rows.length),
            score: total(rows, 'score'),
          })),
        ),
      )
      expect((await attendanceEvents(store, book, range)).map((event) => JSON.stringify(event)).sort()).toEqual(
        plainEvents(records, range)
          .map((event) => JSON.stringify(event))
          .sort(),
      )
    }))
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnIndex } from '../../src/domain/dataset/tables.ts'
import { arrearsByClient, arrearsByRep } from '../../src/store/measures/arrears-by-rep.ts'
import { arrearsLedger } from '../../src/store/measures/arrears-ledger.ts'
import { ordersByClient, retentionByClient } from '../../src/store/measures/clients-of-rep.ts'
import { newClientsByRep, newClientsOf } from '../../src/store/measures/new-clients-by-rep.ts'
import { ordersByRep } from '../../src/store/measures/orders-by-rep.ts'
import { retentionByRep } from '../../src/store/measures/retention-by-rep.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook } from './load-book.ts'
import { randomRange, randomRecords } from './random-book.ts'

const readings = fc.record({
  excludedKinds: fc.constant(['deposit']),
  excludeInternalClients: fc.constant(true),
  receivablesOwner: fc.constantFrom('recorded' as const, 'client' as const),
})

/** The figures of all clients, name by name. */
function added<Totals extends object>(byClient: ReadonlyMap<string, Totals>): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const totals of byClient.values()) for (const [key, value] of Object.entries(totals)) sums[key] = (sums[key] ?? 0n) + BigInt(value)
  return sums
}

await onBothDatabases((database) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await database.fresh())
  })
  afterAll(() => store.close())

  test('what the clients of a rep add is what the rep has, measure by measure', () =>
    fc.assert(
      fc.asyncProperty(randomRecords, randomRange, readings, async (records, range, counted) => {
        const { id: book } = await loadBook(store, records)
        const before = { first: range.first - 10_000, last: range.first - 1 }
        const orders = await ordersByRep(store, book, range)
        for (const [rep, totals] of orders) expect(added(await ordersByClient(store, book, range, rep)), rep).toEqual({ ...totals })
        for (const [rep, owed] of await arrearsByRep(store, book, range, counted)) {
          const nothing = { arrears: 0n, recovered: 0n, due: 0n, collected: 0n }
          const byClient = await arrearsByClient(store, book, range, counted, rep)
          expect({ ...nothing, ...added(byClient) }, rep).toEqual({ ...owed })
          for (const of of ['arrears', 'due'] as const) {
            const ledger = await arrearsLedger(store, book, range, { rep, counted, of, collected: false }, { offset: 0, limit: 1000 })
            const last = new Map(
              ledger.entries.map(({ table, values, balance }) => [String(values[columnIndex(table, 'client')]), balance]),
            )
            const owing = [...byClient].flatMap(([client, totals]) => (totals[of] > 0n ? [[client, totals[of]] as const] : []))
            expect(last, `${rep} ${of}`).toEqual(new Map(owing))
          }
        }
        for (const [rep, kept] of await retentionByRep(store, book, before, range)) {
          expect(added(await retentionByClient(store, book, before, range, rep)), rep).toEqual({ ...kept })
        }
        for (const [rep, count] of await newClientsByRep(store, book, range)) {
          expect((await newClientsOf(store, book, range, rep)).length, rep).toBe(Number(count))
        }
      }),
      { numRuns: 30 },
    ))
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { TABLE_KEYS } from '../../src/domain/dataset/tables.ts'
import type { Reader } from '../../src/store/database/connection.ts'
import { arrearsByRep } from '../../src/store/measures/arrears-by-rep.ts'
import { collectionTotals } from '../../src/store/measures/collection-totals.ts'
import { newClientsByRep } from '../../src/store/measures/new-clients-by-rep.ts'
import { ordersByRep } from '../../src/store/measures/orders-by-rep.ts'
import { retentionByRep } from '../../src/store/measures/retention-by-rep.ts'
import { SALES_MEASURES, type SalesMeasure } from '../../src/store/measures/sales-measures.ts'
import { attendanceEvents, feedbackByEngineer, followupsByEngineer } from '../../src/store/measures/service-by-engineer.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'

/** A wrong index makes a measure a thousand times slower (seen: 64 s for 0.04 s) and changes no result, so plans are tested. */
const MONTH = { first: 20260101, last: 20260131 }
const FILTER = { excludedKinds: ['deposit'], excludeInternalClients: true, receivablesOwner: 'recorded' as const }
const BY_DAY = /^SEARCH \w+ USING COVERING INDEX \w+_by_day \(book=\? AND date>\? AND date<\?\)$/
const BY_CLIENT = /^SEARCH \w+ USING COVERING INDEX \w+_by_client \(book=\?\)$/
/** Who moves on the days; whether anything was owed when the data begin. */
const MOVERS = /^SEARCH postings USING INDEX postings_by_employee \(book=\?\)$/
const OPENINGS = /^SEARCH openings USING COVERING INDEX openings_by_client \(book=\?\)$/

const figures = (reader: Reader, name: SalesMeasure) => {
  const period = present(periodFromText('2026-01'), 'a month')
  return SALES_MEASURES[name].figures({ reader, book: 1, period, readings: { ...FILTER, lookBackMonths: undefined, windowMonths: 12 } })
}

let store: Store
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

test.each<[string, (reader: Reader) => Promise<unknown>, RegExp[]]>([
  ['orders', (reader) => ordersByRep(reader, 1, MONTH), [BY_DAY]],
  ['sales of the period before', (reader) => figures(reader, 'salesPreviousPeriod'), [BY_DAY]],
  ['expenses', (reader) => figures(reader, 'expenses'), [BY_DAY]],
  ['visits', (reader) => figures(reader, 'successfulVisits'), [BY_DAY]],
  ['complaints', (reader) => figures(reader, 'upheldComplaints'), [BY_DAY]],
  ['collections', (reader) => collectionTotals(reader, 1, MONTH, FILTER), [BY_DAY, MOVERS, MOVERS]],
  ['feedback', (reader) => feedbackByEngineer(reader, 1, MONTH), [BY_DAY]],
  ['follow-ups', (reader) => followupsByEngineer(reader, 1, MONTH), [BY_DAY]],
  ['attendance', (reader) => attendanceEvents(reader, 1, MONTH), [BY_DAY]],
  ['retention walks the clients once', (reader) => retentionByRep(reader, 1, MONTH, MONTH), [BY_CLIENT]],
  ['arrears walk the clients of both tables once', (reader) => arrearsByRep(reader, 1, MONTH, FILTER), [OPENINGS, BY_CLIENT, BY_CLIENT]],
  [
    'new clients look back client by client',
    (reader) => newClientsByRep(reader, 1, MONTH, 20250101),
    [
      BY_DAY,
      /^SEARCH earlier USING COVERING INDEX orders_by_client \(book=\? AND client=\?\)$/,
      /^SEARCH orders USING INDEX orders_by_client \(book=\? AND client=\?\)$/,
    ],
  ],
])('%s: each table is reached by the index that was made for it', async (_, measure, expected) => {
  const steps: string[] = []
  const explaining: Reader = {
    dialect: store.dialect,
    async all(sql, parameters) {
      const plan = await store.all(`EXPLAIN QUERY PLAN ${sql}`, parameters)
      steps.push(
        ...plan
          .map((row) => String(row[3]))
          .filter((step) => / USING (COVERING )?INDEX /.test(step) || TABLE_KEYS.some((table) => step === `SCAN ${table}`)),
      )
      return []
    },
    rows: () => Promise.reject(new Error('Measures take cells in the order of columns.')),
  }
  await measure(explaining)
  const reached = steps.filter((step) => !step.includes('AUTOMATIC'))
  expect(reached).toHaveLength(expected.length)
  for (const pattern of expected) expect(reached).toContainEqual(expect.stringMatching(pattern))
})

import { expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { type QuotaRow, quotasFor } from '../../../src/domain/sales/quota.ts'

const row = (period: string, rep: string, amount?: number, newClients?: number, collections?: number): QuotaRow => ({
  ...{ period, rep, amount, quantity: undefined, newClients, collections },
})
const quota = (period: string, rows: readonly QuotaRow[]) => quotasFor(rows, present(periodFromText(period), 'It is a period.'))('S1')
const [JULY, AUGUST, SEPTEMBER] = [row('2026-07', 'S1', 100, 1), row('2026-08', 'S1', 0, 2), row('2026-09', 'S1', 50)]

test.each<[string, string, QuotaRow[], bigint | undefined, bigint | undefined]>([
  ['a month by its own row', '2026-07', [JULY], 100n, 1n],
  ['a blank figure of a month is none', '2026-09', [SEPTEMBER], 50n, undefined],
  ['a quarter as the sum of its months, per figure where every month has one', '2026-Q3', [JULY, AUGUST, SEPTEMBER], 150n, undefined],
  ['a quarter that lacks a month has none', '2026-Q3', [JULY, SEPTEMBER], undefined, undefined],
  [
    'the own figure before the sum, each figure by itself',
    '2026-Q3',
    [JULY, AUGUST, SEPTEMBER, row('2026-Q3', 'S1', undefined, 9)],
    150n,
    9n,
  ],
  ['a figure of 0 is one', '2026-Q3', [JULY, AUGUST, SEPTEMBER, row('2026-Q3', 'S1', 0)], 0n, undefined],
  ['others have theirs', '2026-07', [row('2026-07', 'S2', 5, 5)], undefined, undefined],
])('%s', (_, period, rows, amount, newClients) => {
  expect(quota(period, rows)).toEqual({ amount, quantity: undefined, newClients, collections: undefined })
})

test('planned collections are a figure like the others: the own one, else the sum of months that all state it', () => {
  const months = ['2026-07', '2026-08', '2026-09'].map((period) => row(period, 'S1', undefined, undefined, 70))
  expect(quota('2026-Q3', months).collections).toBe(210n)
  expect(quota('2026-Q3', months.slice(1)).collections).toBeUndefined()
  expect(quota('2026-Q3', [...months, row('2026-Q3', 'S1', 9, 9, 5)]).collections).toBe(5n)
})

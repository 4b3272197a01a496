import { expect, test } from 'vitest'
import { fen } from '../../../src/base/money.ts'
import { decimal, rational, ZERO } from '../../../src/base/rational.ts'
import type { BonusMonth, RegionBonus } from '../../../src/domain/appraisal.ts'
import { bonusFromMonths } from '../../../src/domain/bonus/bonus-from-months.ts'

interface Given {
  readonly pool?: bigint
  readonly status?: RegionBonus['status']
  readonly commission?: bigint
  readonly shares?: Readonly<Record<string, bigint>>
  readonly heldBy?: readonly string[]
}

function month(period: string, { pool = 0n, status = 'split', commission, shares = {}, heldBy = [] }: Given): BonusMonth {
  const bonus: RegionBonus = {
    ...{ region: 'EAST', name: `East in ${period}`, status, rate: decimal('0.001'), pool: fen(pool), scoreTotal: ZERO, heldBy },
    ...{ receipts: fen(pool * 1500n), refunds: fen(pool * -500n), netCollections: fen(pool * 1000n) },
    commission: commission === undefined ? undefined : fen(commission),
    commissionLeft: undefined,
    unallocated: fen(status === 'unallocated' ? pool : 0n),
    shares: Object.entries(shares).map(([employee, amount]) => {
      return { employee, name: employee, score: ZERO, exact: rational(amount * 10n + 3n, 1000n), extra: fen(1n), amount: fen(amount) }
    }),
  }
  return { period, bonus }
}

const NOBODY = new Map()

test('pools, receipts and everybody’s shares are the sums of the months’, by number, with the region’s last name', () => {
  const made = bonusFromMonths(
    [month('2026-07', { pool: 500n, shares: { T2: 200n, T1: 300n } }), month('2026-08', { pool: 100n, shares: { T1: 99n, T3: 1n } })],
    undefined,
    NOBODY,
  )
  expect(made).toMatchObject({
    status: 'split',
    name: 'East in 2026-08',
    pool: 600n,
    netCollections: 600000n,
    receipts: 900000n,
    refunds: -300000n,
  })
  expect(made.shares.map(({ employee, amount, extra }) => [employee, amount, extra])).toEqual([
    ['T1', 399n, 2n],
    ['T2', 200n, 1n],
    ['T3', 1n, 1n],
  ])
  expect(made.shares[0]?.exact).toEqual(rational(3996n, 1000n))
  expect([made.commission, made.commissionLeft]).toEqual([undefined, undefined])
})

test.each<[own: number | undefined, months: (number | undefined)[], commission: number | undefined, left: number | undefined, why: string]>(
  [
    [undefined, [undefined, undefined], undefined, undefined, 'none is none, not nothing'],
    [undefined, [1000, undefined], 1000, 400, 'what months have is added up'],
    [undefined, [1000, 2000], 3000, 2400, 'all of them'],
    [50, [1000, 2000], 50, -550, 'the period’s own goes before'],
    [0, [1000, 2000], 0, -600, 'a commission of nothing is one'],
  ],
)('with the commission %s and those of the months %j it is %s, less the pools %s: %s', (own, months, commission, left) => {
  const given = months.map((each, at) =>
    month(`2026-0${at + 7}`, { pool: 300n, ...(each === undefined ? {} : { commission: BigInt(each) }) }),
  )
  const made = bonusFromMonths(given, own === undefined ? undefined : fen(BigInt(own)), NOBODY)
  const asked = [commission, left].map((each) => (each === undefined ? undefined : BigInt(each)))
  expect([made.commission, made.commissionLeft]).toEqual(asked)
})

test('a month that is held holds the period: nobody has a share of it, and nothing is unallocated', () => {
  const months = [
    month('2026-07', { pool: 500n, shares: { T1: 500n } }),
    month('2026-08', { pool: 100n, status: 'held', heldBy: ['T2', 'T1'] }),
    month('2026-09', { pool: 70n, status: 'unallocated', heldBy: ['T2'] }),
  ]
  expect(bonusFromMonths(months, undefined, NOBODY)).toMatchObject({
    ...{ status: 'held', pool: 670n, unallocated: 0n, shares: [], heldBy: ['T1', 'T2'] },
  })
})

test('what months could not split is unallocated, beside what they did; a period is unallocated where all of its pool is', () => {
  const unallocated = month('2026-08', { pool: 100n, status: 'unallocated' })
  const split = month('2026-07', { pool: 500n, shares: { T1: 500n } })
  expect(bonusFromMonths([split, unallocated], undefined, NOBODY)).toMatchObject({ status: 'split', unallocated: 100n })
  expect(bonusFromMonths([month('2026-07', {}), unallocated], undefined, NOBODY)).toMatchObject({
    status: 'unallocated',
    unallocated: 100n,
  })
  expect(bonusFromMonths([month('2026-07', {})], undefined, NOBODY)).toMatchObject({ status: 'split', unallocated: 0n, shares: [] })
})

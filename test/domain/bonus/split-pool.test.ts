import fc from 'fast-check'
import { expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { type Fen, fen, fenFromYuan, yuanText } from '../../../src/base/money.ts'
import { type Claim, splitPool } from '../../../src/domain/bonus/split-pool.ts'

const yuan = (text: string): Fen => present(fenFromYuan(text), `${text} is an amount`)

test.each`
  pool         | scores                 | shares                    | why
  ${'1234.57'} | ${'92.35 88.40 75.15'} | ${'445.54 426.48 362.55'} | ${'rounding each share alone would pay a fen too much'}
  ${'1000.00'} | ${'92.00 92.00 91.00'} | ${'334.55 334.54 330.91'} | ${'equal scores may differ by one fen'}
  ${'100.00'}  | ${'80.00 80.00 80.00'} | ${'33.34 33.33 33.33'}    | ${'the odd fen goes to the smallest number'}
  ${'0.02'}    | ${'90.00 90.00 90.00'} | ${'0.01 0.01 0.00'}       | ${'fewer fen than people'}
  ${'10.00'}   | ${'0.00 50.00 50.00'}  | ${'0.00 5.00 5.00'}       | ${'a score of nothing earns nothing'}
`('$pool by $scores: $why', ({ pool, scores, shares }: Record<string, string>) => {
  const claims = present(scores, '')
    .split(' ')
    .map((score, i) => ({ employee: `E${i + 1}`, weight: yuan(score) }))
  expect(
    splitPool(yuan(present(pool, '')), claims)
      .map((share) => yuanText(share.amount))
      .join(' '),
  ).toBe(shares)
})

test('equal remainders go to the higher score before the smaller number', () => {
  // 1 fen over: both remainders are 1/2 of the total, the weights differ only in the days behind them.
  const claims: Claim[] = [
    { employee: 'A', weight: 6n, score: 1n },
    { employee: 'B', weight: 6n, score: 2n },
  ]
  expect(splitPool(fen(1n), claims).map((share) => [share.employee, share.amount])).toEqual([
    ['A', 0n],
    ['B', 1n],
  ])
})

const pools = fc.bigInt(0n, 10n ** 12n).map(fen)
const claims = fc
  .uniqueArray(fc.record({ employee: fc.stringMatching(/^[A-Z]\d{1,3}$/), weight: fc.bigInt(0n, 10_000n) }), {
    selector: (claim) => claim.employee,
    minLength: 1,
    maxLength: 40,
  })
  .filter((list) => list.some((claim) => claim.weight > 0n))

test('shares add up to the pool, to the fen', () => {
  fc.assert(fc.property(pools, claims, (pool, list) => splitPool(pool, list).reduce((sum, share) => sum + share.amount, 0n) === pool))
})

test('no share is a fen or more from exact', () => {
  fc.assert(
    fc.property(pools, claims, (pool, list) =>
      splitPool(pool, list).every(({ amount, exact }) => {
        const gap = amount * exact.denominator - exact.numerator * 100n
        return gap < exact.denominator && gap > -exact.denominator
      }),
    ),
  )
})

test("the order in which claims arrive changes nobody's share", () => {
  fc.assert(
    fc.property(pools, claims, fc.infiniteStream(fc.nat()), (pool, list, chance) => {
      const shuffled = list
        .map((claim) => ({ claim, at: chance.next().value }))
        .sort((a, b) => Number(a.at) - Number(b.at))
        .map((each) => each.claim)
      const amounts = (shares: ReturnType<typeof splitPool>) => Object.fromEntries(shares.map((share) => [share.employee, share.amount]))
      expect(amounts(splitPool(pool, shuffled))).toEqual(amounts(splitPool(pool, list)))
    }),
  )
})

test('a higher score never earns less than a lower one', () => {
  fc.assert(
    fc.property(pools, claims, (pool, list) => {
      const shares = splitPool(pool, list)
      const paid = list
        .map((claim, i) => ({ weight: claim.weight, amount: present(shares[i], '').amount }))
        .sort((a, b) => (a.weight < b.weight ? -1 : 1))
      return paid.every(
        (each, i) => i === 0 || each.amount >= present(paid[i - 1], '').amount || each.weight === present(paid[i - 1], '').weight,
      )
    }),
  )
})

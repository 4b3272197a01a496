import fc from 'fast-check'
import { expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { type Fen, fen, fenFromYuan, yuanText } from '../../../src/base/money.ts'
import { decimal, rational } from '../../../src/base/rational.ts'
import { type Claimant, splitPool } from '../../../src/domain/bonus/split-pool.ts'
import { sharesOf, shippedSplit } from '../../rulebook/shipped-split.ts'

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
    .map((score, i) => ({ employee: `E${i + 1}`, score: decimal(score) }))
  expect(
    sharesOf(yuan(present(pool, '')), claims)
      .map((share) => yuanText(share.amount))
      .join(' '),
  ).toBe(shares)
})

test('equal remainders go to the higher score before the smaller number, as far as the rule says so', () => {
  // Both claim half a fen: remainders are equal, the scores differ only by the days behind them.
  const claims: Claimant[] = [
    { employee: 'A', score: decimal('3'), days: 2 },
    { employee: 'B', score: decimal('6'), days: 1 },
  ]
  const paid = (ties: Parameters<typeof shippedSplit>[0]) =>
    sharesOf(fen(1n), claims, shippedSplit(ties)).map(({ employee, amount, place }) => [employee, amount, place])
  expect(paid({ ties: ['higherScore', 'smallerKey'] })).toEqual([
    ['A', 0n, 2],
    ['B', 1n, 1],
  ])
  expect(paid({ ties: ['smallerKey'] })).toEqual([
    ['A', 1n, 1],
    ['B', 0n, 2],
  ])
})

test('days in post weigh the scores', () => {
  const claims: Claimant[] = [
    { employee: 'A', score: decimal('90'), days: 10 },
    { employee: 'B', score: decimal('90'), days: 30 },
  ]
  expect(sharesOf(yuan('100.00'), claims).map(({ amount }) => yuanText(amount))).toEqual(['25.00', '75.00'])
})

test("a company's own formula splits the pool, and the shares still add up to it", () => {
  const claims: Claimant[] = ['90', '60', '30'].map((score, index) => ({ employee: `E${index + 1}`, score: decimal(score) }))
  const paid = (formula: string) => sharesOf(yuan('126.00'), claims, shippedSplit({ formula })).map(({ amount }) => yuanText(amount))
  expect(paid('pool * (score * score) / (scoreTotal * scoreTotal)')).toEqual(['81.00', '36.00', '9.00'])
  expect(paid('score * score')).toEqual(['81.00', '36.00', '9.00'])
  expect(paid('max(0, score - 30)')).toEqual(['84.00', '42.00', '0.00'])
})

test('a formula that gives somebody less than nothing, or nothing that is a number, is refused with its file', () => {
  const claims: Claimant[] = ['90', '60'].map((score, index) => ({ employee: `E${index + 1}`, score: decimal(score) }))
  const found = (formula: string) => splitPool(yuan('126.00'), claims, shippedSplit({ formula }))
  expect(found('score - 70')).toMatchObject({
    ok: false,
    problem: { code: 'share_must_not_be_negative', values: { where: 'bonus/split.json (2000-01-01)', employee: 'E2', found: '-10' } },
  })
  expect(found('pool / (score - 60)')).toMatchObject({
    ok: false,
    problem: { code: 'share_must_have_a_value', values: { employee: 'E2', reason: 'division_by_zero' } },
  })
})

const pools = fc.bigInt(0n, 10n ** 12n).map(fen)
const claims = fc
  .uniqueArray(
    fc.record({
      employee: fc.stringMatching(/^[A-Z]\d{1,3}$/),
      score: fc.bigInt(0n, 10_000n).map((hundredths) => rational(hundredths, 100n)),
    }),
    {
      selector: (claim) => claim.employee,
      minLength: 1,
      maxLength: 40,
    },
  )
  .filter((list) => list.some((claim) => claim.score.numerator > 0n))

test('shares add up to the pool, to the fen', () => {
  fc.assert(fc.property(pools, claims, (pool, list) => sharesOf(pool, list).reduce((sum, share) => sum + share.amount, 0n) === pool))
})

test('no share is a fen or more from exact', () => {
  fc.assert(
    fc.property(pools, claims, (pool, list) =>
      sharesOf(pool, list).every(({ amount, exact }) => {
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
      const amounts = (shares: ReturnType<typeof sharesOf>) => Object.fromEntries(shares.map((share) => [share.employee, share.amount]))
      expect(amounts(sharesOf(pool, shuffled))).toEqual(amounts(sharesOf(pool, list)))
    }),
  )
})

test('a higher score never earns less than a lower one', () => {
  fc.assert(
    fc.property(pools, claims, (pool, list) => {
      const shares = sharesOf(pool, list)
      const paid = list
        .map((claim, i) => ({ score: claim.score.numerator, amount: present(shares[i], '').amount }))
        .sort((a, b) => (a.score < b.score ? -1 : 1))
      return paid.every(
        (each, i) => i === 0 || each.amount >= present(paid[i - 1], '').amount || each.score === present(paid[i - 1], '').score,
      )
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, decimal, divide, multiply, rational, sum } from '../../src/base/rational.ts'
import { largestRemainder, type ShareClaim } from '../../src/engine/rule/largest-remainder.ts'

const WHOLE = { places: 0, ties: ['higherScore', 'smallerKey'] } as const

/** Claims in proportion to scores, as a rule of the kind allocation states them. */
function claimsFor(units: bigint, scores: readonly bigint[]): ShareClaim[] {
  const total = sum(scores.map((score) => rational(score)))
  return scores.map((score, index) => ({
    key: `E${index + 1}`,
    score: rational(score),
    exact: divide(multiply(rational(units), rational(score)), total)!,
  }))
}

test.each`
  seats  | votes                                  | shares               | why
  ${100} | ${'47000 16000 15800 12000 6100 3100'} | ${'47 16 16 12 6 3'} | ${'Hare quota, textbook example: the only remainder above .5 wins'}
  ${10}  | ${'47000 16000 15900 12000 6000 3100'} | ${'5 2 1 1 1 0'}     | ${'published table: remainders .7 .6 .6 choose 10 seats'}
  ${25}  | ${'1500 1500 900 500 500 200'}         | ${'7 7 4 3 3 1'}     | ${'Alabama paradox, 25 seats'}
  ${26}  | ${'1500 1500 900 500 500 200'}         | ${'8 8 5 2 2 1'}     | ${'Alabama paradox, 26 seats: two lose one'}
  ${3}   | ${'1 1 1'}                             | ${'1 1 1'}           | ${'nothing left over'}
  ${4}   | ${'1 1 1'}                             | ${'2 1 1'}           | ${'a tie on score goes to the smaller key'}
`('$seats among $votes: $why', ({ seats, votes, shares }) => {
  const scores = String(votes).split(' ').map(BigInt)
  expect(
    largestRemainder(BigInt(seats), claimsFor(BigInt(seats), scores), WHOLE)
      .map(({ units }) => units)
      .join(' '),
  ).toBe(shares)
})

test('equal remainders go to the higher score before the smaller key', () => {
  const claim = (key: string, exact: string, score: string) => ({ key, exact: decimal(exact), score: decimal(score) })
  const shares = largestRemainder(4n, [claim('A', '0.5', '1'), claim('B', '3.5', '7')], WHOLE)
  expect(shares).toMatchObject([
    { key: 'A', units: 0n, extra: 0n, place: 2 },
    { key: 'B', units: 4n, extra: 1n, place: 1 },
  ])
})

const pools = fc.bigInt({ min: 0n, max: 100_000_000n })
const scoreLists = fc
  .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 30 })
  .filter((scores) => scores.some((score) => score > 0n))

test('shares add up to the pool, no share is a unit from exact, and a higher score never earns less', () => {
  fc.assert(
    fc.property(pools, scoreLists, (pool, scores) => {
      const claims = claimsFor(pool, scores)
      const shares = largestRemainder(pool, claims, WHOLE)
      expect(shares.reduce((total, { units }) => total + units, 0n)).toBe(pool)
      shares.forEach(({ units }, index) => {
        expect(compare(claims[index]!.exact, rational(units - 1n))).toBe(1)
        expect(compare(claims[index]!.exact, rational(units + 1n))).toBe(-1)
      })
      for (const [i, a] of scores.entries()) {
        for (const [j, b] of scores.entries()) if (a > b) expect(shares[i]!.units).toBeGreaterThanOrEqual(shares[j]!.units)
      }
    }),
  )
})

test('the order of the claims changes nothing', () => {
  fc.assert(
    fc.property(pools, scoreLists, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (pool, scores, order) => {
      const claims = claimsFor(pool, scores)
      const shuffled = claims
        .map((claim, index) => ({ claim, at: order[index]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ claim }) => claim)
      const byKey = (list: readonly ShareClaim[]) => new Map(largestRemainder(pool, list, WHOLE).map(({ key, units }) => [key, units]))
      expect(Object.fromEntries(byKey(shuffled))).toEqual(Object.fromEntries(byKey(claims)))
    }),
  )
})

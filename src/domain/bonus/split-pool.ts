import { assert, present } from '../../base/assert.ts'
import { type Fen, fen } from '../../base/money.ts'
import type { Rational } from '../../base/rational.ts'
import { byCodePoint } from '../../base/text-order.ts'

export interface Claim {
  readonly employee: string
  /** What the share is in proportion to: the printed final score in hundredths (times the days in post, where the company splits by days). */
  readonly weight: bigint
  /** The printed final score in hundredths, for ties; the weight unless told. */
  readonly score?: bigint
}

export interface Share {
  readonly employee: string
  /** 应分, in yuan, before rounding. */
  readonly exact: Rational
  /** What rounding down took off, in yuan: below one fen. */
  readonly remainder: Rational
  /** The place in the queue for the fen left over, from 1: the larger the remainder, the nearer to the front. */
  readonly place: number
  /** 尾差: 1 fen for those who got one of the fen left over, else 0. */
  readonly extra: Fen
  readonly amount: Fen
}

/**
 * Splits a bonus pool 奖金总额 in proportion to scores by largest remainder (POLICY 5.3.3, A16).
 *
 * Every share is rounded down; the fen left over go, one each, to the largest remainders, ties to the higher
 * score, then to the smaller employee number by code point. The shares add up to the pool, none is a fen
 * from exact, and the order of the claims changes nothing but the order of the answer.
 */
export function splitPool(pool: Fen, claims: readonly Claim[]): Share[] {
  assert(pool >= 0n, 'A pool is never negative; a negative one was set to 0 before (A13).')
  assert(
    claims.every((claim) => claim.weight >= 0n),
    'A score is never negative.',
  )
  assert(new Set(claims.map((claim) => claim.employee)).size === claims.length, 'An employee claims once.')
  const total = claims.reduce((sum, claim) => sum + claim.weight, 0n)
  assert(total > 0n, 'Callers report a pool nobody can claim before splitting it.')

  const parts = claims.map((claim) => ({
    ...claim,
    product: pool * claim.weight,
    floor: (pool * claim.weight) / total,
    remainder: (pool * claim.weight) % total,
  }))
  const left = pool - parts.reduce((sum, part) => sum + part.floor, 0n)
  assert(left < BigInt(claims.length), 'Rounding down loses less than one fen a claim.')

  const queue = [...parts].sort(
    (a, b) =>
      descending(a.remainder, b.remainder) || descending(a.score ?? a.weight, b.score ?? b.weight) || byCodePoint(a.employee, b.employee),
  )
  const places = new Map(queue.map(({ employee }, index) => [employee, index + 1]))
  return parts.map(({ employee, product, floor, remainder }) => {
    const place = present(places.get(employee), 'Everybody who claims stands in the queue.')
    const extra = fen(place <= Number(left) ? 1n : 0n)
    const inYuan = (numerator: bigint): Rational => ({ numerator, denominator: total * 100n })
    return { employee, exact: inYuan(product), remainder: inYuan(remainder), place, extra, amount: fen(floor + extra) }
  })
}

function descending(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1
}

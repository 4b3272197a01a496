import { assert } from '../base/assert.ts'
import { compare, type Rational, subtract } from '../base/rational.ts'
import { byCodePoint } from '../base/text-order.ts'

export interface ShareClaim {
  /** Decides the last tie: the smaller key, by code point, goes first. */
  readonly key: string
  /** The exact share, in the units that are split (yuan). Never negative. */
  readonly exact: Rational
  /** Decides the first tie: the higher score goes first. */
  readonly score: Rational
}

export interface WholeShare {
  readonly key: string
  /** Whole units of 10^-places. */
  readonly units: bigint
  /** 1n when the share got one of the units that rounding down left over, else 0n. */
  readonly extra: bigint
}

/**
 * Rounds exact shares so that they add up to the total (POLICY A16, largest remainder 最大余数法): every share is rounded
 * down, and the units left over go, one each, to the largest remainders; ties to the higher score, then to the smaller key.
 * `total` is in units of 10^-places and equals the sum of the exact shares. The answer keeps the order of the claims,
 * and the order of the claims changes nothing else.
 */
export function largestRemainder(total: bigint, claims: readonly ShareClaim[], places: number): WholeShare[] {
  const scale = 10n ** BigInt(places)
  const parts = claims.map(({ key, exact, score }) => {
    const scaled = exact.numerator * scale
    assert(scaled >= 0n, 'A share is never negative.')
    const units = scaled / exact.denominator
    return {
      key,
      score,
      units,
      remainder: subtract({ numerator: scaled, denominator: exact.denominator }, { numerator: units, denominator: 1n }),
    }
  })
  const left = total - parts.reduce((sum, part) => sum + part.units, 0n)
  assert(left >= 0n && left <= BigInt(claims.length), 'Exact shares add up to the total, so rounding down loses less than one unit each.')
  const queue = [...parts].sort((a, b) => compare(b.remainder, a.remainder) || compare(b.score, a.score) || byCodePoint(a.key, b.key))
  const luckier = new Set(queue.slice(0, Number(left)))
  return parts.map((part) => {
    const extra = luckier.has(part) ? 1n : 0n
    return { key: part.key, units: part.units + extra, extra }
  })
}

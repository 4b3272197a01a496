import { assert, present } from '../../base/assert.ts'
import { compare, type Rational, subtract } from '../../base/rational.ts'
import { byCodePoint } from '../../base/text-order.ts'

/** What decides between equal remainders, in the order in which a rule names them. A key decides every tie, so it comes last. */
export const TIES = ['higherScore', 'smallerKey'] as const
export type Tie = (typeof TIES)[number]

/** How a rule of the kind allocation makes whole units of exact shares. */
export interface AllocationRounding {
  readonly method: 'largestRemainder'
  /** A unit is 10^-places of what is split. */
  readonly places: number
  readonly ties: readonly Tie[]
  readonly clause: string
}

export interface ShareClaim {
  /** Decides the tie `smallerKey`, by code point. */
  readonly key: string
  /** The exact share, in what is split (yuan). Never negative. */
  readonly exact: Rational
  /** Decides the tie `higherScore`. */
  readonly score: Rational
}

export interface WholeShare {
  readonly key: string
  /** Whole units of 10^-places. */
  readonly units: bigint
  /** What rounding down took off, in what is split. */
  readonly remainder: Rational
  /** The place in the queue for the units left over, from 1: the larger the remainder, the nearer to the front. */
  readonly place: number
  /** 1n when the share got one of the units that rounding down left over, else 0n. */
  readonly extra: bigint
}

/**
 * Rounds exact shares so that they add up to the total (POLICY A16, largest remainder 最大余数法): every share is rounded
 * down, and the units left over go, one each, to the largest remainders, ties as the rule says. `total` is in units of
 * 10^-places and equals the sum of the exact shares. The answer keeps the order of the claims, and the order of the claims
 * changes nothing else.
 */
export function largestRemainder(
  total: bigint,
  claims: readonly ShareClaim[],
  { places, ties }: Pick<AllocationRounding, 'places' | 'ties'>,
): WholeShare[] {
  const scale = 10n ** BigInt(places)
  const parts = claims.map(({ key, exact, score }) => {
    const scaled = exact.numerator * scale
    assert(scaled >= 0n, 'A share is never negative.')
    const units = scaled / exact.denominator
    return { key, score, units, remainder: subtract(exact, { numerator: units, denominator: scale }) }
  })
  const left = total - parts.reduce((sum, part) => sum + part.units, 0n)
  assert(left >= 0n && left <= BigInt(claims.length), 'Exact shares add up to the total, so rounding down loses less than one unit each.')
  const queue = [...parts].sort((a, b) => compare(b.remainder, a.remainder) || firstOf(ties, a, b))
  const placeOf = new Map(queue.map((part, index) => [part, index + 1]))
  return parts.map((part) => {
    const place = present(placeOf.get(part), 'Every share stands in the queue.')
    const extra = place <= Number(left) ? 1n : 0n
    return { key: part.key, units: part.units + extra, remainder: part.remainder, place, extra }
  })
}

const ORDER: Readonly<Record<Tie, (a: Tied, b: Tied) => number>> = {
  higherScore: (a, b) => compare(b.score, a.score),
  smallerKey: (a, b) => byCodePoint(a.key, b.key),
}

type Tied = Pick<ShareClaim, 'key' | 'score'>

function firstOf(ties: readonly Tie[], a: Tied, b: Tied): number {
  for (const tie of ties) {
    const order = ORDER[tie](a, b)
    if (order !== 0) return order
  }
  return 0
}

import { type Fen, fen, yuan } from '../../base/money.ts'
import { multiply, type Rational, ZERO } from '../../base/rational.ts'
import { largestRemainder } from '../../engine/rule/largest-remainder.ts'

/** One person's part 分成 of a document. */
export interface Credit {
  readonly rep: string
  readonly share: Rational
}

/**
 * An amount split by shares that add up to 1: whole fen by largest remainder, which add up to it (POLICY P6, A16); equal remainders go to the
 * smaller number. A refund is split as what it takes back.
 */
export function splitByCredits(amount: Fen, credits: readonly Credit[]): Map<string, Fen> {
  const magnitude = amount < 0n ? fen(-amount) : amount
  const claims = credits.map(({ rep, share }) => ({ key: rep, exact: multiply(yuan(magnitude), share), score: ZERO }))
  const parts = largestRemainder(magnitude, claims, { places: 2, ties: ['smallerKey'] })
  return new Map(parts.map(({ key, units }) => [key, fen(amount < 0n ? -units : units)]))
}

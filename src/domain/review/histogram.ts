import { compare, divide, type Rational, rational, sum } from '../../base/rational.ts'

/** How many scores lie from `from`, counted, to `to`, not counted; the last bin of scores up to a limit counts it too. */
export interface Bin {
  readonly from: Rational
  readonly to: Rational
  readonly count: number
}

export interface Spread {
  readonly count: number
  readonly lowest: Rational | undefined
  readonly highest: Rational | undefined
  readonly mean: Rational | undefined
  /** The middle one, or the mean of the two in the middle. */
  readonly median: Rational | undefined
}

/** The largest score that engineers can have: it belongs to the bin below it, not to one of its own. */
const LIMIT = rational(100n)

/** The distribution 分布 of scores over bins of equal width, from the bin of the lowest score to that of the highest. */
export function histogram(scores: readonly Rational[], width: bigint): readonly Bin[] {
  if (scores.length === 0) return []
  const counts = new Map<bigint, number>()
  for (const score of scores) {
    const bin = binOf(score, width)
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  const bins = [...counts.keys()]
  const lowest = bins.reduce((a, b) => (b < a ? b : a))
  const highest = bins.reduce((a, b) => (b > a ? b : a))
  return Array.from({ length: Number(highest - lowest) + 1 }, (_, index) => {
    const bin = lowest + BigInt(index)
    return { from: rational(bin * width), to: rational((bin + 1n) * width), count: counts.get(bin) ?? 0 }
  })
}

function binOf(score: Rational, width: bigint): bigint {
  const bin = score.numerator / (score.denominator * width)
  const onLimit = compare(score, LIMIT) === 0 && bin * width === LIMIT.numerator
  return onLimit ? bin - 1n : bin
}

/** How many scores there are, where they begin, end and stand in the middle. */
export function spreadOf(scores: readonly Rational[]): Spread {
  const sorted = [...scores].sort(compare)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return {
    count: sorted.length,
    lowest: sorted[0],
    highest: sorted.at(-1),
    mean: meanOf(sorted),
    median: meanOf(middle),
  }
}

function meanOf(values: readonly Rational[]): Rational | undefined {
  return values.length === 0 ? undefined : divide(sum(values), rational(BigInt(values.length)))
}

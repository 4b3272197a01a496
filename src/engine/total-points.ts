import { add, divide, multiply, type Rational, ZERO } from '../base/rational.ts'
import { roundHalfUp } from '../base/rounding.ts'

/** What a KPI that is not applicable does to the scorecard: hold the total, let the others carry its weight, full or no points. */
export const WHEN_NOT_APPLICABLE = ['hold', 'reweight', 'full', 'zero'] as const
export type WhenNotApplicable = (typeof WHEN_NOT_APPLICABLE)[number]

export interface PointsLine {
  readonly weight: Rational
  /** Exact points, undefined where the KPI is not applicable. */
  readonly points: Rational | undefined
}

export interface CountedLine {
  readonly points: Rational | undefined
  readonly counted: boolean
}

const FULL: Rational = { numerator: 100n, denominator: 1n }

/**
 * The total of a scorecard 考核表 and how each line counts in it (POLICY "Points"): the weighted sum of exact points,
 * rounded once, at the end. Undefined on hold, and when no line is left to carry the weight.
 */
export function totalPoints(
  lines: readonly PointsLine[],
  whenNotApplicable: WhenNotApplicable,
  scale: number,
): { readonly lines: readonly CountedLine[]; readonly total: Rational | undefined } {
  const counted = lines.map(({ points }) => countedLine(points, whenNotApplicable))
  let weighted = ZERO
  let weights = ZERO
  lines.forEach(({ weight }, index) => {
    const points = counted[index]?.points
    if (points === undefined) return
    weighted = add(weighted, multiply(weight, points))
    weights = add(weights, weight)
  })
  const isHeld = whenNotApplicable === 'hold' && counted.some((line) => !line.counted)
  const mean = divide(weighted, weights)
  return { lines: counted, total: isHeld || mean === undefined ? undefined : roundHalfUp(mean, scale) }
}

function countedLine(points: Rational | undefined, whenNotApplicable: WhenNotApplicable): CountedLine {
  if (points !== undefined) return { points, counted: true }
  if (whenNotApplicable === 'full') return { points: FULL, counted: true }
  if (whenNotApplicable === 'zero') return { points: ZERO, counted: true }
  return { points: undefined, counted: false }
}

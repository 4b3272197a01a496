import { groupBy } from '../../base/group-by.ts'
import type { Fen } from '../../base/money.ts'
import { compare, divide, type Rational, rational, subtract, sum, ZERO } from '../../base/rational.ts'
import { sortedBy } from '../../base/text-order.ts'

/** How far something must go before a reviewer is told. */
export interface FlagThresholds {
  /** Points by which a manager's mean mark differs from the mean of all other managers' marks. */
  readonly markDistance: Rational
  /** Marks that a manager must have given before they are judged together. */
  readonly leastMarks: number
  /** Points by which a score moved against the period before. */
  readonly scoreMove: Rational
}

export const DEFAULT_THRESHOLDS: FlagThresholds = {
  markDistance: rational(10n),
  leastMarks: 3,
  scoreMove: rational(15n),
}

/** What a reviewer should look at before a result is published; nothing here is an error. */
export type Flag =
  | { readonly kind: 'pool_above_commission'; readonly region: string; readonly pool: Fen; readonly commission: Fen }
  | { readonly kind: 'marks_all_alike'; readonly manager: string; readonly marks: number; readonly score: Rational }
  | {
      readonly kind: 'marks_far_from_others'
      readonly manager: string
      readonly marks: number
      readonly mean: Rational
      readonly othersMean: Rational
    }
  | { readonly kind: 'score_moved'; readonly employee: string; readonly before: Rational; readonly after: Rational }

export interface PoolOfRegion {
  readonly region: string
  readonly pool: Fen
  readonly commission: Fen | undefined
}

/** An overall mark 综合评价 with the manager it counts for. */
export interface GivenMark {
  readonly manager: string
  readonly score: Rational
}

export interface MovedScore {
  readonly employee: string
  readonly before: Rational
  readonly after: Rational
}

/** Regions whose pool 奖金总额 exceeds the commission 提成 it is taken out of (POLICY A12), by code. */
export function poolFlags(regions: readonly PoolOfRegion[]): Flag[] {
  return sortedBy(regions, ({ region }) => region).flatMap(({ region, pool, commission }) =>
    commission !== undefined && pool > commission ? [{ kind: 'pool_above_commission', region, pool, commission }] : [],
  )
}

/**
 * Managers whose marks are all the same, and managers whose mean lies further from the mean of everybody else's marks than the
 * threshold says; by number. A manager with fewer marks than the threshold, or alone, is not judged.
 */
export function markFlags(marks: readonly GivenMark[], { markDistance, leastMarks }: FlagThresholds): Flag[] {
  const total = sum(marks.map(({ score }) => score))
  const byManager = groupBy(marks, ({ manager }) => manager)
  return sortedBy(byManager, ([manager]) => manager).flatMap(([manager, given]): Flag[] => {
    const own = given.map(({ score }) => score)
    if (own.length < leastMarks) return []
    const [first = ZERO] = own
    const alike: Flag[] =
      own.length > 1 && own.every((score) => compare(score, first) === 0)
        ? [{ kind: 'marks_all_alike', manager, marks: own.length, score: first }]
        : []
    const ownTotal = sum(own)
    const mean = divide(ownTotal, whole(own.length))
    const othersMean = divide(subtract(total, ownTotal), whole(marks.length - own.length))
    const far: Flag[] =
      mean !== undefined && othersMean !== undefined && compare(distance(mean, othersMean), markDistance) > 0
        ? [{ kind: 'marks_far_from_others', manager, marks: own.length, mean, othersMean }]
        : []
    return [...alike, ...far]
  })
}

/** Scores that moved by more than the threshold against the period before, by employee number. */
export function moveFlags(scores: readonly MovedScore[], { scoreMove }: FlagThresholds): Flag[] {
  return sortedBy(scores, ({ employee }) => employee).flatMap(({ employee, before, after }) =>
    compare(distance(before, after), scoreMove) > 0 ? [{ kind: 'score_moved', employee, before, after }] : [],
  )
}

function whole(count: number): Rational {
  return rational(BigInt(count))
}

function distance(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? subtract(a, b) : subtract(b, a)
}

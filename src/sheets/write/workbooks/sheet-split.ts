import { HUNDRED, multiply, ONE, type Rational } from '../../../base/rational.ts'
import { roundToUnits } from '../../../base/rounding.ts'
import type { BonusShare, RegionBonus } from '../../../domain/appraisal.ts'
import { basisOf } from '../../../domain/bonus/split-pool.ts'

/** Above it a spreadsheet's double no longer holds every whole number that the formulas multiply. */
const LARGEST_PRODUCT = 10n ** 15n

/** How the formulas of a region's sheet split its pool: whole numbers, as they stand in the columns that are not printed. */
export interface SheetSplit {
  readonly poolFen: bigint
  readonly weights: bigint
  readonly leftOver: bigint
  /** Whether of equal remainders the higher score goes first; else the smaller number does at once. */
  readonly higherScoreFirst: boolean
  readonly lines: ReadonlyMap<string, SplitLine>
}

interface SplitLine {
  readonly weight: bigint
  readonly wholeFen: bigint
  /** What rounding down took off, in parts of a fen of which the weights together make one. */
  readonly rest: bigint
  readonly place: number
}

/**
 * What the sheet's formulas give: each share rounded down, the fen left over to the largest remainders, ties as the rule says: to the higher score,
 * then to the smaller number (POLICY 5.3.3, A16). Undefined where they would not give what the engine found: the sheet then shows the
 * engine's numbers alone.
 */
export function sheetSplit({ pool, shares }: Pick<RegionBonus, 'pool' | 'shares'>, higherScoreFirst: boolean): SheetSplit | undefined {
  // Where one is at a per cent, all are: the sheet multiplies by it, which keeps the weights whole.
  const unit = takesPercent(shares) ? HUNDRED : ONE
  const claims = shares.map((share) => ({ share, weight: hundredthsOf(multiply(basisOf(share), unit)), score: hundredthsOf(share.score) }))
  const weights = claims.reduce((sum, { weight }) => sum + weight, 0n)
  if (claims.some(({ weight }) => pool * weight >= LARGEST_PRODUCT)) return undefined
  const parts = claims.map(({ weight, ...claim }) => {
    const wholeFen = weights === 0n ? 0n : (pool * weight) / weights
    return { ...claim, weight, wholeFen, rest: weights === 0n ? 0n : pool * weight - wholeFen * weights }
  })
  const leftOver = weights === 0n ? 0n : pool - parts.reduce((sum, { wholeFen }) => sum + wholeFen, 0n)
  // Shares stand in the order of employee numbers, which a stable sort keeps.
  const queue = [...parts].sort((a, b) => descending(a.rest, b.rest) || (higherScoreFirst ? descending(a.score, b.score) : 0))
  const places = new Map(queue.map(({ share }, index) => [share.employee, index + 1]))
  const lines = new Map<string, SplitLine>()
  for (const { share, weight, wholeFen, rest } of parts) {
    const place = places.get(share.employee) ?? 0
    if (wholeFen + (place <= leftOver ? 1n : 0n) !== share.amount) return undefined
    lines.set(share.employee, { weight, wholeFen, rest, place })
  }
  return { poolFen: pool, weights, leftOver, higherScoreFirst, lines }
}

/** Whether somebody takes part at a per cent. */
export function takesPercent(shares: readonly Pick<BonusShare, 'percent'>[]): boolean {
  return shares.some(({ percent }) => percent !== undefined)
}

function hundredthsOf(value: Rational): bigint {
  return roundToUnits(value, 2)
}

function descending(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1
}

import { type Fen, fen } from '../../base/money.ts'
import { type Rational, ZERO } from '../../base/rational.ts'
import { roundToUnits } from '../../base/rounding.ts'
import type { BonusShare, RegionBonus } from '../appraisal.ts'
import { type Claim, type Share, splitPool } from './split-pool.ts'

/** How one share of a region's pool came about (POLICY 5.3.3, A16). Amounts of yuan are exact. */
export interface ShareOrigin {
  /** The printed final score that the split used. */
  readonly score: Rational
  readonly days: number | undefined
  readonly exact: Rational
  /** The exact share rounded down to the fen. */
  readonly roundedDown: Fen
  readonly remainder: Rational
  /** How many fen 尾差 rounding down left over in the region, and how many people stood in the queue for them. */
  readonly leftOver: number
  readonly claimants: number
  /** This person's place in that queue; undefined where nothing was split. */
  readonly place: number | undefined
  readonly extra: Fen
  readonly amount: Fen
}

/** How the share of a person in a region came about; undefined where the region pays them nothing because they have no share. */
export function shareOrigin(region: RegionBonus, employee: string): ShareOrigin | undefined {
  const own = region.shares.find((share) => share.employee === employee)
  if (!own) return undefined
  const split = sharesAgain(region.pool, region.shares)
  const found = split.find((share) => share.employee === employee)
  return {
    score: own.score,
    days: own.days,
    exact: own.exact,
    roundedDown: fen(own.amount - own.extra),
    remainder: found?.remainder ?? ZERO,
    leftOver: Number(region.shares.reduce((sum, share) => sum + share.extra, 0n)),
    claimants: region.shares.length,
    place: found?.place,
    extra: own.extra,
    amount: own.amount,
  }
}

/** The split of a pool among shares by the scores they name; nobody gets anything where there is nothing to split. */
export function sharesAgain(pool: Fen, shares: readonly Pick<BonusShare, 'employee' | 'score' | 'days'>[]): readonly Share[] {
  const claims = shares.map(({ employee, score, days }): Claim => {
    const hundredths = roundToUnits(score, 2)
    return { employee, score: hundredths, weight: hundredths * BigInt(days ?? 1) }
  })
  return pool > 0n && claims.some(({ weight }) => weight > 0n) ? splitPool(pool, claims) : []
}

import { type Fen, fen, yuan } from '../../base/money.ts'
import { compare, multiply, type Rational, sum, ZERO } from '../../base/rational.ts'
import type { BonusShare, RegionBonus } from '../appraisal.ts'
import { basisOf, type Share, type SplitRule, splitPool } from './split-pool.ts'

/** How one share of a region's pool came about (POLICY 5.3.3, A16). Amounts of yuan are exact. */
export interface ShareOrigin {
  /** The printed final score that the split used. */
  readonly score: Rational
  readonly days: number | undefined
  /** At how many of a hundred the person takes part; undefined is whole. */
  readonly percent: number | undefined
  /** 分配依据, what the share goes by, and the same over the region: scores, times days and per cent where the company splits by them. */
  readonly basis: Rational
  readonly basisTotal: Rational
  readonly exact: Rational
  /** Whether the exact share is the pool in proportion to what it goes by, as it is unless the company's formula says otherwise. */
  readonly isProportional: boolean
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
export function shareOrigin(region: RegionBonus, employee: string, rule: SplitRule): ShareOrigin | undefined {
  const own = region.shares.find((share) => share.employee === employee)
  if (!own) return undefined
  const found = sharesAgain(region.pool, region.shares, rule).find((share) => share.employee === employee)
  const basis = basisOf(own)
  const basisTotal = sum(region.shares.map(basisOf))
  return {
    score: own.score,
    days: own.days,
    percent: own.percent,
    basis,
    basisTotal,
    exact: own.exact,
    isProportional: compare(multiply(own.exact, basisTotal), multiply(yuan(region.pool), basis)) === 0,
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
export function sharesAgain(
  pool: Fen,
  shares: readonly Pick<BonusShare, 'employee' | 'score' | 'days' | 'percent'>[],
  rule: SplitRule,
): readonly Share[] {
  const split = splitPool(pool, shares, rule)
  return split.ok ? split.shares : []
}

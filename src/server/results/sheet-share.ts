import { fenFromRational, yuan, yuanText } from '../../base/money.ts'
import { multiply } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import { shareOrigin } from '../../domain/bonus/share-origin.ts'
import type { SplitRule } from '../../domain/bonus/split-pool.ts'
import type { SnapshotPerson } from '../../store/aggregates/snapshots.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { originSchema, shareSchema } from './sheet-schema.ts'

/** What a region pays a person, and how that came about (POLICY 5.3). Decimal text, money in yuan. */
export type SheetShare = ShapeOf<typeof shareSchema>

/** From the exact share to the amount that is paid (POLICY A16). Of colleagues it tells their number and the total of scores only. */
export type SheetShareOrigin = ShapeOf<typeof originSchema>

/** What one region pays a person: nothing to say where the person neither lives there nor has a share. */
export function shareOf(bonus: RegionBonus, { employee, region }: SnapshotPerson, rule: SplitRule): SheetShare[] {
  const own = bonus.shares.find((share) => share.employee === employee)
  const origin = bonus.months ? undefined : shareOrigin(bonus, employee, rule)
  if (!own && bonus.region !== region) return []
  // A score of two decimals at a whole per cent has four.
  const places = bonus.shares.some(({ percent }) => percent !== undefined) ? 4 : 2
  return [
    {
      region: bonus.region,
      regionName: bonus.name,
      status: bonus.status,
      netCollections: yuanText(bonus.netCollections),
      rate: exactText(bonus.rate),
      pool: yuanText(bonus.pool),
      isPoolByRate: fenFromRational(multiply(yuan(bonus.netCollections), bonus.rate)) === bonus.pool,
      scoreTotal: decimalText(bonus.scoreTotal, 2),
      amount: own ? yuanText(own.amount) : null,
      months: bonus.months
        ? bonus.months.map((month) => {
            const share = month.bonus.shares.find((each) => each.employee === employee)
            return { period: month.period, pool: yuanText(month.bonus.pool), amount: share ? yuanText(share.amount) : null }
          })
        : null,
      origin: origin
        ? {
            score: decimalText(origin.score, 2),
            days: origin.days ?? null,
            percent: origin.percent ?? null,
            basis: decimalText(origin.basis, places),
            basisTotal: decimalText(origin.basisTotal, places),
            isProportional: origin.isProportional,
            exact: decimalText(origin.exact, 6),
            roundedDown: yuanText(origin.roundedDown),
            remainder: decimalText(origin.remainder, 6),
            leftOver: origin.leftOver,
            claimants: origin.claimants,
            place: origin.place ?? null,
            extra: yuanText(origin.extra),
          }
        : null,
    },
  ]
}

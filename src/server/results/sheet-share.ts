import { fenFromRational, yuan, yuanText } from '../../base/money.ts'
import { multiply } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import { shareOrigin } from '../../domain/bonus/share-origin.ts'
import type { SplitRule } from '../../domain/bonus/split-pool.ts'
import type { SnapshotPerson } from '../../store/aggregates/snapshots.ts'

/** What a region pays a person, and how that came about (POLICY 5.3). Decimal text, money in yuan. */
export interface SheetShare {
  readonly region: string
  readonly regionName: string
  readonly status: string
  readonly netCollections: string
  /** 提取比例: "0.001". */
  readonly rate: string
  readonly pool: string
  /** Whether the pool is net collections x rate, rounded to the fen; it is not where a limit or the company's own formula made it. */
  readonly isPoolByRate: boolean
  readonly scoreTotal: string
  /** Null while the region is held, and for who takes no part in the split. */
  readonly amount: string | null
  readonly origin: SheetShareOrigin | null
}

/** From the exact share to the amount that is paid (POLICY A16). Of colleagues it tells their number and the total of scores only. */
export interface SheetShareOrigin {
  readonly score: string
  /** Days in post, where the company splits by days. */
  readonly days: number | null
  /** 分配依据, what the share goes by, and the same added up over the region: scores, times the days where the company splits by days. */
  readonly basis: string
  readonly basisTotal: string
  /** What the rule gives exactly, to six decimals. */
  readonly exact: string
  /** Whether that is pool x basis / basisTotal, as it is unless the company's formula says otherwise. */
  readonly isProportional: boolean
  readonly roundedDown: string
  /** What rounding down took off, to six decimals. */
  readonly remainder: string
  /** Fen 尾差 left over in the region, the people in the queue for them, and this person's place in it. */
  readonly leftOver: number
  readonly claimants: number
  readonly place: number | null
  /** "0.01" for who got one of the fen left over. */
  readonly extra: string
}

/** What one region pays a person: nothing to say where the person neither lives there nor has a share. */
export function shareOf(bonus: RegionBonus, { employee, region }: SnapshotPerson, rule: SplitRule): SheetShare[] {
  const origin = shareOrigin(bonus, employee, rule)
  if (!origin && bonus.region !== region) return []
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
      amount: origin ? yuanText(origin.amount) : null,
      origin: origin
        ? {
            score: decimalText(origin.score, 2),
            days: origin.days ?? null,
            basis: decimalText(origin.basis, 2),
            basisTotal: decimalText(origin.basisTotal, 2),
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

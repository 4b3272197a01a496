import { groupBy } from '../../../base/group-by.ts'
import { type Fen, fen, yuan } from '../../../base/money.ts'
import { type Rational, sum } from '../../../base/rational.ts'
import { byCodePoint } from '../../../base/text-order.ts'
import type { Appraisal, BonusShare, RegionBonus, SettledLine } from '../../../domain/appraisal.ts'
import { basisOf } from '../../../domain/bonus/split-pool.ts'
import type { ServiceResult } from '../../../domain/engineers/service-result.ts'
import { type PlacedAdjustment, placeAdjustments } from './place-adjustments.ts'
import { SheetNames } from './sheet-name.ts'
import { type SheetSplit, sheetSplit, takesPercent } from './sheet-split.ts'
import type { Say } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'

/** One line of a region's table: a share, or somebody of the region who gets none (held, incomplete, excluded). */
export interface BonusLine {
  readonly employee: string
  readonly name: string
  readonly share: BonusShare | undefined
  readonly result: ServiceResult | undefined
}

/** Where a region's table stands, fixed before anything is written: the summary comes first and points into it. */
export interface RegionPlan {
  readonly bonus: RegionBonus
  readonly title: string
  readonly sheet: string
  readonly lines: readonly BonusLine[]
  /** Days in post have a column of their own only where the company splits by them. */
  readonly withDays: boolean
  /** So has the per cent at which people take part, where one of them does in part. */
  readonly withPercent: boolean
  /** What shares are in proportion to, summed: final scores, times days and per cent where the company splits by them. */
  readonly allWeights: Rational
  /** How the sheet's formulas split the pool; undefined where nothing is split, or not as formulas of ours would. */
  readonly split: SheetSplit | undefined
  readonly heldBy: readonly ServiceResult[]
  /** What is added to or taken off for closed periods, by employee number; all of them have a line. */
  readonly adjustments: ReadonlyMap<string, PlacedAdjustment>
  /** What settling with earlier months carries on or deducts, by employee number; undefined where the month had none: no column then. */
  readonly settled: ReadonlyMap<string, SettledLine> | undefined
}

/** The third row holds the labels of the values, the fifth a note. */
export const VALUES_ROW = 4
export const HEADER_ROW = 6
export const FIRST_ROW = 7

/** A region without people keeps one line that says so. */
export function lastRow(plan: RegionPlan): number {
  return FIRST_ROW - 1 + Math.max(1, plan.lines.length)
}

export function totalRow(plan: RegionPlan): number {
  return lastRow(plan) + 1
}

/** The cells of the block above the table, each two columns wide. */
export const ABOVE = {
  receipts: `A${VALUES_ROW}`,
  refunds: `C${VALUES_ROW}`,
  netCollections: `E${VALUES_ROW}`,
  rate: `G${VALUES_ROW}`,
  pool: `I${VALUES_ROW}`,
  commission: `K${VALUES_ROW}`,
  commissionLeft: `M${VALUES_ROW}`,
  unallocated: `O${VALUES_ROW}`,
} as const

/** Letters of the columns from the final score on; days, per cent and what is carried push the rest one to the right each. Those from `weight` on are not printed. */
export function lettersOf(plan: RegionPlan) {
  const [ratio, due, extra, bonus, adjustment, ...others] = 'IJKLMNOPQRSTUVWXYZ'.slice(Number(plan.withDays) + Number(plan.withPercent))
  const [carried, payable, , remark, , weight, wholeFen, rest, place, wrong] = plan.settled ? others : ['', ...others]
  const split = { weight, wholeFen, rest, place, wrong }
  const percent = plan.withDays ? 'J' : 'I'
  return { final: 'H', days: 'I', percent, ratio, due, extra, bonus, adjustment, carried, payable, remark, ...split } as Letters
}

/** 占比, 应分, 尾差, 奖金, 调整, 待扣 (where there is any), 应发合计; then what the split is worked out in: weight, whole fen, remainder, place in the queue, and what is wrong in the row. */
type Letters = Readonly<
  Record<
    | ('final' | 'days' | 'percent' | 'ratio' | 'due' | 'extra' | 'bonus' | 'adjustment' | 'carried' | 'payable' | 'remark')
    | ('weight' | 'wholeFen' | 'rest' | 'place' | 'wrong'),
    string
  >
>

export function planBonusSheets(appraisal: Appraisal, { bonusRules }: Pick<WorkbookOptions, 'bonusRules'>, say: Say): RegionPlan[] {
  const names = new SheetNames()
  names.nameFor(say('summary'))
  const people = new Map(appraisal.service.map((result) => [result.employee, result]))
  const homes = new Map<string, ServiceResult[]>(appraisal.bonus.map((bonus) => [bonus.region, []]))
  for (const result of appraisal.service) homes.get(result.region)?.push(result)
  const placed = placeAdjustments(appraisal)
  const settled = appraisal.settled?.length ? settledByRegion(appraisal.settled) : undefined
  return appraisal.bonus.map((bonus) => {
    const adjustments = placed.get(bonus.region) ?? new Map<string, PlacedAdjustment>()
    const title = bonus.name || bonus.region
    const shares = new Map(bonus.shares.map((share) => [share.employee, share]))
    const home = (homes.get(bonus.region) ?? []).map((result) => result.employee)
    const numbers = new Set([...shares.keys(), ...home, ...bonus.heldBy, ...adjustments.keys()])
    const lines = [...numbers].sort(byCodePoint).map((employee): BonusLine => {
      const share = shares.get(employee)
      const result = people.get(employee)
      return { employee, name: share?.name ?? result?.name ?? adjustments.get(employee)?.name ?? employee, share, result }
    })
    return {
      bonus,
      title,
      sheet: names.nameFor(title),
      lines,
      withDays: bonus.shares.some((share) => share.days !== undefined),
      withPercent: takesPercent(bonus.shares),
      allWeights: sum(bonus.shares.map(basisOf)),
      split:
        bonus.status === 'held' || !bonusRules.ties || bonus.months
          ? undefined
          : sheetSplit(bonus, bonusRules.ties.includes('higherScore')),
      adjustments,
      settled: settled?.get(bonus.region) ?? (settled && new Map()),
      heldBy: bonus.heldBy.map((employee) => people.get(employee)).filter((result) => result !== undefined),
    }
  })
}

function settledByRegion(lines: readonly SettledLine[]): Map<string, Map<string, SettledLine>> {
  return new Map(
    [...groupBy(lines, ({ region }) => region)].map(([region, own]) => [region, new Map(own.map((line) => [line.employee, line]))]),
  )
}

/** What a line pays in the end 应发: bonus and adjustment, and what settling carries or deducts; undefined where there is neither. */
export function payableOf(plan: RegionPlan, { employee, share }: BonusLine): Fen | undefined {
  const adjustment = plan.adjustments.get(employee)?.amount
  if (share === undefined && adjustment === undefined) return undefined
  return fen((share?.amount ?? 0n) + (adjustment ?? 0n) + (plan.settled?.get(employee)?.carried ?? 0n))
}

/** What every line pays in the end, in yuan. */
export function payables(plan: RegionPlan): Rational[] {
  return plan.lines.flatMap((line) => {
    const payable = payableOf(plan, line)
    return payable === undefined ? [] : [yuan(payable)]
  })
}

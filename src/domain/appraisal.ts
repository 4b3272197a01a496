import type { Fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import type { ServiceResult } from './engineers/service-result.ts'
import type { PaidByPlans } from './pay/pay-result.ts'
import type { SalesResult } from './sales/sales-result.ts'

export interface BonusShare {
  readonly employee: string
  readonly name: string
  /** The printed final score the split uses. */
  readonly score: Rational
  /** Days in post in the region, or employed in the period, only under the settings that share by days; else undefined. */
  readonly days?: number | undefined
  /** At how many of a hundred the person takes part (POLICY A14); undefined is whole. */
  readonly percent?: number | undefined
  /** 应分: the exact share in yuan before rounding. */
  readonly exact: Rational
  /** 尾差: the fen this share got of those that rounding down left over, 0 or 1. */
  readonly extra: Fen
  readonly amount: Fen
}

export interface RegionBonus {
  readonly region: string
  readonly name: string
  readonly status: 'split' | 'held' | 'unallocated'
  /** Counted receipts above zero, and the rest (refunds 退款, negative adjustments) as a negative amount. */
  readonly receipts: Fen
  readonly refunds: Fen
  readonly netCollections: Fen
  /** 提取比例: 0.001. */
  readonly rate: Rational
  readonly pool: Fen
  readonly scoreTotal: Rational
  readonly commission: Fen | undefined
  readonly commissionLeft: Fen | undefined
  readonly unallocated: Fen
  /** Empty when held. Ordered by employee number. */
  readonly shares: readonly BonusShare[]
  /** Numbers of the incomplete people who hold the region. */
  readonly heldBy: readonly string[]
  /** The months that a longer period is made of, where the company sets it so. */
  readonly months?: readonly BonusMonth[] | undefined
}

export interface BonusMonth {
  readonly period: string
  readonly bonus: RegionBonus
}

/** An accepted adjustment 调整 that is paid with this period's bonus: what closed periods turned out to be due, less what was paid. */
export interface PaidAdjustment {
  readonly employee: string
  readonly name: string
  /** The person's home region in the period it is of; they may have another now, or none. */
  readonly region: string
  readonly amount: Fen
}

/** How settling a closed month adds to, or takes from, what one region pays a person 待扣. */
export interface SettledLine {
  readonly employee: string
  readonly region: string
  /** What is not paid below zero, carried on 转入待扣; negative: deducted for earlier months 扣回. */
  readonly carried: Fen
  /** What is open of the person afterwards 待扣余额, on their first line. */
  readonly balance: Fen
}

/** Everything one appraisal 考核 of one period found. Lists are ordered by code or number, by code point. */
export interface Appraisal extends ListedAppraisal {
  readonly sales: readonly SalesResult[]
}

/**
 * The same with sales results that are worked out while they are walked, as often as they are walked: the scorecards of ten
 * thousand representatives need not be in memory at once.
 */
export interface ListedAppraisal {
  readonly period: Period
  /** Every setting in force, key to value. */
  readonly settings: Readonly<Record<string, string>>
  readonly service: readonly ServiceResult[]
  readonly sales: Iterable<SalesResult>
  readonly bonus: readonly RegionBonus[]
  /** What people are paid by the company's plans 薪酬方案; left out where they pay nobody. */
  readonly pay?: PaidByPlans
  readonly problems: readonly Problem[]
  /** Added when sheets are made on a server; no part of what was computed. One or several a person. */
  readonly adjustments?: readonly PaidAdjustment[]
  /** Likewise; only lines of which there is something to say. Without any the sheets have no columns for it. */
  readonly settled?: readonly SettledLine[]
}

/** The appraisal with its sales results worked out once, for whoever walks them several times. */
export function wholeAppraisal(appraisal: ListedAppraisal): Appraisal {
  return { ...appraisal, sales: [...appraisal.sales] }
}

import type { Fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import type { Kpi } from './sales/sales-facts.ts'
import type { Module } from './service/service-facts.ts'

/** One sentence of a remark 备注 as data, so that it can be said in both languages. */
export interface Remark {
  readonly zh: string
  readonly en: string
}

/** One module of one person. `score` is what is printed and signed: rounded to 2 decimals (POLICY A15). */
export interface ModuleResult {
  readonly score: Rational | undefined
  /** The weight of policy 5.1 (0.1, 0.2, 0.3, 0.4), whether or not the module is counted. */
  readonly weight: Rational
  /** False when the module is missing and the others carry its weight, or when the person is held for it. */
  readonly counted: boolean
  /** How a missing module was treated: by HR's decision or by onIncomplete. Undefined when it was not missing. */
  readonly treated?: 'reweight' | 'zero' | 'value' | undefined
  readonly remarks: readonly Remark[]
}

export interface ServiceResult {
  readonly employee: string
  readonly name: string
  /** The home region of the period (POLICY A14). */
  readonly region: string
  readonly status: 'scored' | 'incomplete' | 'excluded'
  readonly modules: Readonly<Record<Module, ModuleResult>>
  /** Modules without data, however they were treated, in the order of policy 5.1. */
  readonly missing: readonly Module[]
  /** 最终考核评分, 2 decimals; undefined when incomplete or excluded. */
  readonly final: Rational | undefined
  /** Remarks on the person as a whole (excluded and why, moved in the period ...). */
  readonly remarks: readonly Remark[]
}

export type MeasureUnit = 'yuan' | 'quantity' | 'count'

export interface KpiResult {
  /** The ratio rounded to 4 decimals; undefined when not applicable 不适用, and then `reason` says why. */
  readonly value: Rational | undefined
  readonly exact: Rational | undefined
  readonly reason: string | undefined
  readonly numerator: Rational
  readonly denominator: Rational
  /** What numerator and denominator count: yuan print with 2 decimals, counts with none. */
  readonly unit: MeasureUnit
}

/** One line of the scorecard 考核表 of one person. */
export interface ScorecardLine {
  readonly kpi: Kpi
  readonly weight: Rational
  /** The parameters of the points method after the region's overrides, for example target and cap. */
  readonly parameters: Readonly<Record<string, Rational>>
  readonly method: string
  /** Exact points; undefined when the KPI is not applicable and the scorecard holds or reweights. */
  readonly points: Rational | undefined
  readonly counted: boolean
}

export interface SalesResult {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly kpis: Readonly<Record<Kpi, KpiResult>>
  readonly lines: readonly ScorecardLine[]
  /** Weighted sum rounded to 2 decimals; undefined on hold. */
  readonly points: Rational | undefined
}

export interface BonusShare {
  readonly employee: string
  readonly name: string
  /** The printed final score the split uses. */
  readonly score: Rational
  /** Days in post in the region, only under the setting that shares by days; else undefined. */
  readonly days?: number | undefined
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
}

/** An accepted adjustment 调整 that is paid with this period's bonus: what closed periods turned out to be due, less what was paid. */
export interface PaidAdjustment {
  readonly employee: string
  readonly name: string
  /** The person's home region in the period it is of; they may have another now, or none. */
  readonly region: string
  readonly amount: Fen
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
  readonly problems: readonly Problem[]
  /** Added when sheets are made on a server; no part of what was computed. One or several a person. */
  readonly adjustments?: readonly PaidAdjustment[]
}

/** The appraisal with its sales results worked out once, for whoever walks them several times. */
export function wholeAppraisal(appraisal: ListedAppraisal): Appraisal {
  return { ...appraisal, sales: [...appraisal.sales] }
}

import type { Rational } from '../../base/rational.ts'
import type { Kpi } from './sales-facts.ts'

export type MeasureUnit = 'yuan' | 'quantity' | 'count' | 'points'
/** In what numerator and denominator of a KPI count; those of KPIs over other KPIs are ratios themselves. */
export type KpiUnit = MeasureUnit | 'ratio'

export interface KpiResult {
  /** The ratio rounded to 4 decimals; undefined when not applicable 不适用, and then `reason` says why. */
  readonly value: Rational | undefined
  readonly exact: Rational | undefined
  readonly reason: string | undefined
  readonly numerator: Rational
  readonly denominator: Rational
  /** What numerator and denominator count: yuan print with 2 decimals, counts with none. */
  readonly unit: KpiUnit
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

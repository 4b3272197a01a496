import type { Bounds } from '../base/bounds.ts'
import type { Language, Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import type { SplitRule } from '../domain/bonus/split-pool.ts'
import type { CompanyMeasure } from '../domain/measures/measure-definition.ts'
import type { CommissionPlan } from '../domain/pay/commission-plan.ts'
import type { GradesRule } from '../domain/pay/grade.ts'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import type { Words } from '../engine/rule/rule-file.ts'
import type { RulePlace } from '../engine/rule/rule-problem.ts'
import type { WhenNotApplicable } from '../engine/total-points.ts'

/** One reading of the policy that a company may choose otherwise, as `quanheng rules settings` lists it. */
export interface SettingInfo {
  /** Rule id and name of the setting: "service.attendance.leaveKinds". */
  readonly key: string
  readonly kind: 'choice' | 'list' | 'number'
  /** The default of the rule file. A list is its choices joined by commas, "" when empty. */
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly title: Words }[]
  /** Between what a number lies; undefined for choices and lists. */
  readonly bounds?: Bounds | undefined
  readonly title: Words
  readonly clause: string
}

export interface ScorecardEntry {
  readonly kpi: string
  /** For a two-way matrix: the KPI that is its second input. */
  readonly second: string | undefined
  /** What of the KPI goes into the method: its exact ratio, or its numerator (points per case). */
  readonly of: 'value' | 'numerator'
  readonly weight: Rational
  /** Turns the exact value of the KPI into exact points, with the parameters of this entry and region compiled in. */
  readonly method: CompiledRule
  /** Every parameter of the method in force here. */
  readonly parameters: Readonly<Record<string, Rational>>
}

export interface Scorecard {
  readonly id: string
  readonly title: Words
  readonly clause: string
  readonly effectiveFrom: string
  readonly unit: string
  /** Decimals of the total. */
  readonly scale: number
  readonly whenNotApplicable: WhenNotApplicable
  /** The entries for people of a region, by its code. */
  entries(region: string): readonly ScorecardEntry[]
}

/** What people are paid by beyond the service bonus (POLICY P). */
export interface PayPlans {
  readonly commissions: readonly CommissionPlan[]
  readonly grades: readonly GradesRule[]
}

/** The rules in force on one day, compiled for one choice of settings. Asking for an id that is not there is a broken promise: see `lacking`. */
export interface Book {
  /** Every setting in force by key, keys in code point order. */
  readonly settings: Readonly<Record<string, string>>
  readonly hashes: readonly { readonly id: string; readonly effectiveFrom: string; readonly sha256: string }[]
  /** The rules of kind formula and ratio, by id in code point order. */
  readonly rules: readonly CompiledRule[]
  /** The rules of kind ratio by their keys, in the order in which the policies have their clauses. */
  readonly kpis: ReadonlyMap<string, CompiledRule>
  /** The plans 薪酬方案 in force, by id in code point order; none where a company has none. */
  readonly pay: PayPlans
  /** The measures 计量 of the company's own in force, by id in code point order. */
  readonly measures: readonly (CompanyMeasure & { readonly id: string })[]
  rule(id: string): CompiledRule
  parameters(id: string): Readonly<Record<string, Rational>>
  allocation(id: string): SplitRule
  scorecard(id: string): Scorecard
  /** Every region that a scorecard of the book names, in its file or as it was set. */
  readonly regionsNamed: readonly NamedRegion[]
  /** The settings of a rule that count or choose something, with the value in force, in words: "窗口的月数：12". */
  settingWords(id: string): readonly Words[]
  /** The words of a reason such as "no_quota"; the key itself when no rule has words for it. */
  reasonWords(reason: string, language: Language): string
}

export type CompiledBook = { readonly ok: true; readonly book: Book } | { readonly ok: false; readonly problems: readonly Problem[] }

export interface NamedRegion {
  readonly region: string
  readonly key: string
  readonly at: RulePlace
}

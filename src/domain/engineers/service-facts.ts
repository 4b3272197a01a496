import type { Rational } from '../../base/rational.ts'

export const MODULES = ['attendance', 'customer', 'manager', 'problemSolving'] as const
/** A module 模块 of the service appraisal (POLICY 5.1). */
export type Module = (typeof MODULES)[number]

/** What can be decided where a module has no data: its weight goes to the others 重新加权, 0, a score, or the person has none 不参与考核. */
export const DECISIONS = ['reweight', 'zero', 'value', 'exclude'] as const
export type Decision = (typeof DECISIONS)[number]

/** The events of one kind of one person in the period, merged per day (POLICY A6). */
export interface AttendanceEvents {
  readonly kind: string
  readonly count: number
  /** The days they fell on, in order, for the remark. */
  readonly days: readonly number[]
}

/** What the period's records say of one service engineer 技术客服. Sums are exact; an average is taken by the rules. */
export interface ServiceFacts {
  readonly employee: string
  readonly events: readonly AttendanceEvents[]
  /** Feedback forms 客服反馈表: how many, the sums of their three scores in points, how many answer "solved on site", how many say yes. */
  readonly forms: number
  readonly attitudeSum: Rational
  readonly resolutionSum: Rational
  readonly dedicationSum: Rational
  readonly onSiteAnswers: number
  readonly onSiteSolved: number
  /** Follow-ups 后期反馈 dated in the period (POLICY A10). */
  readonly followUps: number
  readonly followUpSum: Rational
  /** The one overall mark, and the ratings of on-site resolution with who gave them. */
  readonly overallMark: Rational | undefined
  readonly onSiteRatings: readonly { readonly evaluator: string; readonly score: Rational }[]
}

/** HR's decision on an incomplete person (POLICY A8). `module` is undefined for `exclude`. */
export interface IncompleteDecision {
  readonly employee: string
  readonly module: Module | undefined
  readonly decision: Decision
  readonly value: Rational | undefined
  readonly reason: string
}

import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Rational } from '../../base/rational.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { CoefficientFound } from './commission.ts'
import type { BandPart } from './tiers.ts'

/** A document that a plan pays by itself: a person's part of it, and what that part comes to. */
export interface DocumentLine {
  readonly document: string
  readonly day: Day
  readonly client: string
  readonly base: Fen
  readonly coefficients: readonly CoefficientFound[]
  readonly amount: Fen
}

/** What a refund takes back of an earlier period: its commission before and after, computed anew (POLICY P8). */
export interface TakenBack {
  readonly period: string
  readonly baseBefore: Fen
  readonly baseAfter: Fen
  readonly before: Fen
  readonly after: Fen
}

/** What one plan pays one person for one period. */
export interface CommissionResult {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly plan: string
  readonly planTitle: Words
  readonly base: Fen
  /** Of a base that is paid as a whole: the parts of its bands. */
  readonly bands: readonly BandPart[]
  readonly coefficients: readonly CoefficientFound[]
  /** Where documents are paid one by one. */
  readonly lines: readonly DocumentLine[]
  /** By this period's base alone. */
  readonly earned: Fen
  readonly takenBack: readonly TakenBack[]
  /** 提成: earned, with what refunds took back of earlier periods. */
  readonly amount: Fen
  /** 预支、归还、预支余额. */
  readonly advance: Fen
  readonly recovered: Fen
  readonly balance: Fen
  /** 预留: held back now, and what of earlier periods is paid now. */
  readonly reserve: Fen
  readonly released: Fen
  /** 从提成中列支的服务奖金: this person's part of the region's pool (POLICY P9). */
  readonly serviceBonus: Fen
  /** amount + advance - recovered - reserve + released - serviceBonus. */
  readonly paid: Fen
}

/** A person's grade 等级 and performance pay 绩效工资 (POLICY P10, P11). */
export interface GradeResult {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly rule: string
  readonly points: Rational
  /** Below `points` where a veto held. */
  readonly counted: Rational
  readonly vetoes: readonly { readonly name: string; readonly words: Words }[]
  readonly grade: string
  readonly coefficient: Rational
  readonly base: Fen | undefined
  /** Days employed, of the days of the period; undefined where the base counts whole. */
  readonly days: readonly [employed: number, of: number] | undefined
  readonly amount: Fen | undefined
}

/** What people are paid by the company's plans in one period. Lists are ordered by employee number, then plan. */
export interface PaidByPlans {
  readonly commissions: readonly CommissionResult[]
  readonly grades: readonly GradeResult[]
}

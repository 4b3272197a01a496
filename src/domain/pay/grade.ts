import { type Fen, fenFromRational, yuan } from '../../base/money.ts'
import { compare, decimal, multiply, type Rational, rational, smaller } from '../../base/rational.ts'
import type { GradesVersion } from '../../engine/rule/pay-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import { bandOf } from './tiers.ts'

type Veto = GradesVersion['vetoes'][number]

/** Grades 等级 in force (POLICY P10, P11), their numbers read. */
export interface GradesRule {
  readonly id: string
  readonly title: Words
  readonly effectiveFrom: string
  readonly people: GradesVersion['people']
  readonly grades: readonly { readonly grade: string; readonly from: Rational | undefined; readonly coefficient: Rational }[]
  readonly vetoes: readonly Veto[]
  readonly prorate: GradesVersion['prorate']
}

export interface Graded {
  readonly grade: string
  readonly coefficient: Rational
  /** The points that the grade goes by: capped where a veto held. */
  readonly points: Rational
  readonly vetoes: readonly Veto[]
}

export function gradesRule({ id, title }: { readonly id: string; readonly title: Words }, version: GradesVersion): GradesRule {
  const { effectiveFrom, people, grades, vetoes, prorate } = version
  return {
    ...{ id, title, effectiveFrom, people, vetoes, prorate },
    grades: grades.map(({ grade, from, coefficient }) => ({
      grade,
      from: from === undefined ? undefined : decimal(from),
      coefficient: decimal(coefficient),
    })),
  }
}

/** The grade of so many points; each veto 一票否决 whose KPI reaches its value caps them first (POLICY P11). Undefined below the first grade. */
export function gradeOf({ grades, vetoes }: GradesRule, points: Rational, kpi: (name: string) => Rational | undefined): Graded | undefined {
  const held = vetoes.filter((veto) => holds(veto, kpi(veto.kpi)))
  const capped = held.reduce((least, veto) => smaller(least, decimal(veto.points)), points)
  const reached = bandOf(grades, capped)
  return reached && { grade: reached.grade, coefficient: reached.coefficient, points: capped, vetoes: held }
}

function holds({ operator, value }: Veto, found: Rational | undefined): boolean {
  if (found === undefined) return false
  const order = compare(found, decimal(value))
  return operator === 'atLeast' ? order >= 0 : operator === 'above' ? order > 0 : operator === 'atMost' ? order <= 0 : order < 0
}

/** 绩效工资: pay base x coefficient x days employed of the period's days, rounded to the fen once (POLICY P10). */
export function performancePay(base: Fen, coefficient: Rational, days: readonly [employed: number, of: number] | undefined): Fen {
  const whole = multiply(yuan(base), coefficient)
  return fenFromRational(days ? multiply(whole, rational(BigInt(days[0]), BigInt(days[1]))) : whole)
}

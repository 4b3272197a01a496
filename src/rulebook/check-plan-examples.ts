import { fen, fenFromRational, fenFromYuan, yuanText } from '../base/money.ts'
import { messageOf, type Problem } from '../base/problem.ts'
import { decimal, type Rational, rationalFromText } from '../base/rational.ts'
import { decimalText } from '../base/rounding.ts'
import { earned, planAmount, settle } from '../domain/pay/commission.ts'
import { commissionPlan } from '../domain/pay/commission-plan.ts'
import { gradeOf, gradesRule, performancePay } from '../domain/pay/grade.ts'
import type { CommissionVersion, GradesVersion } from '../engine/rule/pay-rule.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import type { ComparedFigure, TriedExample } from './check-examples.ts'
import type { PlanEntry } from './read-rules.ts'

type Told = readonly [zh: string, what: string, expected: string, actual: string]

/** Tries every example of every plan, to the fen. */
export function tryPlanExamples(plans: readonly PlanEntry[]): TriedExample[] {
  return plans.flatMap((entry) =>
    entry.rule.versions.flatMap((version) =>
      version.examples.map((example): TriedExample => {
        const at = { file: entry.file, version: version.effectiveFrom }
        const told =
          'base' in version
            ? tryCommission(entry, version, example as CommissionVersion['examples'][number])
            : tryGrades(entry, version, example as GradesVersion['examples'][number])
        const problems = told
          .filter(([, , expected, actual]) => expected !== actual)
          .map(
            ([whatZh, what, wanted, found]): Problem =>
              ruleProblem('example_must_give_value', at, { example: example.name, what, whatZh, wanted, found }),
          )
        const figures = told.map(([, , expected, actual]): ComparedFigure => ({ what: 'value', expected, actual }))
        return { ...at, name: example.name, decisions: [], figures, problems }
      }),
    ),
  )
}

function tryCommission({ rule }: PlanEntry, version: CommissionVersion, example: CommissionVersion['examples'][number]): Told[] {
  const plan = commissionPlan(rule, version)
  const figureOf = (name: string): Rational | string | undefined => {
    const text = example.figures[name]
    return text === undefined ? undefined : (rationalFromText(text) ?? text)
  }
  const found = planAmount(plan, decimal(example.base), figureOf, { employee: example.name })
  if (!found.ok) return [['金额', 'amount', example.amount, found.problems.map((problem) => messageOf(problem, 'en')).join(' ')]]
  const amount = earned(plan, found.exact)
  const settled = settle(plan, amount, fenFromYuan(example.balance ?? '0') ?? fen(0n))
  const bands = found.bands.map((part) => decimalText(part.amount, 2)).join(', ')
  return [
    ['金额', 'amount', example.amount, yuanText(amount)],
    ...(example.bands ? ([['各档', 'bands', example.bands.join(', '), bands]] as const) : []),
    ...(example.reserve === undefined ? [] : ([['预留', 'reserve', example.reserve, yuanText(settled.reserve)]] as const)),
    ...(example.paid === undefined ? [] : ([['实发', 'paid', example.paid, yuanText(settled.paid)]] as const)),
    ...(example.balanceAfter === undefined ? [] : ([['余额', 'balanceAfter', example.balanceAfter, yuanText(settled.balance)]] as const)),
  ]
}

function tryGrades({ rule }: PlanEntry, version: GradesVersion, example: GradesVersion['examples'][number]): Told[] {
  const kpi = (name: string) => (Object.hasOwn(example.kpis, name) ? decimal(example.kpis[name] ?? '0') : undefined)
  const graded = gradeOf(gradesRule(rule, version), decimal(example.points), kpi)
  const amount = graded && performancePay(fenFromRational(decimal(example.base)), graded.coefficient, example.days)
  return [
    ['等级', 'grade', example.grade, graded?.grade ?? '-'],
    ['金额', 'amount', example.amount, amount === undefined ? '-' : yuanText(amount)],
  ]
}

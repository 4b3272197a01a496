import { fen, fenFromRational, fenFromYuan, yuanText } from '../base/money.ts'
import { messageOf, type Problem } from '../base/problem.ts'
import { decimal, type Rational, rationalFromText } from '../base/rational.ts'
import { decimalText } from '../base/rounding.ts'
import { earned, planAmount, settle } from '../domain/pay/commission.ts'
import { commissionPlan } from '../domain/pay/commission-plan.ts'
import { gradeOf, gradesRule, performancePay } from '../domain/pay/grade.ts'
import type { CommissionVersion, GradesVersion } from '../engine/rule/pay-rule.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import { type ComparedFigure, PUBLISHED, type Published, type TriedExample } from './check-examples.ts'
import type { PlanEntry } from './read-rules.ts'

type Told = readonly [what: Published, expected: string, actual: string]

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
          .filter(([, expected, actual]) => expected !== actual)
          .map(([what, wanted, found]): Problem => {
            const values = { example: example.name, what, whatZh: PUBLISHED[what], wanted, found }
            return ruleProblem('example_must_give_value', at, values)
          })
        const figures = told.map(([what, expected, actual]): ComparedFigure => ({ what, expected, actual }))
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
  if (!found.ok) return [['amount', example.amount, found.problems.map((problem) => messageOf(problem, 'en')).join(' ')]]
  const amount = earned(plan, found.exact)
  const settled = settle(plan, amount, fenFromYuan(example.balance ?? '0') ?? fen(0n))
  const bands = found.bands.map((part) => decimalText(part.amount, 2)).join(', ')
  return [
    ['amount', example.amount, yuanText(amount)],
    ...(example.bands ? ([['bands', example.bands.join(', '), bands]] as const) : []),
    ...(example.reserve === undefined ? [] : ([['reserve', example.reserve, yuanText(settled.reserve)]] as const)),
    ...(example.paid === undefined ? [] : ([['paid', example.paid, yuanText(settled.paid)]] as const)),
    ...(example.balanceAfter === undefined ? [] : ([['balanceAfter', example.balanceAfter, yuanText(settled.balance)]] as const)),
  ]
}

function tryGrades({ rule }: PlanEntry, version: GradesVersion, example: GradesVersion['examples'][number]): Told[] {
  const kpi = (name: string) => (Object.hasOwn(example.kpis, name) ? decimal(example.kpis[name] ?? '0') : undefined)
  const graded = gradeOf(gradesRule(rule, version), decimal(example.points), kpi)
  const amount = graded && performancePay(fenFromRational(decimal(example.base)), graded.coefficient, example.days)
  return [
    ['grade', example.grade, graded?.grade ?? '-'],
    ['amount', example.amount, amount === undefined ? '-' : yuanText(amount)],
  ]
}

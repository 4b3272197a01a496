import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Day } from '../../../src/base/day.ts'
import { fen, yuan } from '../../../src/base/money.ts'
import { decimal, rational } from '../../../src/base/rational.ts'
import { earned, planAmount, settle } from '../../../src/domain/pay/commission.ts'
import { commissionPlan } from '../../../src/domain/pay/commission-plan.ts'
import { gradeOf, gradesRule, performancePay } from '../../../src/domain/pay/grade.ts'
import type { CommissionResult, GradeResult, PaidByPlans } from '../../../src/domain/pay/pay-result.ts'
import { planFileSchema } from '../../../src/engine/rule/pay-rule.ts'

const NOTHING = fen(0n)
const amounts = fc.oneof(fc.integer({ min: -9_000_000, max: 90_000_000 }), fc.constantFrom(10_000_000, 30_000_000, 29_999_999, 50, 150))

function template(name: string) {
  const file = planFileSchema.parse(JSON.parse(readFileSync(`rules/pay/${name}.json`, 'utf8')))
  const [version] = file.versions
  if (!version) throw new RangeError('A plan has a version.')
  return { file, version }
}

/** What the delivered templates pay people on random bases, at bounds and beside them: the same for the same seed. */
export function randomPay(seed: number, people: number, region: string): PaidByPlans {
  const commissions = ['marginal-on-collections', 'whole-on-sales', 'draw-on-sales'].flatMap((name, at) => {
    const { file, version } = template(name)
    if (!('base' in version)) throw new RangeError(`${name} is a commission plan.`)
    const plan = commissionPlan(file, version)
    return fc
      .sample(fc.tuple(amounts, amounts, fc.integer({ min: 0, max: 20_000 })), { seed: seed + at, numRuns: people })
      .map(([base, back, ratio], index): CommissionResult => {
        const found = planAmount(plan, yuan(fen(BigInt(base))), () => rational(BigInt(ratio), 10_000n), { employee: '' })
        if (!found.ok) throw new RangeError('A template knows every figure.')
        const amountNow = earned(plan, found.exact)
        const taken = {
          period: '2026-09',
          baseBefore: fen(BigInt(back)),
          baseAfter: NOTHING,
          before: fen(BigInt(back) / 50n),
          after: NOTHING,
        }
        const amount = fen(amountNow - taken.before)
        const settled = settle(plan, amount, fen(BigInt(ratio)))
        return {
          ...{ employee: `S${name.slice(0, 2)}${index}`, name: `人员${index}`, region, plan: plan.id, planTitle: plan.title },
          ...{
            base: fen(BigInt(base)),
            bands: found.bands,
            coefficients: found.coefficients,
            lines: [],
            earned: amountNow,
            takenBack: [taken],
          },
          ...{ amount, ...settled, released: fen(BigInt(index)), serviceBonus: fen(BigInt(index % 7)) },
          paid: fen(settled.paid + BigInt(index) - BigInt(index % 7)),
        }
      })
  })
  return { commissions: [...commissions, ...byDocument(seed, people, region)], grades: grades(seed, people, region) }
}

function byDocument(seed: number, people: number, region: string): CommissionResult[] {
  const { file } = template('by-document')
  return fc.sample(fc.array(amounts, { minLength: 1, maxLength: 4 }), { seed, numRuns: people }).map((bases, index): CommissionResult => {
    const lines = bases.map((base, at) => ({
      ...{ document: `R${index}-${at}`, day: 20261005 as Day, client: 'C1', base: fen(BigInt(base)) },
      coefficients: [{ title: { zh: '新老客户', en: 'New clients' }, by: 'newClient', found: 'yes', value: decimal('1.2') }],
      amount: fen(BigInt(base) / 83n),
    }))
    const amount = fen(lines.reduce((sum, line) => sum + line.amount, 0n))
    return {
      ...{ employee: `D${index}`, name: `人员${index}`, region, plan: file.id, planTitle: file.title, lines, bands: [], coefficients: [] },
      ...{ base: fen(bases.reduce((sum, base) => sum + BigInt(base), 0n)), earned: amount, takenBack: [], amount, paid: amount },
      ...{ advance: NOTHING, recovered: NOTHING, balance: NOTHING, reserve: NOTHING, released: NOTHING, serviceBonus: NOTHING },
    }
  })
}

function grades(seed: number, people: number, region: string): GradeResult[] {
  const { file, version } = template('performance-grades')
  if (!('grades' in version)) throw new RangeError('It has grades.')
  const rule = gradesRule(file, version)
  const drawn = fc.tuple(fc.integer({ min: 0, max: 15_000 }), fc.integer({ min: 0, max: 900_000 }), fc.integer({ min: 1, max: 31 }))
  return fc.sample(drawn, { seed, numRuns: people }).map(([points, base, employed], index): GradeResult => {
    const total = rational(BigInt(points), 100n)
    const graded = gradeOf(rule, total, () => undefined)
    if (!graded) throw new RangeError('The lowest grade is open.')
    const days = employed === 31 ? undefined : ([employed, 31] as const)
    return {
      ...{ employee: `S${index}`, name: `人员${index}`, region, rule: rule.id, points: total, counted: graded.points, vetoes: [] },
      ...{ grade: graded.grade, coefficient: graded.coefficient, base: fen(BigInt(base)), days },
      amount: performancePay(fen(BigInt(base)), graded.coefficient, days),
    }
  })
}

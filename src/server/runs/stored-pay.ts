import { z } from 'zod'
import type { Day } from '../../base/day.ts'
import type { CommissionResult, GradeResult, PaidByPlans } from '../../domain/pay/pay-result.ts'
import type { RunPay } from '../../store/aggregates/run-pay.ts'
import { storedMoney, storedNumber, storedOptional, storedRemark, storedText } from './stored-values.ts'

const coefficient = z.object({ title: storedRemark, by: z.string(), found: z.string(), value: storedNumber })
const band = z.object({
  from: storedOptional(storedNumber),
  to: storedOptional(storedNumber),
  rate: storedNumber,
  part: storedNumber,
  amount: storedNumber,
})
const person = { employee: z.string(), name: z.string(), region: z.string() }

const commission = z.object({
  ...person,
  plan: z.string(),
  planTitle: storedRemark,
  base: storedMoney,
  bands: z.array(band).readonly(),
  coefficients: z.array(coefficient).readonly(),
  lines: z
    .array(
      z.object({
        document: z.string(),
        day: z.number().transform((day) => day as Day),
        client: z.string(),
        base: storedMoney,
        coefficients: z.array(coefficient).readonly(),
        amount: storedMoney,
      }),
    )
    .readonly(),
  earned: storedMoney,
  takenBack: z
    .array(z.object({ period: z.string(), baseBefore: storedMoney, baseAfter: storedMoney, before: storedMoney, after: storedMoney }))
    .readonly(),
  ...{ amount: storedMoney, advance: storedMoney, recovered: storedMoney, balance: storedMoney },
  ...{ reserve: storedMoney, released: storedMoney, serviceBonus: storedMoney, paid: storedMoney },
})

const grade = z.object({
  ...person,
  rule: z.string(),
  points: storedNumber,
  counted: storedNumber,
  vetoes: z.array(z.object({ name: z.string(), words: storedRemark })).readonly(),
  grade: z.string(),
  coefficient: storedNumber,
  base: storedOptional(storedMoney),
  days: storedOptional(z.tuple([z.number(), z.number()]).readonly()),
  amount: storedOptional(storedMoney),
})

export function storedPayText(value: CommissionResult | GradeResult): string {
  return storedText(value)
}

/** What plans paid as a run computed it; undefined for a run without plans. */
export function storedPayFrom(rows: readonly Pick<RunPay, 'kind' | 'facts'>[]): PaidByPlans | undefined {
  if (rows.length === 0) return undefined
  return {
    commissions: rows.flatMap(({ kind, facts }): CommissionResult[] =>
      kind === 'commission' ? [commission.parse(JSON.parse(facts))] : [],
    ),
    grades: rows.flatMap(({ kind, facts }): GradeResult[] => (kind === 'grade' ? [grade.parse(JSON.parse(facts))] : [])),
  }
}

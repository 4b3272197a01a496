import { z } from 'zod'
import { dayText } from '../../base/day.ts'
import { fen, yuanText } from '../../base/money.ts'
import { decimalText as decimals, exactText } from '../../base/rounding.ts'
import type { CommissionResult, GradeResult } from '../../domain/pay/pay-result.ts'
import { runPayOf } from '../../store/aggregates/run-pay.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { decimalText } from '../kernel/fields.ts'
import type { Service } from '../kernel/service.ts'
import { storedPayFrom } from '../runs/stored-pay.ts'
import { wordsSchema } from './result-schema.ts'

const exact = z.string().meta({ description: 'A number as text: "0.95", or "1/3" where decimals do not end.' })
const coefficientSchema = z.object({ title: wordsSchema, found: z.string(), value: exact })

export const commissionSchema = z
  .object({
    plan: z.string(),
    title: wordsSchema,
    base: decimalText,
    tiers: z
      .array(z.object({ from: exact.nullable(), to: exact.nullable(), rate: exact, base: decimalText, amount: decimalText }))
      .meta({ description: 'The bands of the base, each with what lies in it; none where documents are paid one by one.' }),
    coefficients: z.array(coefficientSchema),
    documents: z
      .array(
        z.object({
          document: z.string(),
          date: z.string(),
          client: z.string(),
          base: decimalText,
          coefficients: z.array(coefficientSchema),
          amount: decimalText,
        }),
      )
      .meta({ description: 'Where each document is paid by itself.' }),
    earned: decimalText,
    takenBack: z
      .array(
        z.object({
          period: z.string(),
          baseBefore: decimalText,
          baseAfter: decimalText,
          before: decimalText,
          after: decimalText,
          difference: decimalText,
        }),
      )
      .meta({ description: 'What refunds took back of earlier periods.' }),
    amount: decimalText.meta({ description: '提成: earned, less what was taken back.' }),
    advance: decimalText,
    recovered: decimalText,
    balance: decimalText.meta({ description: '预支余额: what is owed of the draw afterwards.' }),
    reserve: decimalText,
    released: decimalText,
    serviceBonus: decimalText.meta({ description: "This person's part of the region's service bonus, taken out of it." }),
    paid: decimalText,
  })
  .meta({ id: 'SheetCommission' })

export const gradeSchema = z
  .object({
    rule: z.string(),
    points: decimalText,
    counted: decimalText.meta({ description: 'What the points counted as: less where a veto held.' }),
    vetoes: z.array(wordsSchema),
    grade: z.string(),
    coefficient: exact,
    base: decimalText.nullable(),
    days: z.number().int().nullable(),
    daysOfPeriod: z.number().int().nullable(),
    amount: decimalText.nullable(),
  })
  .meta({ id: 'SheetGrade' })

export type SheetCommission = z.infer<typeof commissionSchema>
export type SheetGrade = z.infer<typeof gradeSchema>

/** What plans pay a person in a run: commissions 提成, grades 等级 with performance pay 绩效工资. */
export interface SheetPay {
  readonly commissions: readonly SheetCommission[]
  readonly grades: readonly SheetGrade[]
}

export async function sheetPay({ store }: Service, run: RunRow, employee: string): Promise<SheetPay> {
  const pay = storedPayFrom(await runPayOf(store, run.id, employee))
  return { commissions: (pay?.commissions ?? []).map(commissionOf), grades: (pay?.grades ?? []).map(gradeOf) }
}

function commissionOf(each: CommissionResult): SheetCommission {
  const { advance, recovered, balance, reserve, released, serviceBonus, paid, earned, amount, base } = each
  const money = { base, earned, amount, advance, recovered, balance, reserve, released, serviceBonus, paid }
  return {
    plan: each.plan,
    title: each.planTitle,
    ...(Object.fromEntries(Object.entries(money).map(([key, value]) => [key, yuanText(value)])) as Record<keyof typeof money, string>),
    tiers: each.bands.map(({ from, to, rate, part, amount: exactly }) => ({
      ...{ from: from ? exactText(from) : null, to: to ? exactText(to) : null, rate: exactText(rate) },
      ...{ base: decimals(part, 2), amount: decimals(exactly, 2) },
    })),
    coefficients: each.coefficients.map(coefficientOf),
    documents: each.lines.map((line) => ({
      ...{ document: line.document, date: dayText(line.day), client: line.client, base: yuanText(line.base) },
      ...{ coefficients: line.coefficients.map(coefficientOf), amount: yuanText(line.amount) },
    })),
    takenBack: each.takenBack.map(({ period, baseBefore, baseAfter, before, after }) => ({
      ...{ period, baseBefore: yuanText(baseBefore), baseAfter: yuanText(baseAfter), before: yuanText(before), after: yuanText(after) },
      difference: yuanText(fen(after - before)),
    })),
  }
}

function coefficientOf({ title, found, value }: CommissionResult['coefficients'][number]) {
  return { title, found, value: exactText(value) }
}

function gradeOf({ rule, points, counted, vetoes, grade, coefficient, base, days, amount }: GradeResult): SheetGrade {
  return {
    ...{ rule, points: decimals(points, 2), counted: decimals(counted, 2), vetoes: vetoes.map(({ words }) => words) },
    ...{ grade, coefficient: exactText(coefficient), base: base === undefined ? null : yuanText(base) },
    ...{ days: days?.[0] ?? null, daysOfPeriod: days?.[1] ?? null, amount: amount === undefined ? null : yuanText(amount) },
  }
}

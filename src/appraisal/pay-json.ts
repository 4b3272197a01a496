import { dayText } from '../base/day.ts'
import { type Fen, yuanText } from '../base/money.ts'
import type { Language } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import { decimalText, exactText } from '../base/rounding.ts'
import type { CoefficientFound } from '../domain/pay/commission.ts'
import type { CommissionResult, DocumentLine, GradeResult, PaidByPlans } from '../domain/pay/pay-result.ts'
import type { BandPart } from '../domain/pay/tiers.ts'

export interface PayJson {
  readonly commissions: readonly object[]
  readonly grades: readonly object[]
  readonly performancePay: readonly object[]
}

/** What plans pay as result.json lists it (CONTRACT section 7). */
export function payJson({ commissions, grades }: PaidByPlans, language: Language): PayJson {
  return {
    commissions: commissions.map((each) => commissionJson(each, language)),
    grades: grades.map((each) => gradeJson(each, language)),
    performancePay: grades.flatMap((each) => performanceJson(each)),
  }
}

function commissionJson(each: CommissionResult, language: Language): object {
  const { employee, name, region, plan, base, bands, coefficients, lines, takenBack } = each
  return {
    ...{ employee, name, region, plan, base: yuanText(base) },
    ...(lines.length > 0 ? { documents: lines.map((line) => lineJson(line, language)) } : { tiers: bands.map(bandJson) }),
    ...(coefficients.length === 0 ? {} : { coefficients: coefficients.map((found) => coefficientJson(found, language)) }),
    earned: yuanText(each.earned),
    ...(takenBack.length === 0
      ? {}
      : {
          adjustments: takenBack.map(({ period, baseBefore, baseAfter, before, after }) => ({
            ...{ period, baseBefore: yuanText(baseBefore), baseAfter: yuanText(baseAfter) },
            ...{ before: yuanText(before), after: yuanText(after), difference: yuanText((after - before) as Fen) },
          })),
        }),
    amount: yuanText(each.amount),
    ...given({ advance: each.advance, recovered: each.recovered, balance: each.balance }),
    ...given({ reserve: each.reserve, released: each.released }),
    ...given({ serviceBonus: each.serviceBonus }),
    paid: yuanText(each.paid),
  }
}

/** Amounts of which one is not nothing. */
function given(amounts: Readonly<Record<string, Fen>>): object {
  if (Object.values(amounts).every((amount) => amount === 0n)) return {}
  return Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, yuanText(amount)]))
}

function bandJson({ from, to, rate, part, amount }: BandPart): object {
  return { from: bound(from), to: bound(to), rate: exactText(rate), base: decimalText(part, 2), amount: decimalText(amount, 2) }
}

function bound(value: Rational | undefined): string | null {
  return value === undefined ? null : exactText(value)
}

function coefficientJson({ title, by, found, value }: CoefficientFound, language: Language): object {
  return { title: title[language], by, found, value: exactText(value) }
}

function lineJson({ document, day, client, base, coefficients, amount }: DocumentLine, language: Language): object {
  return {
    ...{ document, date: dayText(day), client, base: yuanText(base) },
    ...(coefficients.length === 0 ? {} : { coefficients: coefficients.map((found) => coefficientJson(found, language)) }),
    amount: yuanText(amount),
  }
}

function gradeJson({ employee, name, region, rule, points, counted, vetoes, grade, coefficient }: GradeResult, language: Language): object {
  return {
    ...{ employee, name, region, rule, points: decimalText(points, 2) },
    ...(vetoes.length === 0
      ? {}
      : { counted: decimalText(counted, 2), vetoes: vetoes.map((veto) => ({ name: veto.name, reason: veto.words[language] })) }),
    ...{ grade, coefficient: exactText(coefficient) },
  }
}

function performanceJson({ employee, rule, base, coefficient, days, amount }: GradeResult): object[] {
  if (base === undefined || amount === undefined) return []
  return [
    {
      ...{ employee, rule, base: yuanText(base), coefficient: exactText(coefficient) },
      ...(days ? { days: String(days[0]), of: String(days[1]) } : {}),
      amount: yuanText(amount),
    },
  ]
}

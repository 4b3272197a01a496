import type { Answer } from '../../base/answer.ts'
import { type Fen, fen, fenFromRational, yuan } from '../../base/money.ts'
import type { Problem } from '../../base/problem.ts'
import { compare, divide, larger, multiply, ONE, type Rational, smaller, ZERO } from '../../base/rational.ts'
import { exactText } from '../../base/rounding.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { CommissionPlan } from './commission-plan.ts'
import { payProblem } from './pay-problems.ts'
import { type BandPart, bandOf, bandParts, totalOf } from './tiers.ts'

/** What chooses bands and coefficients: figures of a person (KPIs, points), words of a document (product) or a person (grade). */
export type FigureOf = (name: string) => Rational | string | undefined

/** A coefficient 系数 as it was found. */
export interface CoefficientFound {
  readonly title: Words
  readonly by: string
  /** The word or figure that chose it. */
  readonly found: string
  readonly value: Rational
}

/** What a plan gives for one base: the parts of its bands, times the coefficients; exact, in yuan. */
export interface PlanAmount {
  readonly base: Rational
  readonly bands: readonly BandPart[]
  readonly coefficients: readonly CoefficientFound[]
  readonly exact: Rational
}

/** Who and what an amount is for, in words of problems. */
export interface PaidFor {
  readonly employee: string
  /** The document, where each is paid by itself. */
  readonly document?: string | undefined
}

/**
 * The exact amount of a plan for one base (POLICY P2, P3). Problems: figure_of_plan_must_be_known where what chooses a band or coefficient is
 * not there (a KPI that is not applicable), coefficient_must_be_known where a word or figure has none.
 */
export function planAmount(
  plan: Pick<CommissionPlan, 'id' | 'mode' | 'by' | 'bands' | 'coefficients'>,
  base: Rational,
  figureOf: FigureOf,
  of: PaidFor,
): Answer<{ readonly ok: true } & PlanAmount> {
  const problems: Problem[] = []
  const said = { plan: plan.id, employee: of.employee, document: of.document ?? '' }
  const chosen = plan.by === undefined ? base : figureOf(plan.by)
  if (chosen === undefined || typeof chosen === 'string')
    problems.push(payProblem('figure_of_plan_must_be_known', { ...said, by: plan.by ?? '' }))
  const coefficients = plan.coefficients.flatMap((coefficient): CoefficientFound[] => {
    const { title, by, values, bands, over } = coefficient
    const found = figureOf(by)
    if (found === undefined) {
      problems.push(payProblem('figure_of_plan_must_be_known', { ...said, by }))
      return []
    }
    const text = typeof found === 'string' ? found : exactText(found)
    const value =
      typeof found === 'string' ? values?.get(found) : bands ? bandOf(bands, found)?.value : over ? divide(found, over) : values?.get(text)
    if (value) return [{ title, by, found: text, value }]
    problems.push(payProblem('coefficient_must_be_known', { ...said, by, found: text }))
    return []
  })
  if (problems.length > 0 || chosen === undefined || typeof chosen === 'string') return { ok: false, problems }
  const bands = bandParts(base, plan.bands, plan.mode, chosen)
  const exact = coefficients.reduce((product, { value }) => multiply(product, value), totalOf(bands))
  return { ok: true, base, bands, coefficients, exact }
}

/** What a plan multiplies a document's base by, where its bands do not cut it in parts: what all who share a document may have alike. */
export function factorOf({ base, exact }: PlanAmount): Rational {
  return base.numerator === 0n ? ZERO : (divide(exact, base) ?? ONE)
}

/** The period's amount between floor and cap, rounded to the fen once (POLICY P4). */
export function earned({ floor, cap }: Pick<CommissionPlan, 'floor' | 'cap'>, exact: Rational): Fen {
  const atLeast = floor === undefined ? exact : larger(exact, floor)
  return fenFromRational(cap === undefined ? atLeast : smaller(atLeast, cap))
}

/** How a guarantee 保底 or draw 预支 and a reserve 预留 change what is paid now (POLICY P4, P5). All fen. */
export interface Settled {
  /** Paid on top so that the guarantee is reached. */
  readonly advance: Fen
  /** Taken back from what lies above the guarantee. */
  readonly recovered: Fen
  /** What is owed of the draw afterwards. */
  readonly balance: Fen
  /** Held back now. */
  readonly reserve: Fen
  /** amount + advance - recovered - reserve. */
  readonly paid: Fen
}

/** `balance` is what of earlier draws is owed when the period begins. */
export function settle({ guarantee, reserve }: Pick<CommissionPlan, 'guarantee' | 'reserve'>, amount: Fen, balance: Fen): Settled {
  const least = guarantee ? fenFromRational(guarantee.amount) : undefined
  const advance = least !== undefined && amount < least ? fen(least - amount) : fen(0n)
  const above = least === undefined ? 0n : amount - least
  const recovered = guarantee?.recoverable && above > 0n ? fen(above < balance ? above : balance) : fen(0n)
  const drawn = fen(amount + advance - recovered)
  const held = reserve && drawn > 0n ? fenFromRational(multiply(yuan(drawn), reserve.share)) : fen(0n)
  return {
    ...{ advance, recovered, reserve: held },
    balance: guarantee?.recoverable ? fen(balance + advance - recovered) : fen(0n),
    paid: fen(drawn - held),
  }
}

/** Whether everybody's factor is the same, so that a shared document is paid as a whole and its amount split (POLICY P6). */
export function allAlike(factors: readonly Rational[]): boolean {
  return factors.every((factor) => factors[0] !== undefined && compare(factor, factors[0]) === 0)
}

export function sumOfFen(amounts: Iterable<Fen>): Fen {
  let total = 0n
  for (const amount of amounts) total += amount
  return fen(total)
}

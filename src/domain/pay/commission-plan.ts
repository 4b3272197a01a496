import { decimal, type Rational } from '../../base/rational.ts'
import type { CommissionVersion } from '../../engine/rule/pay-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'

/** A half-open band `[from, next)`; `from` is undefined where it is open below. */
export interface Band {
  readonly from: Rational | undefined
  readonly value: Rational
}

export interface Coefficient {
  readonly title: Words
  readonly by: string
  readonly values: ReadonlyMap<string, Rational> | undefined
  readonly bands: readonly Band[] | undefined
  readonly over: Rational | undefined
}

/** A commission plan 提成方案 in force (POLICY P1-P9), its numbers read. */
export interface CommissionPlan {
  readonly id: string
  readonly title: Words
  readonly effectiveFrom: string
  readonly people: CommissionVersion['people']
  readonly base: CommissionVersion['base']
  readonly mode: 'marginal' | 'whole'
  readonly by: string | undefined
  readonly bands: readonly Band[]
  readonly coefficients: readonly Coefficient[]
  readonly floor: Rational | undefined
  readonly cap: Rational | undefined
  readonly guarantee: { readonly amount: Rational; readonly recoverable: boolean } | undefined
  readonly reserve:
    | { readonly share: Rational; readonly releasedAfterMonths: number | undefined; readonly whenLeft: 'paid' | 'forfeited' }
    | undefined
  readonly refunds: CommissionVersion['refunds']
  readonly serviceBonus: CommissionVersion['serviceBonus']
}

/** A checked version as amounts are computed by it. */
export function commissionPlan({ id, title }: { readonly id: string; readonly title: Words }, version: CommissionVersion): CommissionPlan {
  const { effectiveFrom, people, base, tiers, coefficients, floor, cap, guarantee, reserve, refunds, serviceBonus } = version
  return {
    ...{ id, title, effectiveFrom, people, base, refunds, serviceBonus },
    mode: tiers.mode,
    by: tiers.by,
    bands: tiers.bands.map(({ from, rate }) => ({ from: optional(from), value: decimal(rate) })),
    coefficients: coefficients.map((each) => ({
      title: each.title,
      by: each.by,
      values: each.values && new Map(Object.entries(each.values).map(([word, value]) => [word, decimal(value)])),
      bands: each.bands?.map(({ from, value }) => ({ from: optional(from), value: decimal(value) })),
      over: optional(each.over),
    })),
    floor: optional(floor),
    cap: optional(cap),
    guarantee: guarantee && { amount: decimal(guarantee.amount), recoverable: guarantee.recoverable },
    reserve: reserve && {
      share: decimal(reserve.share),
      releasedAfterMonths: reserve.releasedAfterMonths,
      whenLeft: reserve.whenLeft,
    },
  }
}

function optional(text: string | undefined): Rational | undefined {
  return text === undefined ? undefined : decimal(text)
}

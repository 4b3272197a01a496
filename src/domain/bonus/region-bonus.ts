import { type Fen, fen, fenFromRational, yuan } from '../../base/money.ts'
import type { Problem } from '../../base/problem.ts'
import { type Rational, sum, ZERO } from '../../base/rational.ts'
import { exactText } from '../../base/rounding.ts'
import { sortedBy } from '../../base/text-order.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import { ruleProblem } from '../../engine/rule/rule-problem.ts'
import type { BonusShare, RegionBonus } from '../appraisal.ts'
import type { ServiceResult } from '../engineers/service-result.ts'
import { type Claimant, type Share, type SplitRule, splitPool } from './split-pool.ts'

/** A region's counted collections 回款 of the period, in fen. Refunds are zero or below. */
export interface RegionCollections {
  readonly receipts: Fen
  readonly refunds: Fen
}

/** One engineer who takes part in a region's split. `days` only where the company splits by days, `percent` only below a hundred (POLICY A14). */
export interface Participant {
  readonly result: ServiceResult
  readonly days?: number | undefined
  readonly percent?: number | undefined
}

export interface RegionInput {
  readonly code: string
  readonly name: string
  readonly collections: RegionCollections
  readonly commission: Fen | undefined
  readonly participants: readonly Participant[]
}

/** The rules of the bonus 奖金 in force. */
export interface BonusRules {
  readonly pool: CompiledRule
  /** 提取比例: 0.001. */
  readonly poolRate: Rational
  readonly split: SplitRule
}

/** `problem` where a rule gives no pool or no share: then nobody is paid, and whoever asked is told why. */
export interface AppraisedRegion {
  readonly bonus: RegionBonus
  readonly problem: Problem | undefined
}

/** The pool 奖金总额 and its split for one region (POLICY 5.3, A12-A16; CONTRACT section 3 for the statuses). */
export function regionBonus(region: RegionInput, rules: BonusRules): AppraisedRegion {
  const netCollections = fen(region.collections.receipts + region.collections.refunds)
  const found = poolOf(rules.pool, netCollections, region.commission)
  const pool = found.ok ? found.pool : fen(0n)
  const people = sortedBy(region.participants, (person) => person.result.employee)
  const heldBy = people.filter((person) => person.result.status === 'incomplete').map((person) => person.result.employee)
  const paid = people.filter((person) => person.result.status === 'scored')
  const split = splitPool(pool, paid.map(claimant), rules.split)
  const status = heldBy.length > 0 || !split.ok ? 'held' : split.status
  return {
    problem: found.ok ? (split.ok ? undefined : split.problem) : found.problem,
    bonus: {
      region: region.code,
      name: region.name,
      status,
      receipts: region.collections.receipts,
      refunds: region.collections.refunds,
      netCollections,
      rate: rules.poolRate,
      pool,
      scoreTotal: sum(paid.map((person) => person.result.final ?? ZERO)),
      commission: region.commission,
      commissionLeft: region.commission === undefined ? undefined : fen(region.commission - pool),
      unallocated: status === 'unallocated' ? pool : fen(0n),
      shares: status === 'held' || !split.ok ? [] : paid.map((person, index) => bonusShare(person, split.shares[index])),
      heldBy,
    },
  }
}

type Pool = { readonly ok: true; readonly pool: Fen } | { readonly ok: false; readonly problem: Problem }

function poolOf(rule: CompiledRule, netCollections: Fen, commission: Fen | undefined): Pool {
  const { value, reason, problem } = rule.evaluate(poolInputs(rule, netCollections, commission))
  if (problem) return { ok: false, problem }
  const at = { file: `${rule.id.split('.').join('/')}.json`, version: rule.effectiveFrom }
  if (value === undefined) return { ok: false, problem: ruleProblem('pool_must_have_a_value', at, { reason: reason ?? '' }) }
  if (value.numerator < 0n) return { ok: false, problem: ruleProblem('pool_must_not_be_negative', at, { found: exactText(value) }) }
  return { ok: true, pool: fenFromRational(value) }
}

/** The inputs of the pool rule, in its order. */
export function poolInputs(rule: CompiledRule, netCollections: Fen, commission: Fen | undefined): (Rational | undefined)[] {
  const inputs: Readonly<Record<string, Rational | undefined>> = {
    netCollections: yuan(netCollections),
    commission: commission === undefined ? undefined : yuan(commission),
  }
  return rule.inputs.map((name) => inputs[name])
}

function claimant({ result, days, percent }: Participant): Claimant {
  return { employee: result.employee, score: result.final ?? ZERO, days, percent }
}

function bonusShare({ result, days, percent }: Participant, share: Share | undefined): BonusShare {
  return {
    employee: result.employee,
    name: result.name,
    score: result.final ?? ZERO,
    days,
    ...(percent === undefined ? {} : { percent }),
    exact: share?.exact ?? ZERO,
    extra: share?.extra ?? fen(0n),
    amount: share?.amount ?? fen(0n),
  }
}

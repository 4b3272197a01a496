import { assert } from '../../base/assert.ts'
import { type Fen, fen, yuan } from '../../base/money.ts'
import type { Problem } from '../../base/problem.ts'
import { add, compare, divide, multiply, type Rational, rational, reduced, sum, ZERO } from '../../base/rational.ts'
import { exactText } from '../../base/rounding.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import { type AllocationRounding, largestRemainder } from '../../engine/rule/largest-remainder.ts'
import { ruleProblem } from '../../engine/rule/rule-problem.ts'

/** The rule bonus.split in force, compiled: what a person's claim is, and how claims become whole fen. */
export interface SplitRule {
  /** The claim of one person, in yuan; inputs in the order of the rule file. */
  readonly rule: CompiledRule
  readonly rounding: AllocationRounding
}

export interface Claimant {
  readonly employee: string
  /** The printed final score. */
  readonly score: Rational
  /** Days in post in the region or employed in the period, only where the company splits by them (POLICY A14). */
  readonly days?: number | undefined
  /** At how many of a hundred the person takes part, only where that is not whole (POLICY A14). */
  readonly percent?: number | undefined
}

export interface Share {
  readonly employee: string
  /** What the rule's formula gives the person, in yuan where claims add up to the pool. */
  readonly claim: Rational
  /** 应分, in yuan, before rounding. */
  readonly exact: Rational
  /** What rounding down took off, in yuan: below one fen. */
  readonly remainder: Rational
  /** The place in the queue for the fen left over, from 1; undefined where nothing was split. */
  readonly place: number | undefined
  /** 尾差: 1 fen for those who got one of the fen left over, else 0. */
  readonly extra: Fen
  readonly amount: Fen
}

/** The shares, what all claims come to, and the names of the rule's decisions that had a part in them. */
export type Split =
  | {
      readonly ok: true
      readonly status: 'split' | 'unallocated'
      readonly claimTotal: Rational
      readonly shares: readonly Share[]
      readonly decisions: ReadonlySet<string>
    }
  | { readonly ok: false; readonly problem: Problem }

/** What one person's share goes by 分配依据: the final score, times the days where the company splits by them, at the per cent they take part at. */
export function basisOf({ score, days, percent }: Pick<Claimant, 'score' | 'days' | 'percent'>): Rational {
  const byDays = days === undefined ? score : multiply(score, rational(BigInt(days)))
  return percent === undefined ? byDays : multiply(byDays, rational(BigInt(percent), 100n))
}

/** The inputs of the split rule for one person, by name. */
export function claimInputs(pool: Fen, basis: Rational, basisTotal: Rational): Readonly<Record<string, Rational>> {
  return { pool: yuan(pool), score: basis, scoreTotal: basisTotal }
}

/**
 * Splits a bonus pool 奖金总额 as the rule bonus.split says (POLICY 5.3.3, A13, A14, A16). This is the only place where
 * shares come about: the same function pays, tries the rule's examples and explains.
 *
 * The rule's formula gives what each person claims; where the claims do not add up to the pool, as with a formula such
 * as `score * score`, everybody gets the pool in proportion to them. A decision that leaves somebody without a claim
 * leaves them with nothing. Exact shares become fen by the rule's rounding and ties, so they add up to the pool, none is
 * a fen from exact, and the order of the people changes nothing but the order of the answer. An empty pool pays nobody;
 * one that nobody can claim is unallocated 未分配.
 *
 * Problems: those of the rule for a person's figures, share_must_have_a_value, share_must_not_be_negative.
 */
export function splitPool(pool: Fen, people: readonly Claimant[], split: SplitRule): Split {
  assert(pool >= 0n, 'A pool is never negative; a negative one was refused or set to 0 before (A13).')
  assert(new Set(people.map((person) => person.employee)).size === people.length, 'An employee claims once.')
  if (pool === 0n) return { ok: true, status: 'split', claimTotal: ZERO, shares: people.map(nothingFor), decisions: new Set() }
  const claimed = claimsOf(pool, people, split)
  if (!claimed.ok) return claimed
  const { claims, decisions } = claimed
  const claimTotal = claims.reduce(addReduced, ZERO)
  if (claimTotal.numerator === 0n) return { ok: true, status: 'unallocated', claimTotal, shares: people.map(nothingFor), decisions }

  const exact = addsUp(yuan(pool), claimTotal) ? claims : claims.map((claim) => inProportion(yuan(pool), claim, claimTotal))
  const whole = largestRemainder(
    pool,
    people.map(({ employee, score }, index) => ({ key: employee, score, exact: exact[index] ?? ZERO })),
    split.rounding,
  )
  return {
    ok: true,
    status: 'split',
    claimTotal,
    decisions,
    shares: whole.map(({ key, units, remainder, place, extra }, index) => ({
      employee: key,
      claim: claims[index] ?? ZERO,
      exact: exact[index] ?? ZERO,
      remainder,
      place,
      extra: fen(extra),
      amount: fen(units),
    })),
  }
}

/** Whether claims add up to the pool, so that they are the exact shares themselves. */
export function addsUp(pool: Rational, claimTotal: Rational): boolean {
  return compare(claimTotal, pool) === 0
}

function inProportion(pool: Rational, claim: Rational, claimTotal: Rational): Rational {
  return divide(multiply(pool, claim), claimTotal) ?? ZERO
}

/** Claims of one formula mostly share their denominator; those that do not are kept short, or the sum of many would grow without end. */
function addReduced(total: Rational, claim: Rational): Rational {
  return total.denominator === claim.denominator ? add(total, claim) : reduced(add(total, claim))
}

type Claims =
  | { readonly ok: true; readonly claims: readonly Rational[]; readonly decisions: ReadonlySet<string> }
  | { readonly ok: false; readonly problem: Problem }

function claimsOf(pool: Fen, people: readonly Claimant[], { rule }: SplitRule): Claims {
  const bases = people.map(basisOf)
  const total = sum(bases)
  const claims: Rational[] = []
  const decisions = new Set<string>()
  for (const [index, { employee }] of people.entries()) {
    const inputs = claimInputs(pool, bases[index] ?? ZERO, total)
    const { exact, reason, decision, problem } = rule.evaluate(rule.inputs.map((name) => inputs[name]))
    if (problem) return { ok: false, problem }
    if (exact === undefined && decision === undefined) return shareProblem('share_must_have_a_value', rule, { employee, reason })
    if (exact !== undefined && exact.numerator < 0n) {
      return shareProblem('share_must_not_be_negative', rule, { employee, found: exactText(exact) })
    }
    claims.push(exact ?? ZERO)
    if (decision !== undefined) decisions.add(decision)
  }
  return { ok: true, claims, decisions }
}

function shareProblem(
  code: 'share_must_have_a_value' | 'share_must_not_be_negative',
  { id, effectiveFrom }: CompiledRule,
  values: Readonly<Record<string, string | undefined>>,
): { readonly ok: false; readonly problem: Problem } {
  const at = { file: `${id.split('.').join('/')}.json`, version: effectiveFrom }
  const problem = ruleProblem(code, at, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ''])))
  return { ok: false, problem }
}

function nothingFor({ employee }: Claimant): Share {
  return { employee, claim: ZERO, exact: ZERO, remainder: ZERO, place: undefined, extra: fen(0n), amount: fen(0n) }
}

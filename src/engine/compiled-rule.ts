import type { Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'

/** What a rule says of one set of inputs. Either `value` is there, or `reason` says why it is not. */
export interface Outcome {
  /** Rounded as the rule's result asks; exact when the rule does not round. */
  readonly value: Rational | undefined
  /** The value before the rule's rounding. */
  readonly exact: Rational | undefined
  /** A key such as "no_quota" or "no_feedback"; the rule file gives its words. */
  readonly reason?: string | undefined
  /** The name of the decision that overrode the formula or graded the value. */
  readonly decision?: string | undefined
  /** Set when the inputs or the rule itself are at fault (out of range, two decisions in conflict): tell the user, do not go on. */
  readonly problem?: Problem | undefined
  /** For rules that state a ratio 分子/分母: always there, applicable or not, 0 where it cannot be computed. */
  readonly numerator?: Rational | undefined
  readonly denominator?: Rational | undefined
}

/** The tree that explains one value: what it is called, how it came about, and from what. */
export interface Workings {
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly clause?: string | undefined
  readonly unit?: string | undefined
  /** Exact decimal or fraction text; null when there is none, and then `reason` says why. */
  readonly value: string | null
  readonly reason?: string | undefined
  /** What the formula comes to, where `value` is that rounded. */
  readonly exact?: string | undefined
  /** The formula as it was evaluated, and with its names replaced by their values; none where a decision or nothing gave the value. */
  readonly formula?: string | undefined
  readonly substituted?: string | undefined
  /** Decisions that applied, in the words of the rule file. */
  readonly decisions?: readonly { readonly name: string; readonly clause: string; readonly zh: string; readonly en: string }[]
  /** For a leaf: the table and period the fact was counted from, so that its source records can be listed. */
  readonly source?: { readonly table: string; readonly first: number; readonly last: number; readonly only?: string } | undefined
  readonly parts: readonly Workings[]
}

/** A rule version compiled once for the settings in force; evaluating it costs no parsing and no look-ups by name. */
export interface CompiledRule {
  readonly id: string
  readonly effectiveFrom: string
  readonly clause: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The KPI or other key the rule stands for in results, where it has one. */
  readonly key?: string | undefined
  readonly unit: string
  /** Decimals of `value`; undefined when the rule does not round. */
  readonly scale: number | undefined
  /** For ratios: what numerator and denominator count, and which way is better. */
  readonly measure?: 'yuan' | 'quantity' | 'count' | 'points' | 'ratio' | undefined
  readonly better?: 'higher' | 'lower' | undefined
  /** For ratios: the title of the sheet on which it stands, where the file names one. */
  readonly sheet?: { readonly zh: string; readonly en: string } | undefined
  /** For ratios: the only ones whom a server shows it, by position and account id. */
  readonly visibleTo?: { readonly positions: readonly string[]; readonly accounts: readonly string[] } | undefined
  /** The parameters in force: weights, deductions, targets. */
  readonly parameters: Readonly<Record<string, Rational>>
  /** Names of the inputs; `evaluate` takes them in this order. An input not given is undefined. */
  readonly inputs: readonly string[]
  /** Inputs that the formulas really use under the settings in force: what settings switch off is not in it. */
  readonly used: readonly string[]
  evaluate(inputs: readonly (Rational | undefined)[]): Outcome
  /** The same, for one person, with the decisions run through json-rules-engine itself. */
  explain(inputs: readonly (Rational | undefined)[]): Promise<{ outcome: Outcome; workings: Workings }>
}

import type { Bounds } from '../base/bounds.ts'
import type { Day } from '../base/day.ts'
import type { Language, Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import type { SplitRule } from '../domain/bonus/split-pool.ts'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import type { Words } from '../engine/rule/rule-file.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import type { WhenNotApplicable } from '../engine/total-points.ts'
import { compileBook } from './compile-book.ts'
import { findUnmetNeeds, type RuleNeeds } from './find-needs.ts'
import { findStaticProblems } from './find-static-problems.ts'
import { type PolicyEntry, type RuleEntry, readRules, readRuleTexts } from './read-rules.ts'
import type { NamedRegion } from './scorecard-settings.ts'
import { settingsOn } from './settings-on.ts'

/** One reading of the policy that a company may choose otherwise, as `quanheng rules settings` lists it. */
export interface SettingInfo {
  /** Rule id and name of the setting: "service.attendance.leaveKinds". */
  readonly key: string
  readonly kind: 'choice' | 'list' | 'number'
  /** The default of the rule file. A list is its choices joined by commas, "" when empty. */
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly title: Words }[]
  /** Between what a number lies; undefined for choices and lists. */
  readonly bounds?: Bounds | undefined
  readonly title: Words
  readonly clause: string
}

export interface ScorecardEntry {
  readonly kpi: string
  /** For a two-way matrix: the KPI that is its second input. */
  readonly second: string | undefined
  /** What of the KPI goes into the method: its exact ratio, or its numerator (points per case). */
  readonly of: 'value' | 'numerator'
  readonly weight: Rational
  /** Turns the exact value of the KPI into exact points, with the parameters of this entry and region compiled in. */
  readonly method: CompiledRule
  /** Every parameter of the method in force here. */
  readonly parameters: Readonly<Record<string, Rational>>
}

export interface Scorecard {
  readonly id: string
  readonly title: Words
  readonly clause: string
  readonly effectiveFrom: string
  readonly unit: string
  /** Decimals of the total. */
  readonly scale: number
  readonly whenNotApplicable: WhenNotApplicable
  /** The entries for people of a region, by its code. */
  entries(region: string): readonly ScorecardEntry[]
}

/** The rules in force on one day, compiled for one choice of settings. Asking for an id that is not there is a broken promise: see `lacking`. */
export interface Book {
  /** Every setting in force by key, keys in code point order. */
  readonly settings: Readonly<Record<string, string>>
  readonly hashes: readonly { readonly id: string; readonly effectiveFrom: string; readonly sha256: string }[]
  /** The rules of kind formula and ratio, by id in code point order. */
  readonly rules: readonly CompiledRule[]
  /** The rules of kind ratio by their keys, in the order in which the policies have their clauses. */
  readonly kpis: ReadonlyMap<string, CompiledRule>
  rule(id: string): CompiledRule
  parameters(id: string): Readonly<Record<string, Rational>>
  allocation(id: string): SplitRule
  scorecard(id: string): Scorecard
  /** Every region that a scorecard of the book names, in its file or as it was set. */
  readonly regionsNamed: readonly NamedRegion[]
  /** The settings of a rule that count or choose something, with the value in force, in words: "窗口的月数：12". */
  settingWords(id: string): readonly Words[]
  /** The words of a reason such as "no_quota"; the key itself when no rule has words for it. */
  reasonWords(reason: string, language: Language): string
}

export type CompiledBook = { readonly ok: true; readonly book: Book } | { readonly ok: false; readonly problems: readonly Problem[] }

export interface Rulebook {
  readonly entries: readonly RuleEntry[]
  readonly policies: readonly PolicyEntry[]
  /** The settings of the versions in force on a day, with their defaults, in code point order of their keys. */
  settings(day: Day): readonly SettingInfo[]
  /**
   * Compiles the versions in force on a day, usually a period's last. `overrides` maps setting keys to values. Problems:
   * setting_must_be_known, setting_must_have_choice, rule_must_be_in_force.
   */
  compile(day: Day, overrides: Readonly<Record<string, string>>): CompiledBook
  /** What a program that relies on these rules would miss: rules, parameters, settings, or inputs that nobody supplies. */
  lacking(needs: RuleNeeds): readonly Problem[]
}

export type LoadedRulebook =
  | { readonly ok: true; readonly rulebook: Rulebook }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads and compiles a rules folder. Every problem of every file is reported at once (words in RULE_PROBLEMS), and a book
 * with a problem is not given out. The deeper checks, examples among them, are checkRulebook's.
 */
export async function loadRulebook(directory: string): Promise<LoadedRulebook> {
  return rulebookFrom((await readRuleTexts(directory)) ?? new Map(), directory)
}

/** The rules read last: a program that stays running appraises with the same ones again and again. */
let latest: { readonly texts: ReadonlyMap<string, string>; readonly loaded: LoadedRulebook } | undefined

/** The same from the texts of the files, by their path inside the rules folder, which only messages name. */
export function rulebookFrom(texts: ReadonlyMap<string, string>, directory: string): LoadedRulebook {
  if (latest && sameTexts(latest.texts, texts)) return latest.loaded
  const loaded = rulebookOf(texts, directory)
  if (loaded.ok) latest = { texts: new Map(texts), loaded }
  return loaded
}

function sameTexts(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([file, text]) => b.get(file) === text)
}

function rulebookOf(texts: ReadonlyMap<string, string>, directory: string): LoadedRulebook {
  if (![...texts.keys()].some((file) => !file.startsWith('policies/'))) {
    return { ok: false, problems: [ruleProblem('rules_must_be_found', { file: directory, version: '' })] }
  }
  const { rules, policies, problems } = readRules(texts)
  if (problems.length > 0) return { ok: false, problems }
  const wrong = findStaticProblems(rules)
  if (wrong.length > 0) return { ok: false, problems: wrong }
  return {
    ok: true,
    rulebook: {
      entries: rules,
      policies,
      settings: (day) => settingsOn(rules, day),
      compile: (day, overrides) => compileBook(rules, policies, day, overrides),
      lacking: (needs) => findUnmetNeeds(rules, needs),
    },
  }
}

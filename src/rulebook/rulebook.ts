import type { Day } from '../base/day.ts'
import type { Problem } from '../base/problem.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import type { CompiledBook, SettingInfo } from './book.ts'
import { compileBook } from './compile-book.ts'
import { findMeasureProblems } from './find-measure-problems.ts'
import { findUnmetNeeds, type RuleNeeds } from './find-needs.ts'
import { findPlanProblems } from './find-plan-problems.ts'
import { findStaticProblems } from './find-static-problems.ts'
import { isTemplateRule, kpisInCircles, rulesInUse } from './kpis-in-use.ts'
import { type MeasureEntry, type PlanEntry, type PolicyEntry, type RuleEntry, readRules, readRuleTexts } from './read-rules.ts'
import { settingsOn } from './settings-on.ts'

export interface Rulebook {
  /** Every rule, templates of KPIs among them. */
  readonly entries: readonly RuleEntry[]
  readonly measures: readonly MeasureEntry[]
  readonly plans: readonly PlanEntry[]
  readonly policies: readonly PolicyEntry[]
  /** The settings of the versions in force on a day, with their defaults, in code point order of their keys. */
  settings(day: Day): readonly SettingInfo[]
  /**
   * Compiles the versions in force on a day, usually a period's last. `overrides` maps setting keys to values. Problems:
   * setting_must_be_known, setting_must_have_choice, rule_must_be_in_force.
   */
  compile(day: Day, overrides: Readonly<Record<string, string>>): CompiledBook
  /** What a program that relies on these rules would miss: rules, parameters, settings, or inputs that nobody supplies, or that a KPI would have to supply to itself. */
  lacking(needs: RuleNeeds): readonly Problem[]
  /** The same of the templates of KPIs, which would miss it once they are in force. */
  templatesLacking(needs: RuleNeeds): readonly Problem[]
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

/** The rules read last: a program that stays running appraises with the same ones again and again, and now and then tries others. */
let latest: readonly { readonly texts: ReadonlyMap<string, string>; readonly loaded: LoadedRulebook }[] = []
const MOST_KEPT = 3

/** The same from the texts of the files, by their path inside the rules folder, which only messages name. */
export function rulebookFrom(texts: ReadonlyMap<string, string>, directory: string): LoadedRulebook {
  const kept = latest.find((each) => sameTexts(each.texts, texts))
  const loaded = kept?.loaded ?? rulebookOf(texts, directory)
  if (loaded.ok) latest = [kept ?? { texts: new Map(texts), loaded }, ...latest.filter((each) => each !== kept)].slice(0, MOST_KEPT)
  return loaded
}

function sameTexts(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([file, text]) => b.get(file) === text)
}

function rulebookOf(texts: ReadonlyMap<string, string>, directory: string): LoadedRulebook {
  if (![...texts.keys()].some((file) => !file.startsWith('policies/'))) {
    return { ok: false, problems: [ruleProblem('rules_must_be_found', { file: directory, version: '' })] }
  }
  const { rules, measures, plans, policies, problems } = readRules(texts)
  if (problems.length > 0) return { ok: false, problems }
  const inUse = rulesInUse(rules)
  const wrong = [...findStaticProblems(rules), ...findMeasureProblems(measures, inUse), ...findPlanProblems(plans, inUse)]
  if (wrong.length > 0) return { ok: false, problems: wrong }
  return {
    ok: true,
    rulebook: {
      entries: rules,
      measures,
      plans,
      policies,
      settings: (day) => settingsOn(inUse, day),
      compile: (day, overrides) => compileBook(inUse, measures, plans, policies, day, overrides),
      lacking: (needs) => [...findUnmetNeeds(inUse, needs), ...kpisInCircles(rules, needs)],
      templatesLacking: (needs) => findUnmetNeeds(rules.filter(isTemplateRule), needs),
    },
  }
}

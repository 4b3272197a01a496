import type { Answer } from '../base/answer.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import type { SettingInfo } from '../rulebook/book.ts'
import { checkRulebook } from '../rulebook/check-rulebook.ts'
import { loadRulebook } from '../rulebook/rulebook.ts'
import { lackingRules } from './rules-in-force.ts'
import { SHIPPED_RULES } from './shipped.ts'

export interface RulesChecked {
  readonly problems: readonly Problem[]
  /** How much was checked. */
  readonly rules: number
  readonly versions: number
  readonly examples: number
}

/** Everything that can be wrong with a rules folder, all at once: files, formulas, examples, clauses, decisions, and what an appraisal lacks. */
export async function checkRules(folder = SHIPPED_RULES): Promise<RulesChecked> {
  const loaded = await loadRulebook(folder)
  if (!loaded.ok) return { problems: loaded.problems, rules: 0, versions: 0, examples: 0 }
  const { rulebook } = loaded
  const files = [...rulebook.entries, ...rulebook.measures, ...rulebook.plans]
  const versions = files.flatMap((entry): readonly { readonly examples: readonly object[] }[] => entry.rule.versions)
  return {
    problems: [...lackingRules(rulebook), ...checkRulebook(rulebook)],
    rules: files.length,
    versions: versions.length,
    examples: versions.reduce((total, { examples }) => total + examples.length, 0),
  }
}

/** The settings of the rules in force on the period's last day, with their choices and clauses. */
export async function ruleSettings(
  folder: string | undefined,
  period: Period,
): Promise<Answer<{ readonly ok: true; readonly settings: readonly SettingInfo[] }>> {
  const loaded = await loadRulebook(folder ?? SHIPPED_RULES)
  return loaded.ok ? { ok: true, settings: loaded.rulebook.settings(period.last) } : loaded
}

import { lackingRules } from '../../appraisal/rules-in-force.ts'
import type { Day } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { checkRulebook } from '../../rulebook/check-rulebook.ts'
import { rulebookFrom } from '../../rulebook/rulebook.ts'
import type { RuleTexts } from '../../store/aggregates/rule-texts.ts'
import { versionedEntries } from './rule-files.ts'
import { type RuleView, ruleView } from './rule-view.ts'

/** The whole book with one file written otherwise: what is wrong, and how the rule would be shown; undefined while it cannot be read. */
export interface CheckedText {
  readonly problems: readonly Problem[]
  readonly rule: RuleView | undefined
}

export interface TextToCheck {
  readonly file: string
  readonly text: string
}

/** Checks a rule file among all others, as `rules check` does: shape, names, clauses, thresholds, and every example. */
export function checkRuleText(texts: RuleTexts, rulesFolder: string, { file, text }: TextToCheck, day: Day): CheckedText {
  const loaded = rulebookFrom(new Map([...texts, [file, text]]), rulesFolder)
  if (!loaded.ok) return { problems: loaded.problems, rule: undefined }
  const { rulebook } = loaded
  const entry = versionedEntries(rulebook).find((each) => each.file === file)
  const problems = [...lackingRules(rulebook), ...checkRulebook(rulebook)]
  return { problems, rule: entry && ruleView(rulebook, entry, day, text) }
}

/** Where the file of a rule is inside the rules folder. */
export function fileOfRule(rule: string): string {
  return `${rule.split('.').join('/')}.json`
}

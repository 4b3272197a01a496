import type { Words } from '../../engine/rule/rule-file.ts'
import type { MeasureEntry, PlanEntry, RuleEntry } from '../../rulebook/read-rules.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { SALES_MEASURES } from '../../store/measures/sales-measures.ts'

/** A file of the rule book that has versions: a rule, a measure 计量 of the company's own, or a plan 薪酬方案. */
export type VersionedEntry = RuleEntry | MeasureEntry | PlanEntry

export function versionedEntries({ entries, measures, plans }: Rulebook): VersionedEntry[] {
  return [...entries, ...measures, ...plans]
}

/** Whether a file is there to be copied from only: its examples are tried, and it is never in force. */
export function isTemplate(rule: VersionedEntry['rule']): boolean {
  return 'template' in rule && rule.template === true
}

/** Under what results, KPIs or scorecards name it; null where nothing does. */
export function keyOf(rule: VersionedEntry['rule']): string | null {
  return 'key' in rule ? (rule.key ?? null) : null
}

/** The title of a rule by its id, or of a KPI or measure by its key. */
export function titlesIn(rulebook: Rulebook): (idOrKey: string) => Words {
  const titles = new Map<string, Words>(Object.entries(SALES_MEASURES).map(([key, { title }]) => [key, title]))
  for (const { rule } of versionedEntries(rulebook)) {
    const key = keyOf(rule)
    for (const name of [rule.id, ...(key === null || isTemplate(rule) ? [] : [key])]) titles.set(name, rule.title)
  }
  return (idOrKey) => titles.get(idOrKey) ?? { zh: idOrKey, en: idOrKey }
}

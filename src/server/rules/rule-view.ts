import { present } from '../../base/assert.ts'
import { type Day, dayBefore, dayFromText, dayText } from '../../base/day.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { settingKey, versionOn } from '../../rulebook/settings-on.ts'
import { exampleKey, triedExamples } from '../../rulebook/tried-examples.ts'
import { versionHash } from '../../rulebook/version-hash.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { exampleViews } from './example-view.ts'
import { measureExampleViews, planExampleViews } from './plan-example-view.ts'
import { measureVersionView, planVersionView } from './plan-version-view.ts'
import { isTemplate, keyOf, titlesIn, type VersionedEntry } from './rule-files.ts'
import type { ruleSchema } from './rule-schema.ts'
import { versionView } from './version-view.ts'

/** One rule with all its versions, oldest first, so that two can be laid side by side. */
export type RuleView = ShapeOf<typeof ruleSchema>
type RuleVersionView = RuleView['versions'][number]

/** Everything that the page of one rule shows; `text` is that of its file. */
export function ruleView(rulebook: Rulebook, entry: VersionedEntry, day: Day, text: string): RuleView {
  const { rule, file } = entry
  const all: readonly VersionedEntry['rule']['versions'][number][] = rule.versions
  const inForce = isTemplate(rule) ? undefined : versionOn({ versions: all }, day)?.effectiveFrom
  const versions = all.map((version, index): RuleVersionView => {
    const next = all[index + 1]
    return {
      effectiveFrom: version.effectiveFrom,
      until: next ? lastDayBefore(next.effectiveFrom) : null,
      inForce: version.effectiveFrom === inForce,
      issuedOn: version.issuedOn,
      clause: version.clause,
      why: version.why,
      sha256: versionHash(version),
      ...saidBy(rulebook, entry, index),
    }
  })
  const heading = { id: rule.id, kind: rule.kind, key: keyOf(rule), title: rule.title, template: isTemplate(rule) }
  return { ...heading, file: { path: file, text }, inForce: inForce ?? null, versions, clauses: clausesOf(rulebook, versions) }
}

type Said = Omit<RuleVersionView, 'effectiveFrom' | 'until' | 'inForce' | 'issuedOn' | 'clause' | 'why' | 'sha256'>

/** What the version at a place says, and its examples, by the kind of the file. */
function saidBy(rulebook: Rulebook, { file, rule }: VersionedEntry, index: number): Said {
  const titleOfRule = titlesIn(rulebook)
  const examples = triedExamples(rulebook)
  const tried = (version: { readonly effectiveFrom: string }) => examples.get(exampleKey(file, version.effectiveFrom)) ?? []
  const there = <Version>(versions: readonly Version[]) => present(versions[index], 'The page walks the versions of the rule.')
  if (rule.kind === 'measure') {
    const version = there(rule.versions)
    return { ...measureVersionView(version, rule.title, file), examples: measureExampleViews(version, tried(version)) }
  }
  if (rule.kind === 'commission' || rule.kind === 'grades') {
    const version = there<(typeof rule.versions)[number]>(rule.versions)
    return { ...planVersionView(version, { titleOfRule }), examples: planExampleViews(version, tried(version), titleOfRule) }
  }
  const version = there<(typeof rule.versions)[number]>(rule.versions)
  const view = versionView(version, { titleOfRule, settingKey: (name) => settingKey(rule.id, name) })
  return { ...view, examples: exampleViews(version, tried(version), titleOfRule) }
}

/** Loading has found that every version begins on a day of the calendar. */
function lastDayBefore(effectiveFrom: string): string {
  return dayText(dayBefore(present(dayFromText(effectiveFrom), 'A version takes effect on a day.')))
}

function clausesOf(rulebook: Rulebook, versions: unknown): RuleView['clauses'] {
  const cited = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, part] of Object.entries(value)) {
      if (key === 'clause' && typeof part === 'string') cited.add(part)
      else if (key === 'clauses' && Array.isArray(part)) for (const each of part) cited.add(String(each))
      else walk(part)
    }
  }
  walk(versions)
  return rulebook.policies.flatMap(({ policy }) =>
    policy.clauses.filter(({ clause }) => cited.has(clause)).map(({ clause, text }) => ({ clause, zh: text.zh, en: text.en })),
  )
}

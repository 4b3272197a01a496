import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayBefore, dayFromText, dayText } from '../../base/day.ts'
import { triedVersion } from '../../rulebook/check-examples.ts'
import { loadRulebook, type Rulebook } from '../../rulebook/rulebook.ts'
import { settingKey, versionOn } from '../../rulebook/settings-on.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { exampleViews } from './example-view.ts'
import type { ruleSchema } from './rule-schema.ts'
import { versionView } from './version-view.ts'

/** One rule with all its versions, oldest first, so that two can be laid side by side. */
export type RuleView = ShapeOf<typeof ruleSchema>

/** A rule with its versions, their examples computed now. Problems: thing_must_exist, and those of a book that does not load. */
export const readRule = useCase(
  'rule.read',
  async (
    service,
    _,
    { id, day }: { readonly id: string; readonly day: Day },
  ): Promise<Answer<{ readonly ok: true; readonly rule: RuleView }>> => {
    const loaded = await loadRulebook(service.rulesFolder)
    if (!loaded.ok) return loaded
    const { rulebook } = loaded
    const entry = rulebook.entries.find(({ rule }) => rule.id === id)
    if (!entry) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `rule ${id}` })] }
    const { rule } = entry
    const inForce = versionOn(rule, day)?.effectiveFrom
    const versions = rule.versions.map((version, index) => {
      const next = rule.versions[index + 1]
      return {
        ...versionView(version, { titleOfRule: titlesIn(rulebook), settingKey: (name) => settingKey(id, name) }),
        until: next ? lastDayBefore(next.effectiveFrom) : null,
        inForce: version.effectiveFrom === inForce,
        examples: exampleViews(version, triedVersion(rulebook, entry, version), titlesIn(rulebook)),
      }
    })
    return {
      ok: true,
      rule: {
        id,
        kind: rule.kind,
        key: rule.key ?? null,
        title: rule.title,
        inForce: inForce ?? null,
        versions,
        clauses: clausesOf(rulebook, versions),
      },
    }
  },
)

/** The title of a rule by its id, or by the KPI that it computes. */
function titlesIn({ entries }: Rulebook): (idOrKey: string) => { readonly zh: string; readonly en: string } {
  return (idOrKey) => entries.find(({ rule }) => rule.id === idOrKey || rule.key === idOrKey)?.rule.title ?? { zh: idOrKey, en: idOrKey }
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

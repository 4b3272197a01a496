import type { Answer } from '../../appraisal/appraise.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayBefore, dayFromText, dayText } from '../../base/day.ts'
import { triedVersion } from '../../rulebook/check-examples.ts'
import { loadRulebook, type Rulebook } from '../../rulebook/rulebook.ts'
import { settingKey, versionOn } from '../../rulebook/settings-on.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type ExampleView, exampleViews } from './example-view.ts'
import { type VersionView, versionView } from './version-view.ts'

/** One rule with all its versions, oldest first, so that two can be laid side by side. */
export interface RuleView {
  readonly id: string
  readonly kind: 'formula' | 'ratio' | 'allocation' | 'scorecard'
  readonly key: string | null
  readonly title: { readonly zh: string; readonly en: string }
  /** The first day of the version in force on the day asked for; null when there is none. */
  readonly inForce: string | null
  readonly versions: readonly (VersionView & {
    /** The last day of the version; null for the newest. */
    readonly until: string | null
    readonly inForce: boolean
    readonly examples: readonly ExampleView[]
  })[]
  /** The text of every clause that is cited anywhere in it. */
  readonly clauses: readonly { readonly clause: string; readonly zh: string; readonly en: string }[]
}

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

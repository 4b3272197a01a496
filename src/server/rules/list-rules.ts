import type { Answer } from '../../appraisal/appraise.ts'
import type { Day } from '../../base/day.ts'
import { sortedBy } from '../../base/text-order.ts'
import { triedVersion } from '../../rulebook/check-examples.ts'
import { loadRulebook } from '../../rulebook/rulebook.ts'
import { versionOn } from '../../rulebook/settings-on.ts'
import { versionHash } from '../../rulebook/version-hash.ts'
import { useCase } from '../kernel/use-case.ts'

/** A rule 规则 as the list of the rule book shows it. */
export interface RuleLine {
  readonly id: string
  readonly kind: 'formula' | 'ratio' | 'allocation' | 'scorecard'
  /** The KPI or module the rule stands for in results, where it has one. */
  readonly key: string | null
  readonly title: { readonly zh: string; readonly en: string }
  /** The clause of the version in force; of the first one where none is in force yet. */
  readonly clause: string
  /** The first day of the version in force; null when none is in force on that day. */
  readonly inForce: string | null
  readonly versions: readonly {
    readonly effectiveFrom: string
    readonly issuedOn: string
    readonly clause: string
    readonly sha256: string
  }[]
  readonly settings: number
  /** How many worked examples its versions have, and how many of them come out as the file says, computed now. */
  readonly examples: { readonly total: number; readonly equal: number }
}

/** Every rule of the book by id, with the version in force on a day. Problems: those of a rule book that does not load. */
export const listRules = useCase(
  'rule.read',
  async (service, _, day: Day): Promise<Answer<{ readonly ok: true; readonly rules: readonly RuleLine[] }>> => {
    const loaded = await loadRulebook(service.rulesFolder)
    if (!loaded.ok) return loaded
    const { rulebook } = loaded
    const lines = rulebook.entries.map((entry): RuleLine => {
      const { rule } = entry
      const inForce = versionOn(rule, day)
      const tried = rule.versions.flatMap((version) => triedVersion(rulebook, entry, version))
      return {
        id: rule.id,
        kind: rule.kind,
        key: rule.key ?? null,
        title: rule.title,
        clause: (inForce ?? rule.versions[0])?.clause ?? '',
        inForce: inForce?.effectiveFrom ?? null,
        versions: rule.versions.map((version) => ({
          effectiveFrom: version.effectiveFrom,
          issuedOn: version.issuedOn,
          clause: version.clause,
          sha256: versionHash(version),
        })),
        settings: Object.keys(inForce?.settings ?? {}).length,
        examples: { total: tried.length, equal: tried.filter(({ problems }) => problems.length === 0).length },
      }
    })
    return { ok: true, rules: sortedBy(lines, ({ id }) => id) }
  },
)

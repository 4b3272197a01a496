import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { sortedBy } from '../../base/text-order.ts'
import { triedVersion } from '../../rulebook/check-examples.ts'
import { loadRulebook } from '../../rulebook/rulebook.ts'
import { versionOn } from '../../rulebook/settings-on.ts'
import { versionHash } from '../../rulebook/version-hash.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import type { ruleLine } from './rule-schema.ts'

/** A rule 规则 as the list of the rule book shows it. */
export type RuleLine = ShapeOf<typeof ruleLine>

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

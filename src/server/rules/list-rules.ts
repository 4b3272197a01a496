import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { sortedBy } from '../../base/text-order.ts'
import { versionOn } from '../../rulebook/settings-on.ts'
import { exampleKey, triedExamples } from '../../rulebook/tried-examples.ts'
import { versionHash } from '../../rulebook/version-hash.ts'
import { companyRules } from '../kernel/company-rules.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { isTemplate, keyOf, type VersionedEntry, versionedEntries } from './rule-files.ts'
import type { ruleLine } from './rule-schema.ts'

/** A rule 规则 as the list of the rule book shows it. */
export type RuleLine = ShapeOf<typeof ruleLine>

type Version = VersionedEntry['rule']['versions'][number]

/** Every rule, measure and plan of the book by id, with the version in force on a day. Problems: those of a rule book that does not load. */
export const listRules = useCase(
  'rule.read',
  async (service, _, day: Day): Promise<Answer<{ readonly ok: true; readonly rules: readonly RuleLine[] }>> => {
    const loaded = await companyRules(service)
    if (!loaded.ok) return loaded
    const examples = triedExamples(loaded.rulebook)
    const lines = versionedEntries(loaded.rulebook).map(({ file, rule }): RuleLine => {
      const template = isTemplate(rule)
      const versions: readonly Version[] = rule.versions
      const inForce: Version | undefined = template ? undefined : versionOn({ versions }, day)
      const tried = versions.flatMap(({ effectiveFrom }) => examples.get(exampleKey(file, effectiveFrom)) ?? [])
      return {
        id: rule.id,
        kind: rule.kind,
        key: keyOf(rule),
        title: rule.title,
        template,
        clause: (inForce ?? versions[0])?.clause ?? '',
        inForce: inForce?.effectiveFrom ?? null,
        versions: versions.map((version) => ({
          effectiveFrom: version.effectiveFrom,
          issuedOn: version.issuedOn,
          clause: version.clause,
          sha256: versionHash(version),
        })),
        settings: inForce && 'settings' in inForce ? Object.keys(inForce.settings).length : 0,
        examples: { total: tried.length, equal: tried.filter(({ problems }) => problems.length === 0).length },
      }
    })
    return { ok: true, rules: sortedBy(lines, ({ id }) => id) }
  },
)

import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import { type Citation, citations } from '../../rulebook/check-clauses.ts'
import { settingKey, versionOn } from '../../rulebook/settings-on.ts'
import { companyRules } from '../kernel/company-rules.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { isTemplate, type VersionedEntry, versionedEntries } from './rule-files.ts'
import type { policySchema } from './rule-schema.ts'

/** A clause 条款 of a policy, and what looks after it. */
export interface ClauseView {
  readonly clause: string
  readonly text: Words
  readonly computed: boolean
  /** What looks after a clause that no rule computes. */
  readonly by: Words | null
  /** The rules whose version in force cites it. */
  readonly rules: readonly { readonly id: string; readonly title: Words }[]
  /** The settings that choose how it is read. */
  readonly settings: readonly { readonly key: string; readonly title: Words }[]
}

export type PolicyView = ShapeOf<typeof policySchema>

/** The policies 制度 clause by clause, each with the rules and settings that carry it out on a day. */
export const listPolicies = useCase(
  'rule.read',
  async (service, _, day: Day): Promise<Answer<{ readonly ok: true; readonly policies: readonly PolicyView[] }>> => {
    const loaded = await companyRules(service)
    if (!loaded.ok) return loaded
    const { policies } = loaded.rulebook
    const cited = versionedEntries(loaded.rulebook).flatMap((entry) => {
      const version = isTemplate(entry.rule) ? undefined : versionOn<VersionedEntry['rule']>(entry.rule, day)
      if (!version) return []
      return [{ rule: entry.rule, version, at: citations(entry).filter(({ at }) => at.version === version.effectiveFrom) }]
    })
    const view = (clause: string): Pick<ClauseView, 'rules' | 'settings'> => {
      const citing = cited.filter(({ at }) => at.some((citation) => citation.clause === clause))
      return {
        rules: citing.map(({ rule }) => ({ id: rule.id, title: rule.title })),
        settings: citing.flatMap(({ rule, version, at }) =>
          at
            .filter((citation) => citation.clause === clause)
            .flatMap((citation) => {
              const name = settingIn(citation)
              const setting = name === undefined || !('settings' in version) ? undefined : version.settings[name]
              return name !== undefined && setting ? [{ key: settingKey(rule.id, name), title: setting.title }] : []
            }),
        ),
      }
    }
    return {
      ok: true,
      policies: policies.map(({ policy }) => ({
        id: policy.id,
        title: policy.title,
        clauses: policy.clauses.map(({ clause, text, computed, by }) => ({
          clause,
          text,
          computed,
          by: by === undefined ? null : typeof by === 'string' ? { zh: by, en: by } : by,
          ...view(clause),
        })),
      })),
    }
  },
)

/** The setting a citation stands in: its path inside the version is "settings.NAME". */
function settingIn({ path }: Citation): string | undefined {
  const [first, name] = path.split('.')
  return first === 'settings' ? name : undefined
}

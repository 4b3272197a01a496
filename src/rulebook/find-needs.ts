import type { Problem } from '../base/problem.ts'
import type { RuleVersion } from '../engine/rule-file.ts'
import { type RulePlace, ruleProblem } from '../engine/rule-problem.ts'
import type { RuleEntry } from './read-rules.ts'

export type RuleKind = 'formula' | 'ratio' | 'allocation' | 'scorecard'

/** What a program that uses a rule relies on. A company may change everything else in the file. */
export interface RuleNeed {
  readonly kind: RuleKind
  /** The only inputs that can be supplied; the rule may take fewer. */
  readonly inputs?: readonly string[]
  /** Parameters and settings that are asked for by name. */
  readonly parameters?: readonly string[]
  readonly settings?: readonly string[]
  /** The only KPIs that a scorecard can name. */
  readonly kpis?: readonly string[]
}

/** By rule id: the kind alone, or all that is needed of it. */
export type RuleNeeds = Readonly<Record<string, RuleKind | RuleNeed>>

/** A problem for each rule that is not there, and for each version that lacks what is relied on or asks for what cannot be supplied. */
export function findUnmetNeeds(entries: readonly RuleEntry[], needs: RuleNeeds): Problem[] {
  return Object.entries(needs).flatMap(([id, told]) => {
    const need = typeof told === 'string' ? { kind: told } : told
    const entry = entries.find(({ rule }) => rule.id === id && rule.kind === need.kind)
    if (!entry) {
      const at = { file: `${id.split('.').join('/')}.json`, version: '' }
      return [ruleProblem('rule_must_exist', at, { rule: id, kind: need.kind })]
    }
    return entry.rule.versions.flatMap((version) => unmetBy(version, need, { file: entry.file, version: version.effectiveFrom }))
  })
}

function unmetBy(version: RuleVersion, need: RuleNeed, at: RulePlace): Problem[] {
  const lacking = (found: object, names: readonly string[] = []) => names.filter((name) => !Object.hasOwn(found, name))
  const inputs = 'inputs' in version ? version.inputs.map(({ name }) => name) : []
  const kpis = 'entries' in version ? version.entries.flatMap(({ kpi, second }) => (second === undefined ? [kpi] : [kpi, second])) : []
  const unknown = (names: readonly string[], known: readonly string[] | undefined) => names.filter((name) => known && !known.includes(name))
  return [
    ...unknown(inputs, need.inputs).map((name) =>
      ruleProblem('input_must_be_supplied', at, { name, known: need.inputs?.join(', ') ?? '' }),
    ),
    ...unknown(kpis, need.kpis).map((name) => ruleProblem('kpi_must_be_known', at, { name, known: need.kpis?.join(', ') ?? '' })),
    ...lacking('parameters' in version ? version.parameters : {}, need.parameters).map((name) =>
      ruleProblem('rule_must_have_parameter', at, { name }),
    ),
    ...lacking(version.settings, need.settings).map((name) => ruleProblem('rule_must_have_setting', at, { name })),
  ]
}

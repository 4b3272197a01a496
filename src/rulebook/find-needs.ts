import type { Problem } from '../base/problem.ts'
import type { RuleVersion } from '../engine/rule/rule-file.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'
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
  /** In what the program supplies each input, or the ways it may be supplied in. */
  readonly units?: Readonly<Record<string, Supplied | readonly Supplied[]>>
  /** What the program understands of a setting that it asks for itself; a rule may offer fewer. */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  /** Of these settings several may be chosen at once; of all others one. */
  readonly lists?: readonly string[]
  /** What a result without a value is to whoever reads it: a figure that does not apply, or data that are still missing. */
  readonly withoutValue?: 'notApplicable' | 'missing'
  /** The unit of the result, and the most decimals that are printed of it. */
  readonly result?: { readonly unit: string; readonly scale: number | undefined }
  /** The positions to which a server can show it. */
  readonly positions?: readonly string[]
  /** Keys that a rule cannot have, because results and screens name something else by them. */
  readonly takenKeys?: readonly string[]
  /** The rule may be missing. */
  readonly optional?: boolean
}

/** The unit of an input, the decimals that it can have, and between what it lies by its definition. */
export interface Supplied {
  readonly unit: string
  readonly places: number
  readonly min?: string
  readonly max?: string
}

/** By rule id: the kind alone, or all that is needed of it. An id that ends with ".*" stands for each rule below it, "*" for each of its kind; there may be none. */
export type RuleNeeds = Readonly<Record<string, RuleKind | RuleNeed>>

/** A problem for each rule that is not there, and for each version that lacks what is relied on or asks for what cannot be supplied. */
export function findUnmetNeeds(entries: readonly RuleEntry[], needs: RuleNeeds): Problem[] {
  return Object.entries(needs).flatMap(([id, told]) => {
    const need = typeof told === 'string' ? { kind: told } : told
    if (id === '*') return entries.filter(({ rule }) => rule.kind === need.kind).flatMap((entry) => unmetIn(entry, need))
    if (id.endsWith('.*')) {
      return entries.filter(({ rule }) => rule.id.startsWith(id.slice(0, -1))).flatMap((entry) => unmetIn(entry, need))
    }
    const entry = entries.find(({ rule }) => rule.id === id && rule.kind === need.kind)
    if (!entry && need.optional) return []
    if (!entry) {
      const at = { file: `${id.split('.').join('/')}.json`, version: '' }
      return [ruleProblem('rule_must_exist', at, { rule: id, kind: need.kind })]
    }
    return unmetIn(entry, need)
  })
}

function unmetIn(entry: RuleEntry, need: RuleNeed): Problem[] {
  const { key } = entry.rule
  const taken = key !== undefined && need.takenKeys?.includes(key) ? [key] : []
  return [
    ...wrongVisibility(entry, need),
    ...taken.map((name) => ruleProblem('kpi_key_must_be_its_own', { file: entry.file, version: '' }, { key: name })),
    ...entry.rule.versions.flatMap((version) => {
      const at = { file: entry.file, version: version.effectiveFrom }
      return [...unmetBy(version, need, at), ...unsuited(version, need, at)]
    }),
  ]
}

/** A KPI that would be shown to nobody, or to positions that there are not. */
function wrongVisibility({ file, rule }: RuleEntry, { positions: known }: RuleNeed): Problem[] {
  const visibleTo = 'visibleTo' in rule ? rule.visibleTo : undefined
  if (!visibleTo || !known) return []
  const at = { file, version: '' }
  const { positions, accounts } = visibleTo
  const nobody = positions.length + accounts.length === 0 ? [ruleProblem('kpi_must_be_shown_to_somebody', at)] : []
  const unknown = positions.filter((found) => !known.includes(found))
  return [...nobody, ...unknown.map((found) => ruleProblem('kpi_must_be_shown_to_positions', at, { found, known: known.join(', ') }))]
}

/** Figures and choices that would be taken for something else than the program supplies, understands or prints. */
function unsuited(version: RuleVersion, need: RuleNeed, at: RulePlace): Problem[] {
  const problems: Problem[] = []
  const expect = (what: string, found: string | number | undefined, wanted: string | number, fits = found === wanted) => {
    if (fits) return
    problems.push(ruleProblem('rule_must_suit_the_program', at, { what, found: String(found ?? ''), wanted: String(wanted) }))
  }
  for (const { name, unit, places, min, max } of 'inputs' in version ? version.inputs : []) {
    const ways = [need.units?.[name] ?? []].flat()
    if (ways.length === 0) continue
    const supplied = ways.find((way) => way.unit === unit)
    expect(`inputs.${name}.unit`, unit, ways.map((way) => way.unit).join(', '), supplied !== undefined)
    if (!supplied) continue
    expect(`inputs.${name}.places`, places, supplied.places)
    expect(`inputs.${name}.min`, min, supplied.min ?? '-', min === supplied.min)
    expect(`inputs.${name}.max`, max, supplied.max ?? '-', max === supplied.max)
  }
  for (const [name, known] of Object.entries(need.choices ?? {})) {
    // A rule written before there was the choice does without it.
    if (!Object.hasOwn(version.settings, name)) continue
    expect(`settings.${name}.kind`, version.settings[name]?.kind, need.lists?.includes(name) ? 'list' : 'choice')
    for (const { value } of version.settings[name]?.choices ?? []) {
      expect(`settings.${name}.choices`, value, known.join(', '), known.includes(value))
    }
  }
  for (const { name, event } of 'decisions' in version ? version.decisions : []) {
    if (need.withoutValue === undefined || (event.type !== 'missing' && event.type !== 'notApplicable')) continue
    expect(`decisions.${name}.event.type`, event.type, need.withoutValue)
  }
  if (need.result) {
    const { unit, scale } = need.result
    expect('result.unit', version.result.unit, unit)
    if (scale !== undefined) {
      expect('result.scale', version.result.scale, `0 ... ${scale}`, version.result.scale !== undefined && version.result.scale <= scale)
    }
  }
  return problems
}

function unmetBy(version: RuleVersion, need: RuleNeed, at: RulePlace): Problem[] {
  const lacking = (found: object, names: readonly string[] = []) => names.filter((name) => !Object.hasOwn(found, name))
  const inputs = 'inputs' in version ? version.inputs.map(({ name }) => name) : []
  const unknown = (names: readonly string[], known: readonly string[] | undefined) => names.filter((name) => known && !known.includes(name))
  return [
    ...unknown(inputs, need.inputs).map((name) =>
      ruleProblem('input_must_be_supplied', at, { name, known: need.inputs?.join(', ') ?? '' }),
    ),
    ...lacking('parameters' in version ? version.parameters : {}, need.parameters).map((name) =>
      ruleProblem('rule_must_have_parameter', at, { name }),
    ),
    ...lacking(version.settings, need.settings).map((name) => ruleProblem('rule_must_have_setting', at, { name })),
  ]
}

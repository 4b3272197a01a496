import { boundsText, isWithin } from '../base/bounds.ts'
import type { Problem } from '../base/problem.ts'
import { add, decimal, type Rational, ZERO } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import { compileRule } from '../engine/compile-rule.ts'
import type { AllocationVersion, ComputingVersion, RuleVersion, ScorecardVersion } from '../engine/rule/rule-file.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'
import { choicesText, chosenWords, settingValue } from '../engine/rule/setting-values.ts'
import { WHEN_NOT_APPLICABLE } from '../engine/total-points.ts'
import { wrongMethodUnits, wrongUnits } from './check-units.ts'
import { rulesInUse } from './kpis-in-use.ts'
import { beyondBounds, outOfOrder } from './parameter-bounds.ts'
import type { RuleEntry } from './read-rules.ts'
import { WEIGHT_BOUNDS } from './scorecard-settings.ts'
import { defaultSettings } from './settings-on.ts'

/**
 * What can be found wrong without computing anything: settings whose default is no choice, versions that do not compile
 * (under their defaults and under each other choice), weights that do not add up, scorecards that name what is not there.
 */
export function findStaticProblems(entries: readonly RuleEntry[]): Problem[] {
  return [
    ...entries.flatMap((entry) => entry.rule.versions.flatMap((version) => versionProblems(entry, version, entries))),
    ...differentWordings(entries),
    ...repeatedKeys(rulesInUse(entries)),
  ]
}

function versionProblems(entry: RuleEntry, version: RuleVersion, entries: readonly RuleEntry[]): Problem[] {
  const at = { file: entry.file, version: version.effectiveFrom }
  const settings = wrongDefaults(version, at)
  if (settings.length > 0) return settings
  if ('entries' in version) return scorecardProblems(version, at, entries)
  const broken = unique(settingVariants(version).flatMap((chosen) => compileProblems(entry, version, at, chosen)))
  return [
    ...broken,
    ...wrongWeights(version, at),
    ...Object.entries(version.parameters).flatMap(([name, { value, greaterThan }]) => [
      ...beyondBounds(version.parameters, { [name]: value }, at),
      ...unknownOther(greaterThan, version, at),
    ]),
    ...outOfOrder(version.parameters, {}, at),
    ...(broken.length > 0 ? [] : wrongUnits(version, at)),
    ...('rounding' in version ? wrongRounding(version, at) : []),
  ]
}

/** The defaults, then each other choice of each setting with the rest at their defaults. */
export function settingVariants(version: ComputingVersion): Record<string, string>[] {
  const defaults = defaultSettings(version)
  const others = Object.entries(version.settings).flatMap(([name, setting]) =>
    chosenWords(setting)
      .filter((choice) => choice !== defaults[name])
      .map((choice) => ({ ...defaults, [name]: choice })),
  )
  return [defaults, ...others]
}

function compileProblems(entry: RuleEntry, version: ComputingVersion, at: RulePlace, settings: Record<string, string>): readonly Problem[] {
  const answer = compileRule({ rule: entry.rule, version, at, settings, parameters: {} })
  return answer.ok ? [] : answer.problems
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.code, problem.values]), problem])).values()]
}

function wrongDefaults(version: RuleVersion, at: RulePlace): Problem[] {
  return Object.entries(version.settings).flatMap(([name, setting]) =>
    settingValue(setting, setting.default) === undefined
      ? [ruleProblem('setting_default_must_be_choice', at, { setting: name, found: setting.default, choices: choicesText(setting) })]
      : [],
  )
}

/** Shares are money: they are paid in whole fen and rounded once, and a tie that nothing decides would go by chance. */
function wrongRounding({ rounding, result }: AllocationVersion, at: RulePlace): Problem[] {
  const { places, ties } = rounding
  const decides = ties.indexOf('smallerKey') === ties.length - 1 && new Set(ties).size === ties.length
  return [
    ...(places === FEN_PLACES ? [] : [ruleProblem('shares_must_be_whole_fen', at, { found: String(places) })]),
    ...(result.scale === undefined ? [] : [ruleProblem('shares_must_be_rounded_once', at, { found: String(result.scale) })]),
    ...(decides ? [] : [ruleProblem('ties_must_be_decided', at, { found: ties.join(', ') })]),
  ]
}

const FEN_PLACES = 2

function unknownOther(name: string | undefined, { parameters }: ComputingVersion, at: RulePlace): Problem[] {
  if (name === undefined || Object.hasOwn(parameters, name)) return []
  return [ruleProblem('parameter_must_be_known', at, { method: 'greaterThan', name, known: Object.keys(parameters).join(', ') })]
}

function wrongWeights(version: ComputingVersion, at: RulePlace): Problem[] {
  const groups = new Map<string, Rational>()
  for (const { weightGroup, value } of Object.values(version.parameters)) {
    if (weightGroup !== undefined) groups.set(weightGroup, add(groups.get(weightGroup) ?? ZERO, decimal(value)))
  }
  return [...groups].flatMap(([group, total]) => weightProblem(group, total, at))
}

function weightProblem(group: string, total: Rational, at: RulePlace): Problem[] {
  return exactText(total) === '1' ? [] : [ruleProblem('weights_must_add_up_to_one', at, { group, found: exactText(total) })]
}

function scorecardProblems(version: ScorecardVersion, at: RulePlace, entries: readonly RuleEntry[]): Problem[] {
  const total = version.entries.reduce((sum, { weight }) => add(sum, decimal(weight)), ZERO)
  const treatment = version.settings.whenNotApplicable
  const isTreated =
    treatment?.kind === 'choice' && chosenWords(treatment).every((word) => WHEN_NOT_APPLICABLE.some((known) => known === word))
  const methods = version.entries.flatMap(({ kpi, second, method, parameters, regions }) => {
    const found = entries.find(({ rule }) => rule.id === method && rule.kind === 'formula')
    if (!found) return [ruleProblem('method_must_exist', at, { method })]
    const wanted = second === undefined ? 'value' : 'value, second'
    const unfit = found.rule.versions
      .map((one) => ('inputs' in one ? one.inputs.map(({ name }) => name).join(', ') : ''))
      .filter((inputs) => inputs !== wanted)
      .map((inputs) => ruleProblem('method_must_take_kpis', at, { kpi, method, found: inputs, wanted }))
    const known = found.rule.versions.map((one) => ('parameters' in one ? Object.keys(one.parameters) : []))
    const named = [parameters, ...Object.values(regions)].flatMap((one) => Object.keys(one))
    const strange = [...new Set(named)].filter((name) => !known.every((names) => names.includes(name)))
    const beyond = [['', parameters] as const, ...Object.entries(regions)].flatMap(([region, values]) => {
      const titled = (name: string) => `${kpi}/${region === '' ? name : `${name}/${region}`}`
      return unique(
        found.rule.versions.flatMap((one) => {
          const bounds = 'parameters' in one ? one.parameters : {}
          return [
            ...beyondBounds(bounds, values, at, titled),
            ...(Object.keys(values).length > 0 ? outOfOrder(bounds, { ...parameters, ...values }, at, titled) : []),
          ]
        }),
      )
    })
    return [
      ...unfit,
      ...beyond,
      ...strange.map((name) => ruleProblem('parameter_must_be_known', at, { method, name, known: (known[0] ?? []).join(', ') })),
    ]
  })
  const kpis = rulesInUse(entries).flatMap(({ rule }) => (rule.kind === 'ratio' ? [rule.key] : []))
  const unknown = version.entries.flatMap(({ kpi, second }) => [kpi, second ?? kpi]).filter((name) => !kpis.includes(name))
  return [
    ...[...new Set(unknown)].map((name) => ruleProblem('kpi_must_be_known', at, { name, known: kpis.join(', ') })),
    ...version.entries.flatMap(({ kpi, weight }) => {
      if (isWithin(weight, WEIGHT_BOUNDS)) return []
      const values = { name: `${kpi}/weight`, found: weight, bounds: boundsText(WEIGHT_BOUNDS) }
      return [ruleProblem('parameter_must_be_in_bounds', at, values)]
    }),
    ...weightProblem('entries', total, at),
    ...(isTreated ? [] : [ruleProblem('scorecard_must_treat_not_applicable', at, { known: WHEN_NOT_APPLICABLE.join(', ') })]),
    ...methods,
    ...unique(
      wrongMethodUnits(
        version,
        at,
        entries.map(({ rule }) => rule),
      ),
    ),
  ]
}

/** One reason means one thing in the whole book, because results carry only its key. */
function differentWordings(entries: readonly RuleEntry[]): Problem[] {
  const first = new Map<string, { readonly text: string; readonly file: string }>()
  return entries.flatMap(({ file, rule }) =>
    rule.versions.flatMap((version) =>
      Object.entries('reasons' in version ? version.reasons : {}).flatMap(([reason, { zh, en }]) => {
        const text = `${zh} / ${en}`
        const other = first.get(reason) ?? { text, file }
        first.set(reason, other)
        return other.text === text
          ? []
          : [ruleProblem('reason_must_have_one_wording', { file, version: version.effectiveFrom }, { reason, other: other.file })]
      }),
    ),
  )
}

/** Results name a KPI by its key alone. */
function repeatedKeys(entries: readonly RuleEntry[]): Problem[] {
  const known = new Set<string>()
  return entries.flatMap(({ file, rule: { key } }) => {
    if (key === undefined) return []
    const isTaken = known.has(key)
    known.add(key)
    return isTaken ? [ruleProblem('kpi_key_must_be_its_own', { file, version: '' }, { key })] : []
  })
}

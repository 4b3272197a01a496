import { type Bounds, boundsText, isWithin } from '../base/bounds.ts'
import type { Problem } from '../base/problem.ts'
import { compare, ONE, rationalFromText, sum, ZERO } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import type { RuleFile, RuleVersion, ScorecardVersion, Words } from '../engine/rule/rule-file.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import type { NamedRegion, SettingInfo } from './book.ts'
import { outOfOrder } from './parameter-bounds.ts'
import type { RuleEntry } from './read-rules.ts'

/** A rule's entry with the version in force. */
export interface InForce {
  readonly entry: RuleEntry
  readonly version: RuleVersion
}

/** A weight is a part of the whole. */
export const WEIGHT_BOUNDS: Bounds = { min: '0', max: '1' }

/** Between what a parameter of a points method lies, as its rule file says. */
function boundsOf(method: RuleVersion | undefined, name: string): Bounds {
  const { above, min, max, places } = (method && 'parameters' in method ? method.parameters[name] : undefined) ?? {}
  return { above, min, max, places }
}

type Line = ScorecardVersion['entries'][number]

/** Whether a key sets something of a scorecard 考核表: RULE/KPI/weight, RULE/KPI/PARAMETER or RULE/KPI/PARAMETER/REGION. */
export function isScorecardKey(key: string): boolean {
  return key.includes('/')
}

/** What a scorecard's weights, parameters and a region's own parameters are in its file, as settings that may be set otherwise. */
export function scorecardSettings(inForce: readonly InForce[]): SettingInfo[] {
  const ruleBy = (wanted: (rule: RuleFile) => boolean) => inForce.find(({ entry }) => wanted(entry.rule))
  const infos = inForce.flatMap(({ entry, version }) =>
    'entries' in version ? version.entries.map((line) => ({ line, own: `${entry.rule.id}/${line.kpi}`, clause: version.clause })) : [],
  )
  return infos.flatMap(({ line, own, clause }) => {
    const kpi = ruleBy((rule) => rule.key === line.kpi)?.entry.rule.title ?? { zh: line.kpi, en: line.kpi }
    const method = ruleBy((rule) => rule.id === line.method)?.version
    const info = (key: string, value: string, title: Words, bounds: Bounds): SettingInfo => ({
      key: `${own}/${key}`,
      kind: 'number',
      value,
      bounds,
      choices: [],
      title: { zh: `${kpi.zh}：${title.zh}`, en: `${kpi.en}: ${title.en}` },
      clause,
    })
    const titleOf = (name: string): Words =>
      (method && 'parameters' in method ? method.parameters[name]?.title : undefined) ?? { zh: name, en: name }
    return [
      info('weight', line.weight, { zh: '权重', en: 'weight' }, WEIGHT_BOUNDS),
      ...Object.entries(line.parameters).map(([name, value]) => info(name, value, titleOf(name), boundsOf(method, name))),
      ...Object.entries(line.regions).flatMap(([region, values]) =>
        Object.entries(values).map(([name, value]) =>
          info(
            `${name}/${region}`,
            value,
            { zh: `${titleOf(name).zh}（${region}）`, en: `${titleOf(name).en} (${region})` },
            boundsOf(method, name),
          ),
        ),
      ),
    ]
  })
}

/**
 * The versions in force with a scorecard's weights and parameters as set. Problems: setting_must_be_known for a KPI or
 * parameter the scorecard has not, setting_must_have_choice for anything but a decimal within the bounds of the parameter (a weight from 0 to 1), and
 * weights_must_add_up_to_one.
 */
export function withScorecardSettings(
  inForce: readonly InForce[],
  overrides: Readonly<Record<string, string>>,
  problems: Problem[],
): readonly InForce[] {
  const left = new Map(Object.entries(overrides))
  const changed = inForce.map((one) => (isScorecard(one) ? scorecardAsSet(one, inForce, left, problems) : one))
  const known = scorecardSettings(inForce).map((info) => info.key)
  for (const key of left.keys()) {
    problems.push(ruleProblem('setting_must_be_known', { file: '--set', version: '' }, { key, nearest: known.join(', ') }))
  }
  return changed
}

function isScorecard(one: InForce): one is InForce & { version: ScorecardVersion } {
  return 'entries' in one.version
}

function scorecardAsSet(
  one: InForce & { version: ScorecardVersion },
  inForce: readonly InForce[],
  left: Map<string, string>,
  problems: Problem[],
): InForce {
  const { entry, version } = one
  const at = { file: entry.file, version: version.effectiveFrom }
  const take: Take = (key, bounds) => {
    const text = left.get(key)
    left.delete(key)
    if (text === undefined || isWithin(text, bounds)) return text
    const values = { key, found: text, choices: boundsText(bounds) }
    problems.push(ruleProblem('setting_must_have_choice', { file: `--set ${key}`, version: '' }, values))
    return undefined
  }
  const entries = version.entries.map((line) => {
    const method = inForce.find((other) => other.entry.rule.id === line.method)?.version
    const asSet = lineAsSet(line, `${entry.rule.id}/${line.kpi}`, [...left.keys()], (name) => boundsOf(method, name), take)
    problems.push(...wrongOrder(asSet, `${entry.rule.id}/${line.kpi}`, method))
    return asSet
  })
  const total = sum(entries.map((line) => rationalFromText(line.weight) ?? ZERO))
  if (compare(total, ONE) !== 0) problems.push(ruleProblem('weights_must_add_up_to_one', at, { group: 'entries', found: exactText(total) }))
  return { entry, version: { ...version, entries } }
}

/** What stands out of order in a line once it is set, for the whole company and in each region of its own. */
function wrongOrder({ parameters, regions }: Line, own: string, method: RuleVersion | undefined): Problem[] {
  const known = method && 'parameters' in method ? method.parameters : {}
  return [['', {}] as const, ...Object.entries(regions)].flatMap(([region, values]) => {
    const titled = (name: string) => `${own}/${name}${region === '' ? '' : `/${region}`}`
    return outOfOrder(known, { ...parameters, ...values }, { file: `--set ${own}`, version: '' }, titled)
  })
}

type Take = (key: string, bounds: Bounds) => string | undefined

function lineAsSet(line: Line, own: string, keys: readonly string[], bounds: (name: string) => Bounds, take: Take): Line {
  const weight = take(`${own}/weight`, WEIGHT_BOUNDS) ?? line.weight
  const parameters = { ...line.parameters }
  const regions: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(line.regions).map(([region, values]) => [region, { ...values }]),
  )
  for (const name of Object.keys(line.parameters)) {
    parameters[name] = take(`${own}/${name}`, bounds(name)) ?? line.parameters[name] ?? ''
    const prefix = `${own}/${name}/`
    for (const key of keys.filter((each) => each.startsWith(prefix))) {
      const value = take(key, bounds(name))
      const region = key.slice(prefix.length)
      if (value !== undefined) regions[region] = { ...regions[region], [name]: value }
    }
  }
  return { ...line, weight, parameters, regions }
}

/** The regions that a scorecard names, each with where: a key that was set, or the file with the key it stands for. */
export function regionsNamed({ entry, version }: InForce, overrides: Readonly<Record<string, string>>): NamedRegion[] {
  if (!('entries' in version)) return []
  return version.entries.flatMap(({ kpi, regions }) =>
    Object.entries(regions).flatMap(([region, values]) =>
      Object.keys(values).map((name) => {
        const key = `${entry.rule.id}/${kpi}/${name}/${region}`
        const isSet = Object.hasOwn(overrides, key)
        return { region, key, at: isSet ? { file: `--set ${key}`, version: '' } : { file: entry.file, version: version.effectiveFrom } }
      }),
    ),
  )
}

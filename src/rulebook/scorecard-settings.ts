import type { Problem } from '../base/problem.ts'
import { compare, ONE, rationalFromText, sum, ZERO } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import type { RuleFile, RuleVersion, ScorecardVersion, Words } from '../engine/rule-file.ts'
import { ruleProblem } from '../engine/rule-problem.ts'
import type { RuleEntry } from './read-rules.ts'
import type { SettingInfo } from './rulebook.ts'

/** A rule's entry with the version in force. */
export interface InForce {
  readonly entry: RuleEntry
  readonly version: RuleVersion
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
    const info = (key: string, value: string, title: Words): SettingInfo => ({
      key: `${own}/${key}`,
      kind: 'number',
      value,
      choices: [],
      title: { zh: `${kpi.zh}：${title.zh}`, en: `${kpi.en}: ${title.en}` },
      clause,
    })
    const titleOf = (name: string): Words =>
      (method && 'parameters' in method ? method.parameters[name]?.title : undefined) ?? { zh: name, en: name }
    return [
      info('weight', line.weight, { zh: '权重', en: 'weight' }),
      ...Object.entries(line.parameters).map(([name, value]) => info(name, value, titleOf(name))),
      ...Object.entries(line.regions).flatMap(([region, values]) =>
        Object.entries(values).map(([name, value]) =>
          info(`${name}/${region}`, value, { zh: `${titleOf(name).zh}（${region}）`, en: `${titleOf(name).en} (${region})` }),
        ),
      ),
    ]
  })
}

/**
 * The versions in force with a scorecard's weights and parameters as set. Problems: setting_must_be_known for a KPI or
 * parameter the scorecard has not, setting_must_have_choice for anything but a decimal (a weight from 0 to 1), and
 * weights_must_add_up_to_one.
 */
export function withScorecardSettings(
  inForce: readonly InForce[],
  overrides: Readonly<Record<string, string>>,
  problems: Problem[],
): readonly InForce[] {
  const left = new Map(Object.entries(overrides))
  const changed = inForce.map((one) => (isScorecard(one) ? scorecardAsSet(one, left, problems) : one))
  const known = scorecardSettings(inForce).map((info) => info.key)
  for (const key of left.keys()) {
    problems.push(ruleProblem('setting_must_be_known', { file: '--set', version: '' }, { key, nearest: known.join(', ') }))
  }
  return changed
}

function isScorecard(one: InForce): one is InForce & { version: ScorecardVersion } {
  return 'entries' in one.version
}

function scorecardAsSet(one: InForce & { version: ScorecardVersion }, left: Map<string, string>, problems: Problem[]): InForce {
  const { entry, version } = one
  const at = { file: entry.file, version: version.effectiveFrom }
  const take = (key: string, wanted: string, accepts: (text: string) => boolean): string | undefined => {
    const text = left.get(key)
    left.delete(key)
    if (text === undefined || accepts(text)) return text
    problems.push(ruleProblem('setting_must_have_choice', { file: `--set ${key}`, version: '' }, { key, found: text, choices: wanted }))
    return undefined
  }
  const entries = version.entries.map((line) => lineAsSet(line, `${entry.rule.id}/${line.kpi}`, [...left.keys()], take))
  const total = sum(entries.map((line) => rationalFromText(line.weight) ?? ZERO))
  if (compare(total, ONE) !== 0) problems.push(ruleProblem('weights_must_add_up_to_one', at, { group: 'entries', found: exactText(total) }))
  return { entry, version: { ...version, entries } }
}

type Take = (key: string, wanted: string, accepts: (text: string) => boolean) => string | undefined

function lineAsSet(line: Line, own: string, keys: readonly string[], take: Take): Line {
  const decimalValue = (key: string) => take(key, '0.95', (text) => isDecimal(text))
  const weight = take(`${own}/weight`, '0 ... 1', (text) => isDecimal(text) && isWeight(text)) ?? line.weight
  const parameters = { ...line.parameters }
  const regions: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(line.regions).map(([region, values]) => [region, { ...values }]),
  )
  for (const name of Object.keys(line.parameters)) {
    parameters[name] = decimalValue(`${own}/${name}`) ?? line.parameters[name] ?? ''
    const prefix = `${own}/${name}/`
    for (const key of keys.filter((each) => each.startsWith(prefix))) {
      const value = decimalValue(key)
      const region = key.slice(prefix.length)
      if (value !== undefined) regions[region] = { ...regions[region], [name]: value }
    }
  }
  return { ...line, weight, parameters, regions }
}

function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}

function isWeight(text: string): boolean {
  const value = rationalFromText(text)
  return value !== undefined && compare(value, ZERO) >= 0 && compare(value, ONE) <= 0
}

import { dayFromText } from '../base/day.ts'
import { fenFromYuan, yuanText } from '../base/money.ts'
import { type Problem, sentence } from '../base/problem.ts'
import { compare as compareRationals, decimal, type Rational, rationalFromText } from '../base/rational.ts'
import { decimalText, exactText } from '../base/rounding.ts'
import { splitPool } from '../domain/bonus/split-pool.ts'
import { participationOf, participationRules } from '../domain/engineers/participation.ts'
import { compileRule } from '../engine/compile-rule.ts'
import type { CompiledRule, Outcome } from '../engine/compiled-rule.ts'
import type { AllocationVersion, ComputingVersion, RuleExample, RuleVersion, ScorecardVersion } from '../engine/rule/rule-file.ts'
import { RULE_PROBLEMS, type RulePlace, type RuleProblemCode, ruleProblem } from '../engine/rule/rule-problem.ts'
import { settingValue } from '../engine/rule/setting-values.ts'
import { totalPoints } from '../engine/total-points.ts'
import { beyondBounds, outOfOrder } from './parameter-bounds.ts'
import type { RuleEntry } from './read-rules.ts'
import type { Rulebook } from './rulebook.ts'
import { defaultSettings, settingKey } from './settings-on.ts'

/** One worked example of a rule file, tried: what differs from what the file says, and the decisions that had a part in it. */
export interface TriedExample {
  readonly file: string
  readonly version: string
  readonly name: string
  readonly decisions: readonly string[]
  /** What the file says against what comes out now. */
  readonly figures: readonly ComparedFigure[]
  readonly problems: readonly Problem[]
}

/** One figure of an example. A value that does not apply is "null", as rule files write it. */
export interface ComparedFigure {
  readonly what: Published
  readonly expected: string
  readonly actual: string
}

/** Tries every example of every version, to the last digit and with its decisions. */
export function tryExamples(rulebook: Rulebook): TriedExample[] {
  return rulebook.entries.flatMap((entry) => entry.rule.versions.flatMap((version) => triedVersion(rulebook, entry, version)))
}

/** What an example says of its result, with the Chinese word; the last ones are of plans. */
export const PUBLISHED = {
  value: '值',
  reason: '原因',
  numerator: '分子',
  denominator: '分母',
  decisions: '决定',
  shares: '分配结果',
  settings: '设置',
  amount: '金额',
  bands: '各档',
  reserve: '预留',
  paid: '实发',
  balanceAfter: '余额',
  grade: '等级',
} as const
export type Published = keyof typeof PUBLISHED

/** What else an example says, beside its figures. */
const SAID = { ...PUBLISHED, refused: '是否拒绝', better: '哪个方向更好' } as const

function difference(what: keyof typeof SAID, wanted: string, found: string): Record<string, string> {
  return { what, whatZh: SAID[what], wanted: wanted || '-', found: found || '-' }
}

type Report = (code: RuleProblemCode, values: Record<string, string>) => void

/** What is noted while an example is tried. */
interface Trial {
  readonly report: Report
  /** Notes a figure with what the file says of it; a problem where they differ. */
  compare(what: keyof typeof SAID, expected: string, actual: string): void
}

type Told = Pick<RuleExample, 'name' | 'settings' | 'inForce'>

/** Tries every example of one version of a rule. */
function triedVersion(rulebook: Rulebook, entry: RuleEntry, version: RuleVersion): TriedExample[] {
  const at = { file: entry.file, version: version.effectiveFrom }
  const tried = ({ name, settings, inForce = {} }: Told, run: (trial: Trial) => readonly string[]): TriedExample => {
    const problems: Problem[] = []
    const figures: ComparedFigure[] = []
    const report: Report = (code, values) => problems.push(ruleProblem(code, at, { example: name, ...values }))
    const compare: Trial['compare'] = (what, expected, actual) => {
      if (what in PUBLISHED && (expected !== '' || actual !== '')) figures.push({ what: what as Published, expected, actual })
      if (expected !== actual) report('example_must_give_value', difference(what, expected, actual))
    }
    const decisions = run({ report, compare })
    const chosen = { ...defaultSettings(version), ...settings }
    for (const [setting, value] of Object.entries(inForce)) {
      compare('settings', `${setting}=${value}`, `${setting}=${chosen[setting] ?? ''}`)
    }
    return { ...at, name, decisions, figures, problems }
  }
  if ('entries' in version) {
    return version.examples.map((example) => tried(example, (trial) => tryScorecard(rulebook, entry, version, example, trial)))
  }
  if ('rounding' in version) {
    return version.examples.map((example) => tried(example, (trial) => tryAllocation(entry, version, at, example, trial)))
  }
  return version.examples.map((example) => tried(example, (trial) => tryComputing(entry, version, at, example, trial)))
}

function tryComputing(
  entry: RuleEntry,
  version: ComputingVersion,
  at: RulePlace,
  example: RuleExample,
  { report, compare }: Trial,
): readonly string[] {
  const names = version.inputs.map((input) => input.name)
  for (const [name, value] of Object.entries(example.inputs)) {
    if (!names.includes(name) || rationalFromText(value) === undefined)
      report('example_must_name_inputs', { name, value, known: names.join(', ') })
  }
  const beyond = beyondWhatCanBeSet(version, example, at)
  if (beyond !== undefined) {
    compare('value', example.value ?? 'null', 'null')
    compare('reason', example.reason ?? '', beyond)
    return []
  }
  const compiled = compiledFor(entry, version, at, example, report)
  if (!compiled) return []
  const outcome = compiled.evaluate(names.map((name) => rationalFromText(example.inputs[name] ?? '')))
  compare('value', example.value ?? 'null', valueText(compiled, outcome))
  compare('reason', example.reason ?? '', outcome.reason ?? '')
  if (example.numerator !== undefined) compare('numerator', example.numerator, figureText(outcome.numerator))
  if (example.denominator !== undefined) compare('denominator', example.denominator, figureText(outcome.denominator))
  compare('decisions', example.decisions.join(', '), outcome.decision ?? '')
  compare('refused', String(example.refused ?? false), String(outcome.problem?.code === 'inputs_must_suit_the_rule'))
  if (example.betterThan !== undefined) compareDirection(version, example, example.betterThan, { report, compare })
  return outcome.decision === undefined ? [] : [outcome.decision]
}

/** Of two examples one is said to be better: by its value that is the direction of the ratio. */
function compareDirection(version: ComputingVersion, { value, name }: RuleExample, than: string, { report, compare }: Trial): void {
  const others = 'better' in version ? version.examples.filter((other) => other.name !== name && other.value !== value) : []
  const [own, other] = [value, others.find((one) => one.name === than)?.value].map((text) => rationalFromText(text ?? ''))
  if (!('better' in version) || !own || !other) {
    report('example_must_name_inputs', { name: 'betterThan', value: than, known: others.map((one) => one.name).join(', ') })
    return
  }
  compare('better', compareRationals(own, other) > 0 ? 'higher' : 'lower', version.better)
}

/** The reason of an example that shows what can not be set: a parameter beyond its bounds or out of order, a number of a setting beyond its own. */
function beyondWhatCanBeSet(
  version: ComputingVersion | AllocationVersion,
  { parameters = {}, settings }: Variation,
  at: RulePlace,
): string | undefined {
  const isBeyond = Object.entries(settings).some(([name, text]) => {
    const setting = version.settings[name]
    return setting?.kind === 'number' && settingValue(setting, text) === undefined
  })
  if (isBeyond) return 'setting_out_of_bounds'
  if (beyondBounds(version.parameters, parameters, at).length > 0) return 'parameter_out_of_bounds'
  return outOfOrder(version.parameters, parameters, at).length > 0 ? 'parameter_out_of_order' : undefined
}

function valueText({ scale }: CompiledRule, { value }: Outcome): string {
  if (value === undefined) return 'null'
  return scale === undefined ? exactText(value) : decimalText(value, scale)
}

function figureText(value: Rational | undefined): string {
  return value ? exactText(value) : ''
}

interface Variation {
  readonly settings: Readonly<Record<string, string>>
  readonly parameters?: Readonly<Record<string, string>>
}

function compiledFor(
  entry: RuleEntry,
  version: ComputingVersion,
  at: RulePlace,
  example: Variation,
  report: Report,
): CompiledRule | undefined {
  const settings = defaultSettings(version)
  const parameters: Record<string, Rational> = {}
  let isKnown = true
  const refuse = (name: string, value: string, known: readonly string[]) => {
    isKnown = false
    report('example_must_name_inputs', { name, value, known: known.join(', ') })
  }
  for (const [name, text] of Object.entries(example.settings)) {
    const setting = version.settings[name]
    const value = setting && settingValue(setting, text)
    if (value === undefined) refuse(name, text, Object.keys(version.settings))
    else settings[name] = value
  }
  for (const [name, text] of Object.entries(example.parameters ?? {})) {
    if (Object.hasOwn(version.parameters, name)) parameters[name] = decimal(text)
    else refuse(name, text, Object.keys(version.parameters))
  }
  if (!isKnown) return undefined
  const answer = compileRule({ rule: entry.rule, version, at, settings, parameters })
  return answer.ok ? answer.compiled : undefined
}

/** What stands in the place of a share of whoever takes no part. */
const LEFT_OUT = '-'

/** The example is split by the very function that pays. People are numbered in the order in which the example names them. */
function tryAllocation(
  entry: RuleEntry,
  version: AllocationVersion,
  at: RulePlace,
  example: AllocationVersion['examples'][number],
  { report, compare }: Trial,
): readonly string[] {
  const beyond = beyondWhatCanBeSet(version, example, at)
  compare('reason', example.reason ?? '', beyond ?? '')
  if (beyond !== undefined) {
    compare('shares', example.shares.join(', '), '')
    return []
  }
  const compiled = compiledFor(entry, version, at, example, report)
  const pool = fenFromYuan(example.pool)
  if (pool === undefined || pool < 0n) report('example_must_name_inputs', { name: 'pool', value: example.pool, known: '0.00' })
  if (!compiled || pool === undefined || pool < 0n) return []
  const rules = participationRules((name) => example.settings[name] ?? version.settings[name]?.default)
  for (const name of ['days', 'probationUntil', 'daysAway'] as const) {
    const given = example[name]
    const isNeeded = name === 'days' && rules.share !== 'whole'
    if (given === undefined ? isNeeded : given.length !== example.scores.length) {
      report('example_must_name_inputs', { name, value: given?.join(', ') ?? '', known: `${name}: ${example.scores.length}` })
    }
  }
  const everybody = example.scores.map((score, index) => {
    const until = example.probationUntil?.[index]
    const time = {
      daysEmployed: example.days?.[index] ?? rules.leastDays,
      probationUntil: until ? dayFromText(until) : undefined,
      daysAway: example.daysAway?.[index] ?? 0,
    }
    const days = rules.share === 'whole' ? undefined : time.daysEmployed
    return { employee: String(index + 1).padStart(6, '0'), score: decimal(score), days, ...participationOf(time, rules) }
  })
  const people = everybody.filter(({ takesPart }) => takesPart)
  const split = splitPool(pool, people, { rule: compiled, rounding: version.rounding })
  if (!split.ok) {
    const words = RULE_PROBLEMS[split.problem.code as RuleProblemCode]
    compare('shares', example.shares.join(', '), sentence(words, split.problem, 'zh'))
    return []
  }
  const paid = new Map(split.shares.map(({ employee, amount }) => [employee, yuanText(amount)]))
  compare('shares', example.shares.join(', '), everybody.map(({ employee }) => paid.get(employee) ?? LEFT_OUT).join(', '))
  return [...split.decisions]
}

function tryScorecard(
  rulebook: Rulebook,
  entry: RuleEntry,
  version: ScorecardVersion,
  example: ScorecardVersion['examples'][number],
  { report, compare }: Trial,
): readonly string[] {
  const day = dayFromText(version.effectiveFrom)
  const chosen = Object.entries(example.settings).map(([name, value]) => [settingKey(entry.rule.id, name), value] as const)
  const answer = day && rulebook.compile(day, Object.fromEntries(chosen))
  if (!answer?.ok) {
    const wrong = answer?.problems.map(({ code }) => code).join(', ') ?? ''
    report('example_must_name_inputs', { name: 'settings', value: wrong, known: Object.keys(version.settings).join(', ') })
    return []
  }
  const scorecard = answer.book.scorecard(entry.rule.id)
  const exact = (kpi: string) => rationalFromText(example.values[kpi] ?? '')
  const lines = scorecard.entries(example.region ?? '').map(({ kpi, second, weight, method }) => ({
    weight,
    points: exact(kpi) && method.evaluate(second === undefined ? [exact(kpi)] : [exact(kpi), exact(second)]).exact,
  }))
  const { total } = totalPoints(lines, scorecard.whenNotApplicable, scorecard.scale)
  compare('value', example.value ?? 'null', total ? decimalText(total, scorecard.scale) : 'null')
  return []
}

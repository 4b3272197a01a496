import { messageOf } from '../../base/problem.ts'
import type { AllocationVersion, RuleVersion, Words } from '../../engine/rule/rule-file.ts'
import type { TriedExample } from '../../rulebook/check-examples.ts'
import { titlesOf } from '../../rulebook/rule-words.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { example } from './rule-schema.ts'

/** A figure of an example, with its title where it has one. */
export interface ExampleFigure {
  readonly name: string
  readonly title: Words
  /** Null where it is not given. */
  readonly value: string | null
}

/** A worked example of a rule, computed now. */
export type ExampleView = ShapeOf<typeof example>

/** The examples of a version beside what they come to now; `tried` is in the order of the version's examples. A scorecard's name KPIs. */
export function exampleViews(version: RuleVersion, tried: readonly TriedExample[], titleOfRule: (key: string) => Words): ExampleView[] {
  const titles = titlesOf(version)
  const decisions = 'decisions' in version ? version.decisions : []
  return version.examples.map((example, index): ExampleView => {
    const outcome = tried[index]
    const reason = outcome?.figures.find(({ what }) => what === 'reason')?.actual
    return {
      ...exampleOutcome(example, outcome),
      chosen: chosenIn(version, example),
      inputs: inputsOf(example, (name) => titles.names.get(name) ?? titleOfRule(name)),
      records: [],
      decision: decisions.find(({ name }) => outcome?.decisions.includes(name))?.words ?? null,
      reason: reason === undefined ? null : (titles.reasons[reason] ?? null),
    }
  })
}

/** What every example has, of whatever rule: its name and source, and what the file says beside what came out. */
export function exampleOutcome({ name, source }: { readonly name: string; readonly source: string }, outcome: TriedExample | undefined) {
  const figures = (outcome?.figures ?? []).map(({ what, expected, actual }) => ({
    what,
    expected: shown(expected),
    actual: shown(actual),
    equal: expected === actual,
  }))
  return {
    name,
    source,
    clauses: clausesIn(source),
    figures,
    equal: outcome !== undefined && outcome.problems.length === 0,
    problems: (outcome?.problems ?? []).map((problem) => ({ zh: messageOf(problem, 'zh'), en: messageOf(problem, 'en') })),
  }
}

function shown(text: string): string | null {
  return text === 'null' || text === '' ? null : text
}

/** "policy 5.1.1, worked number" and "readings A4, A5" name clauses. */
function clausesIn(source: string): string[] {
  return [...new Set(source.match(/\b(?:[A-Z]\d+[a-z]?|\d+(?:\.\d+)+)\b/g) ?? [])]
}

type Example = RuleVersion['examples'][number]

function inputsOf(example: Example, title: (name: string) => Words): ExampleFigure[] {
  const line = (name: string, value: string | null): ExampleFigure => ({ name, title: title(name), value })
  if ('inputs' in example) return Object.entries(example.inputs).map(([name, value]) => line(name, value))
  if ('scores' in example)
    return [line('pool', example.pool), ...example.scores.flatMap((score, index) => [line('score', score), ...toldOf(example, index)])]
  return Object.entries(example.values).map(([name, value]) => line(name, value))
}

const TOLD = {
  days: { zh: '在岗或在职天数', en: 'days in post or employed' },
  probationUntil: { zh: '试用期至（不含）', en: 'on probation until before' },
  daysAway: { zh: '缺勤天数', en: 'days away' },
} as const

/** What an example of the split tells of one person beside the score. */
function toldOf(example: AllocationVersion['examples'][number], index: number): ExampleFigure[] {
  return (['days', 'probationUntil', 'daysAway'] as const).flatMap((name) => {
    const value = example[name]?.[index] ?? undefined
    return value === undefined ? [] : [{ name, title: TOLD[name], value: String(value) }]
  })
}

function chosenIn(version: RuleVersion, example: Example): { readonly title: Words; readonly value: Words }[] {
  const settings = Object.entries(example.settings).map(([name, text]) => {
    const setting = version.settings[name]
    const choice = setting?.choices.find(({ value }) => value === text)?.title
    return { title: setting?.title ?? { zh: name, en: name }, value: choice ?? { zh: text, en: text } }
  })
  if (!('parameters' in example)) return settings
  const parameters = Object.entries(example.parameters).map(([name, text]) => {
    const title = 'parameters' in version ? version.parameters[name]?.title : undefined
    return { title: title ?? { zh: name, en: name }, value: { zh: text, en: text } }
  })
  return [...settings, ...parameters]
}

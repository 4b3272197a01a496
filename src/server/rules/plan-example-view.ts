import { isMeasuredTable } from '../../domain/measures/measured-tables.ts'
import type { MeasureVersion } from '../../engine/rule/measure-rule.ts'
import type { CommissionVersion, GradesVersion } from '../../engine/rule/pay-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { TriedExample } from '../../rulebook/check-examples.ts'
import { fieldWords, valueOfField } from '../../rulebook/measure-words.ts'
import { BY_WORDS, type TitleOf } from '../../rulebook/plan-words.ts'
import { type ExampleFigure, type ExampleView, exampleOutcome } from './example-view.ts'

const NOTHING_ELSE = { chosen: [], decision: null, reason: null }

const GIVEN = {
  base: { zh: '基数', en: 'Base' },
  payBase: { zh: '绩效基数', en: 'Pay base' },
  balance: { zh: '期初待扣余额', en: 'Draw still owed before' },
  points: { zh: '考核得分', en: 'Points' },
  days: { zh: '在职天数', en: 'Days employed' },
  period: { zh: '考核期间', en: 'Period' },
} as const satisfies Readonly<Record<string, Words>>

/** The worked examples of a plan beside what they come to; `tried` is in their order. */
export function planExampleViews(
  version: CommissionVersion | GradesVersion,
  tried: readonly TriedExample[],
  titleOf: TitleOf,
): ExampleView[] {
  const title: TitleOf = (name) => BY_WORDS[name] ?? titleOf(name)
  const views = (inputs: readonly ExampleFigure[], example: { readonly name: string; readonly source: string }, index: number) => ({
    ...NOTHING_ELSE,
    ...exampleOutcome(example, tried[index]),
    inputs: [...inputs],
    records: [],
  })
  if ('base' in version) return version.examples.map((example, index) => views(commissionInputs(example, title), example, index))
  return version.examples.map((example, index) => views(gradeInputs(example, title), example, index))
}

function commissionInputs({ base, figures, balance }: CommissionVersion['examples'][number], title: TitleOf): ExampleFigure[] {
  return [
    given('base', base),
    ...Object.entries(figures).map(([name, value]) => ({ name, title: title(name), value })),
    ...(balance === undefined ? [] : [given('balance', balance)]),
  ]
}

function gradeInputs({ points, kpis, base, days }: GradesVersion['examples'][number], title: TitleOf): ExampleFigure[] {
  return [
    given('points', points),
    ...Object.entries(kpis).map(([name, value]) => ({ name, title: title(name), value })),
    given('payBase', base),
    ...(days === undefined ? [] : [given('days', `${days[0]} / ${days[1]}`)]),
  ]
}

function given(name: keyof typeof GIVEN, value: string): ExampleFigure {
  return { name, title: GIVEN[name], value }
}

/** The worked examples of a measure with the records that each counts. */
export function measureExampleViews(version: MeasureVersion, tried: readonly TriedExample[]): ExampleView[] {
  const { module } = version
  const inWords = (name: string, value: string) => {
    if (!isMeasuredTable(module)) return { name, title: { zh: name, en: name }, value: { zh: value, en: value } }
    return { name, title: fieldWords(module, name), value: valueOfField(module, name, value) }
  }
  return version.examples.map((example, index) => ({
    ...NOTHING_ELSE,
    ...exampleOutcome(example, tried[index]),
    inputs: [given('period', example.period)],
    records: example.records.map((record) => Object.entries(record).map(([name, value]) => inWords(name, value))),
  }))
}

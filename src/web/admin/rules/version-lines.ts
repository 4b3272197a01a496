import { inLanguage } from '../../words/in-language.ts'
import type { RuleVersion } from './rule-queries.ts'

/** One thing that a version of a rule says, as text: what two versions are compared by. */
export interface VersionLine {
  readonly group: LineGroup
  /** The same thing has the same key in every version. */
  readonly key: string
  readonly label: string
  readonly text: string
}

export const LINE_GROUPS = [
  'howComputed',
  'tiers',
  'coefficients',
  'terms',
  'parameters',
  'inputs',
  'steps',
  'decisions',
  'settings',
  'entries',
  'result',
] as const
export type LineGroup = (typeof LINE_GROUPS)[number]

/** A thing in both versions: `left` or `right` is undefined where that version has nothing of it. */
export interface ComparedLine {
  readonly group: LineGroup
  readonly key: string
  readonly label: string
  readonly left: string | undefined
  readonly right: string | undefined
  readonly isSame: boolean
}

/** The words that name lines. */
type LineWord =
  | ('numerator' | 'denominator' | 'formula' | 'result' | 'whom' | 'base' | 'mode')
  | ('table' | 'conditions' | 'value' | 'window' | 'dayOfRecord')

/** Everything a version says, in the order of the page, in the language of the moment. */
export function versionLines(version: RuleVersion, say: (key: LineWord) => string): VersionLine[] {
  const line = (group: LineGroup, key: string, label: string, text: string): VersionLine => ({ group, key: `${group} ${key}`, label, text })
  const formulas = (['formula', 'numerator', 'denominator'] as const).flatMap((name) => {
    const formula = version[name]
    return formula ? [line('howComputed', name, say(name), inLanguage(formula.words))] : []
  })
  const { result, plan, counted } = version
  const paid = plan ? planLines(plan, line, say) : []
  const measured = counted ? measureLines(counted, line, say) : []
  return [
    ...paid,
    ...measured,
    ...formulas,
    ...version.parameters.map(({ name, title, value, clause }) => line('parameters', name, inLanguage(title), `${value} (${clause})`)),
    ...version.inputs.map(({ name, title, min, max }) => line('inputs', name, inLanguage(title), bounds(min, max))),
    ...version.steps.map(({ name, title, formula }) => line('steps', name, inLanguage(title), inLanguage(formula.words))),
    ...version.decisions.map(({ name, words, condition, outcome, clause }) =>
      line('decisions', name, inLanguage(words), `${inLanguage(words)}: ${inLanguage(condition)} → ${inLanguage(outcome)} (${clause})`),
    ),
    ...version.settings.map(({ name, title, choices, default: value }) =>
      line('settings', name, inLanguage(title), choiceTitles(value, choices)),
    ),
    ...version.entries.map(({ kpi, title, weight, method, parameters }) =>
      line(
        'entries',
        kpi,
        inLanguage(title),
        [weight, inLanguage(method.title), ...parameters.map(({ name, value }) => `${name} ${value}`)].join(' · '),
      ),
    ),
    line('result', 'result', inLanguage(result.title), `${result.scale ?? ''} ${result.unit} (${result.clause})`.trim()),
  ]
}

type SayLine = (key: LineWord) => string

function measureLines(
  { table, conditions, value, window, day }: NonNullable<RuleVersion['counted']>,
  line: Line,
  say: SayLine,
): VersionLine[] {
  const said = [
    ['table', table],
    ['conditions', conditions],
    ['value', value],
    ['window', window],
    ['dayOfRecord', day],
  ] as const
  return said.map(([name, words]) => line('howComputed', name, say(name), words ? inLanguage(words) : '—'))
}

type Line = (group: LineGroup, key: string, label: string, text: string) => VersionLine

function planLines(
  { people, base, mode, rows, coefficients, terms }: NonNullable<RuleVersion['plan']>,
  line: Line,
  say: SayLine,
): VersionLine[] {
  const said = (
    [
      ['whom', people],
      ['base', base],
      ['mode', mode],
    ] as const
  ).map(([name, words]) => line('howComputed', name, say(name), inLanguage(words)))
  return [
    ...said,
    ...rows.map(({ when, value }) => line('tiers', when.en, inLanguage(when), value)),
    ...coefficients.flatMap(({ title, rows: own }) =>
      own.map(({ when, value }) => line('coefficients', `${title.en} ${when.en}`, `${inLanguage(title)}: ${inLanguage(when)}`, value)),
    ),
    ...terms.map(({ name, title, text }) => line('terms', name, inLanguage(title), inLanguage(text))),
  ]
}

function bounds(min: string | null, max: string | null): string {
  if (min === null && max === null) return '—'
  return `${min ?? '…'} – ${max ?? '…'}`
}

/** The value of a setting in the words of its choices; a list has several, with commas between them. */
export function choiceTitles(
  value: string,
  choices: readonly { readonly value: string; readonly title: { readonly zh: string; readonly en: string } }[],
): string {
  if (choices.length === 0) return value === '' ? '—' : value
  const chosen = choices.filter((choice) => value.split(',').includes(choice.value)).map(({ title }) => inLanguage(title))
  return chosen.length === 0 ? '—' : chosen.join(' · ')
}

/** The lines of two versions side by side, in the order of the newer one, what it dropped at the end of its group. */
export function compareLines(left: readonly VersionLine[], right: readonly VersionLine[]): ComparedLine[] {
  const before = new Map(left.map((line) => [line.key, line]))
  const after = new Map(right.map((line) => [line.key, line]))
  return LINE_GROUPS.flatMap((group) => {
    const kept = right.filter((line) => line.group === group)
    const dropped = left.filter((line) => line.group === group && !after.has(line.key))
    return [...kept, ...dropped].map(({ key, label }) => {
      const [one, other] = [before.get(key)?.text, after.get(key)?.text]
      return { group, key, label, left: one, right: other, isSame: one === other }
    })
  })
}

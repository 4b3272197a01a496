import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { wordsNow } from '../../words/words.ts'
import { percentText } from './percent-text.ts'
import type { Setting } from './setting-queries.ts'

/** Scorecard figures that are ratios, which people read in per cent. */
const RATIOS = ['weight', 'target', 'cap']

/** Whether a setting is a ratio of a scorecard. */
export function isRatio({ scorecard }: Pick<Setting, 'scorecard'>): boolean {
  return scorecard !== null && RATIOS.includes(scorecard.parameter)
}

/** A value of a setting as people read it: the words of its choices, per cent for weights and targets. */
export function valueInWords(setting: Pick<Setting, 'choices' | 'kind' | 'scorecard'>, value: string): string {
  const { choices } = setting
  if (isRatio(setting)) return `${percentText(value)}%`
  const none = wordsNow(COMMON)('none')
  if (choices.length === 0) return value === '' ? none : value
  const chosen = value.split(',')
  const titles = choices.filter((choice) => chosen.includes(choice.value)).map(({ title }) => inLanguage(title))
  return titles.length === 0 ? none : titles.join(' · ')
}

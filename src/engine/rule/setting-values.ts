import { type Bounds, boundsText, isWithin } from '../../base/bounds.ts'
import type { RuleSetting } from './rule-file.ts'

/** The value of a setting as text: a choice, choices joined by commas in the order of the rule file, or a whole number. */
export type SettingValue = string

/** The choices as their keys. */
export function chosenWords(setting: RuleSetting): string[] {
  return setting.choices.map((choice) => choice.value)
}

/** A setting that is a number is a whole one, up to 999 unless its file says otherwise. */
export function numberBounds({ min, max }: Pick<RuleSetting, 'min' | 'max'>): Bounds {
  return { min: String(min ?? 0), max: String(max ?? 999), places: 0 }
}

/** The choices in words for a message: "matching, both", or "a whole number from 1 to 60". */
export function choicesText(setting: RuleSetting): string {
  if (setting.kind === 'number') return boundsText(numberBounds(setting))
  const words = chosenWords(setting).join(', ')
  return setting.kind === 'list' ? `${words} (a,b / "")` : words
}

/**
 * The value in its one written form, so that the same setting gives the same bytes: spaces gone, a list in the order
 * of the choices and each once. Undefined when it is not among the choices.
 */
export function settingValue(setting: RuleSetting, text: string): SettingValue | undefined {
  const choices = chosenWords(setting)
  const trimmed = text.trim()
  if (setting.kind === 'choice') return choices.includes(trimmed) ? trimmed : undefined
  if (setting.kind === 'number') {
    if (!/^\d{1,6}$/.test(trimmed)) return undefined
    return isWithin(trimmed, numberBounds(setting)) ? String(Number(trimmed)) : undefined
  }
  const wanted = trimmed
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return wanted.every((word) => choices.includes(word)) ? choices.filter((word) => wanted.includes(word)).join(',') : undefined
}

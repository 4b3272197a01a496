import { language } from '../words/language.ts'
import type { ColumnInfo } from './api.ts'

/** "hired_on" as a person reads it: "Hired on". */
function readable(key: string): string {
  const words = key
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The title of a column in the language of the screen: the dataset's own in Chinese, its key in English. */
export function columnTitle({ key, title }: Pick<ColumnInfo, 'key' | 'title'>): string {
  return language() === 'zh' ? title : readable(key)
}

/** The title of one of a column's choices; the key itself when the list does not know it. */
export function choiceTitle({ choices }: Pick<ColumnInfo, 'choices'>, key: string): string {
  const choice = choices.find((each) => each.key === key)
  return choice ? columnTitle(choice) : key
}

/** Several things one after the other, as the language of the screen writes them. */
export function listed(texts: readonly string[]): string {
  return texts.join(language() === 'zh' ? '、' : ', ')
}

/** What stands before what is said of it. */
export function titled(title: string): string {
  return language() === 'zh' ? `${title}：` : `${title}: `
}

import { language } from '../words/language.ts'

/** Names one after the other, as the language of the screen divides them. */
export function listed(names: readonly string[]): string {
  return names.join(language() === 'zh' ? '、' : ', ')
}

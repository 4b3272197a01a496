import { language } from '../words/language.ts'

const MARKS = {
  zh: { comma: '，', list: '、', clause: '；', colon: '：', open: '（', close: '）' },
  en: { comma: ', ', list: ', ', clause: '; ', colon: ': ', open: ' (', close: ')' },
} as const

/** Signs between texts that are put together, as the language of the screen writes them. */
export function sign(name: 'comma' | 'list' | 'clause' | 'colon'): string {
  return MARKS[language()][name]
}

/** "（text）" or " (text)". */
export function inBrackets(text: string): string {
  const { open, close } = MARKS[language()]
  return `${open}${text}${close}`
}

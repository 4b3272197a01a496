import i18next from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from './language.ts'
// The bundles of words go into a library that has been started.
import './start-words.ts'

type Dictionary = Readonly<Record<string, string>>
/** The words of one part of the screens, in both languages. */
export interface Words<Keys extends string> {
  readonly part: string
  readonly keys?: Keys
}
/** Gives the words of a key; `{{name}}` in them is replaced. */
export type Say<Keys extends string> = (key: Keys, values?: Readonly<Record<string, string | number>>) => string

/**
 * Registers the words of a part once, when its chunk loads. English must have exactly the keys of Chinese: the compiler says
 * which are missing. Keys are flat.
 *
 * ```ts
 * export const WORDS = defineWords('uploads', { zh: { title: '上传数据' }, en: { title: 'Upload data' } })
 * const say = useWords(WORDS)
 * say('title')
 * ```
 */
export function defineWords<const Zh extends Dictionary>(
  part: string,
  words: { readonly zh: Zh; readonly en: { readonly [Key in keyof Zh]: string } },
): Words<Extract<keyof Zh, string>> {
  for (const language of ['zh', 'en'] satisfies Language[]) i18next.addResourceBundle(language, part, words[language])
  return { part }
}

/** Whether a part has words for a key that came as text, such as one from the server. */
export function isWord<Keys extends string>(words: Words<Keys>, key: string): key is Keys {
  return i18next.exists(key, { ns: words.part })
}

/** The words of a part in the language of the moment; the component is drawn anew when it changes. */
export function useWords<Keys extends string>(words: Words<Keys>): Say<Keys> {
  const { t } = useTranslation(words.part)
  // The same function as long as the language is: what is worked out from words need not be worked out again.
  return useCallback((key, values) => t(key, values ?? {}), [t])
}

/** Outside of components: the words of a part now. */
export function wordsNow<Keys extends string>(words: Words<Keys>): Say<Keys> {
  return (key, values) => i18next.t(key, { ns: words.part, ...values })
}

import { language } from './language.ts'

/** Text that the server gives in both languages. */
export interface BothLanguages {
  readonly zh: string
  readonly en: string
}

/** The one of the language chosen now; components that call it use `useWords` too, so that they are drawn anew when it changes. */
export function inLanguage(words: BothLanguages): string {
  return words[language()]
}

import i18next from 'i18next'

export type Language = 'zh' | 'en'
const KEPT = 'quanheng.language'

/** The language of the screens: what was chosen here, else Chinese unless the browser asks for English alone. */
export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}

export function rememberedLanguage(): Language {
  const kept = readKept(KEPT)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.languages.some((tag) => tag.startsWith('zh')) || !navigator.languages.some((tag) => tag.startsWith('en')) ? 'zh' : 'en'
}

/** Switches every screen; dates, amounts and the server's sentences follow. */
export async function chooseLanguage(next: Language): Promise<void> {
  keep(KEPT, next)
  await i18next.changeLanguage(next)
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** Storage may be closed (private windows): then nothing is remembered. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Not remembered; the choice holds until the page is left.
  }
}

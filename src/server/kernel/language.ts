import type { Language } from '../../base/problem.ts'

/** The language of an answer's words: the best of Accept-Language that we speak, Chinese unless told. */
export function languageOf(acceptLanguage: string | null): Language {
  const wishes = (acceptLanguage ?? '').split(',').map((wish, order) => {
    const [tag = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return { language: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0, order }
  })
  const spoken = wishes.filter(({ language, weight }) => (language === 'zh' || language === 'en') && weight > 0)
  const [best] = spoken.sort((a, b) => b.weight - a.weight || a.order - b.order)
  return best?.language === 'en' ? 'en' : 'zh'
}

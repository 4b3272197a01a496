/** How formulas of the rules are written for people: names by their titles, signs as in a textbook, functions as sentences of the business. */
type Language = 'zh' | 'en'

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−', '==': '=', '!=': '≠', '>=': '≥', '<=': '≤' }
const TOKEN = /"[^"]*"|[A-Za-z_]\w*|\d+(?:\.\d+)?|==|!=|>=|<=|[-*/+<>(),]|\s+|./g

/**
 * A formula such as `max(0, 100 - deduction * late)` in words: "(100 − 每次扣分 × 迟到次数)（不低于 0）". What a title says in
 * brackets is left out; a name without a title stays.
 */
export function readableFormula(formula: string, titleOf: (name: string) => string | undefined, language: Language): string {
  const tokens = formula.match(TOKEN) ?? []
  let at = 0
  /** Reads up to a comma or bracket that belongs to whoever asked. */
  const text = (): string => {
    let said = ''
    while (at < tokens.length && tokens[at] !== ')' && tokens[at] !== ',') {
      const token = tokens[at++] ?? ''
      if (token === '(') {
        said += `(${text()})`
        at++
      } else if (tokens[at] === '(' && isFunction(token)) {
        said += CALLS[token](parts(), language)
      } else said += /^[A-Za-z_]/.test(token) ? shortTitle(titleOf(token) ?? token) : (SIGNS[token] ?? token)
    }
    return said.trim() === '' ? said : said.replace(/^\s+|\s+$/g, (space, offset: number) => (offset === 0 ? '' : space))
  }
  const parts = (): string[] => {
    const found: string[] = []
    do {
      at++
      found.push(text().trim())
    } while (tokens[at] === ',')
    at++
    return found
  }
  let whole = text()
  while (at < tokens.length) whole += tokens[at++] + text()
  return whole
}

const CALLS = {
  max: (parts: readonly string[], language: Language) =>
    limited(parts, language, { zh: '不低于', en: 'at least' }, { zh: '较大者', en: 'largest' }),
  min: (parts: readonly string[], language: Language) =>
    limited(parts, language, { zh: '不高于', en: 'at most' }, { zh: '较小者', en: 'smallest' }),
  clamp: ([value = '', least = '', most = '']: readonly string[], language: Language) =>
    language === 'zh' ? `${bracketed(value)}（不低于 ${least}，不高于 ${most}）` : `(${value}, at least ${least} and at most ${most})`,
  round: ([value = '', places = '']: readonly string[], language: Language) =>
    language === 'zh' ? `${bracketed(value)}（四舍五入到 ${places} 位小数）` : `(${value}, rounded to ${places} decimals)`,
  abs: ([value = '']: readonly string[], language: Language) =>
    language === 'zh' ? `${bracketed(value)} 的绝对值` : `(${value}, without its sign)`,
  if: ([asked = '', yes = '', no = '']: readonly string[], language: Language) =>
    language === 'zh' ? `（若 ${asked} 则为 ${yes}，否则为 ${no}）` : `(${yes} if ${asked}, otherwise ${no})`,
} as const

function isFunction(name: string): name is keyof typeof CALLS {
  return Object.hasOwn(CALLS, name)
}

/** "at least 0" where one of two is a plain figure, "the larger of" otherwise. */
function limited(
  parts: readonly string[],
  language: Language,
  limit: Readonly<Record<Language, string>>,
  chosen: Readonly<Record<Language, string>>,
): string {
  const bound = parts.findIndex((part) => /^−?\d+(\.\d+)?$/.test(part))
  if (parts.length === 2 && bound >= 0) {
    const value = parts[1 - bound] ?? ''
    return language === 'zh' ? `${bracketed(value)}（${limit.zh} ${parts[bound]}）` : `(${value}, ${limit.en} ${parts[bound]})`
  }
  return language === 'zh' ? `（${parts.join('、')} 中${chosen.zh}）` : `(the ${chosen.en} of ${parts.join(', ')})`
}

/** What has signs of its own stands in brackets, so that a limit is seen to be of all of it. */
function bracketed(text: string): string {
  return / /.test(text) && !/^\([^()]*\)$/.test(text) ? `(${text})` : text
}

/** "出勤是否计入（1 是，0 否）" without what stands in brackets. */
function shortTitle(title: string): string {
  return title.replace(/\s*[（(][^（）()]*[）)]\s*$/, '')
}

/** How formulas of the rules are written for people: names by their titles, signs as in a textbook. */
const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−', '==': '=', '!=': '≠', '>=': '≥', '<=': '≤' }
const FUNCTIONS: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = {
  zh: { if: '若', min: '较小值', max: '较大值', clamp: '限定', round: '四舍五入', abs: '绝对值' },
  en: {},
}
const TOKEN = /"[^"]*"|[A-Za-z_]\w*|\d+(?:\.\d+)?|==|!=|>=|<=|[-*/+<>(),]|\s+|./g

/**
 * A formula such as `0.4 * onDuty + onTime` with the titles of its names: "0.4 × 工作在岗率 + 服务到岗及时率". What a title says in
 * brackets is left out; a name without a title stays.
 */
export function readableFormula(formula: string, titleOf: (name: string) => string | undefined, language: 'zh' | 'en'): string {
  const comma = language === 'zh' ? '，' : ', '
  return (formula.match(TOKEN) ?? [])
    .map((token) => {
      if (/^[A-Za-z_]/.test(token)) return FUNCTIONS[language][token] ?? shortTitle(titleOf(token) ?? token)
      if (token === ',') return comma
      return SIGNS[token] ?? token
    })
    .join('')
    .replace(/([，,]) +/g, '$1'.concat(language === 'zh' ? '' : ' '))
}

/** "出勤是否计入（1 是，0 否）" without what stands in brackets. */
function shortTitle(title: string): string {
  return title.replace(/\s*[（(][^（）()]*[）)]\s*$/, '')
}

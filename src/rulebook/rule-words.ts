import type { Language } from '../base/problem.ts'
import { exactText } from '../base/rounding.ts'
import { binding, type Expression, TIGHTEST } from '../engine/formula/expression.ts'
import { parseFormula } from '../engine/formula/parse-formula.ts'
import { BUILT_IN_REASONS } from '../engine/reasons.ts'
import type { ConditionText, RuleDecision, RuleVersion, Words } from '../engine/rule/rule-file.ts'

/** The names of one version of a rule with their titles, and the choices of its settings: what formulas are read aloud with. */
export interface Titles {
  readonly names: ReadonlyMap<string, Words>
  /** Setting to choice to title. */
  readonly choices: ReadonlyMap<string, ReadonlyMap<string, Words>>
  readonly reasons: Readonly<Record<string, Words>>
}

export function titlesOf(version: RuleVersion): Titles {
  const settings = Object.entries(version.settings)
  const computing = 'inputs' in version ? version : undefined
  return {
    names: new Map<string, Words>([
      ['result', version.result.title],
      ...settings.map(([name, { title }]) => [name, title] as const),
      ...Object.entries(computing?.parameters ?? {}).map(([name, { title }]) => [name, title] as const),
      ...(computing?.inputs ?? []).map(({ name, title }) => [name, title] as const),
      ...(computing?.steps ?? []).map(({ name, title }) => [name, title] as const),
    ]),
    choices: new Map(settings.map(([name, { choices }]) => [name, new Map(choices.map(({ value, title }) => [value, title]))])),
    reasons: { ...BUILT_IN_REASONS, ...computing?.reasons },
  }
}

/** A formula of a rule file as people read it, with titles in place of names; the text itself where it is no formula. */
export function formulaWords(formula: string, titles: Titles): Words {
  const parsed = parseFormula(formula, { file: '', version: '' })
  if (!parsed.ok) return { zh: formula, en: formula }
  return { zh: spoken(parsed.expression, titles, 'zh'), en: spoken(parsed.expression, titles, 'en') }
}

/** The conditions of a decision as a sentence: "迟到次数 大于 0". */
export function conditionWords(condition: ConditionText, titles: Titles): Words {
  return { zh: asked(condition, titles, 'zh', false), en: asked(condition, titles, 'en', false) }
}

/** What a decision does where it holds: the value it gives, or the reason why there is none. */
export function outcomeWords({ event }: RuleDecision, titles: Titles): Words {
  if (event.type === 'override' || event.type === 'grade') {
    const { value } = event.params
    const named = titles.names.get(value)
    return { zh: `结果为 ${named?.zh ?? value}`, en: `the result is ${named?.en ?? value}` }
  }
  const { reason } = event.params
  const why = titles.reasons[reason] ?? { zh: reason, en: reason }
  const [zh, en] = OUTCOMES[event.type]
  return { zh: `${zh}：${why.zh}`, en: `${en}: ${why.en}` }
}

const OUTCOMES = {
  notApplicable: ['不适用', 'not applicable'],
  missing: ['缺数据', 'missing'],
  refuse: ['数据有误', 'refused'],
} as const

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−', '<=': '≤', '>=': '≥', '==': '=', '!=': '≠' }
const LOGIC = { and: { zh: '且', en: 'and' }, or: { zh: '或', en: 'or' } } as const
const LIMITS = {
  max: { zh: '不低于', en: 'at least', chosenZh: '较大者', chosen: 'largest' },
  min: { zh: '不高于', en: 'at most', chosenZh: '较小者', chosen: 'smallest' },
} as const

function spoken(expression: Expression, titles: Titles, language: Language): string {
  const inner = (part: Expression, least: number) => {
    const text = spoken(part, titles, language)
    return binding(part) < least ? `(${text})` : text
  }
  switch (expression.kind) {
    case 'number':
      return exactText(expression.value)
    case 'name':
      return titles.names.get(expression.name)?.[language] ?? expression.name
    case 'text':
      return quotation(expression.text, language)
    case 'arithmetic':
    case 'logic': {
      const own = binding(expression)
      const sign = expression.kind === 'logic' ? LOGIC[expression.operator][language] : (SIGNS[expression.operator] ?? expression.operator)
      return `${inner(expression.left, own)} ${sign} ${inner(expression.right, own + 1)}`
    }
    case 'comparison': {
      const { left, right, operator } = expression
      const sign = SIGNS[operator] ?? operator
      const chosen = left.kind === 'name' && right.kind === 'text' ? titles.choices.get(left.name)?.get(right.text) : undefined
      const other = chosen ? quotation(chosen[language], language) : inner(right, binding(expression) + 1)
      return `${inner(left, binding(expression))} ${sign} ${other}`
    }
    case 'negative':
      return `−${inner(expression.of, TIGHTEST)}`
    case 'not':
      return `${language === 'zh' ? '非' : 'not'} ${inner(expression.of, TIGHTEST)}`
    case 'call':
      return spokenCall(expression, titles, language)
  }
}

/** A function as a sentence of the business: "(100 − 每次扣分 × 迟到次数)（不低于 0）". */
function spokenCall(call: Expression & { readonly kind: 'call' }, titles: Titles, language: Language): string {
  const parts = call.arguments.map((part) => spoken(part, titles, language))
  const isZh = language === 'zh'
  const [first = '', second = '', third = ''] = parts
  // What has signs of its own stands in brackets, so that a limit is seen to be of all of it.
  const whole = call.arguments[0] && binding(call.arguments[0]) < TIGHTEST ? `(${first})` : first
  switch (call.function) {
    case 'if':
      return isZh ? `(若 ${first}，则 ${second}；否则 ${third})` : `(if ${first} then ${second}, otherwise ${third})`
    case 'clamp':
      return isZh ? `${whole}（不低于 ${second}，不高于 ${third}）` : `(${first}, at least ${second} and at most ${third})`
    case 'round':
      return isZh ? `${whole}（四舍五入到 ${second} 位小数）` : `(${first}, rounded to ${second} decimals)`
    case 'abs':
      return isZh ? `${whole} 的绝对值` : `(${first}, without its sign)`
    case 'min':
    case 'max': {
      const { zh, en, chosenZh, chosen } = LIMITS[call.function]
      const bound = call.arguments.findIndex(({ kind }) => kind === 'number')
      if (parts.length !== 2 || bound < 0) return isZh ? `（${parts.join('、')} 中${chosenZh}）` : `(the ${chosen} of ${parts.join(', ')})`
      const value = parts[1 - bound] ?? ''
      const limited = call.arguments[1 - bound]
      const bracketed = limited && binding(limited) < TIGHTEST ? `(${value})` : value
      return isZh ? `${bracketed}（${zh} ${parts[bound]}）` : `(${value}, ${en} ${parts[bound]})`
    }
  }
}

const COMPARED: Readonly<Record<string, Words>> = {
  atLeast: { zh: '不小于', en: 'is at least' },
  above: { zh: '大于', en: 'is above' },
  atMost: { zh: '不大于', en: 'is at most' },
  below: { zh: '小于', en: 'is below' },
  equals: { zh: '等于', en: 'is' },
  differs: { zh: '不等于', en: 'is not' },
  is: { zh: '设为', en: 'is set to' },
}

function asked({ all, any, not, fact, operator, value }: ConditionText, titles: Titles, language: Language, within: boolean): string {
  const parts = all ?? any
  if (parts) {
    const [zh, en] = all ? ['，且 ', ' and '] : ['，或 ', ' or ']
    const text = parts.map((part) => asked(part, titles, language, true)).join(language === 'zh' ? zh : en)
    return within && parts.length > 1 ? `(${text})` : text
  }
  if (not) return `${language === 'zh' ? '并非' : 'not'} (${asked(not, titles, language, false)})`
  const title = titles.names.get(fact ?? '')?.[language] ?? fact ?? ''
  if (operator === 'given') {
    const isGiven = value === true
    return language === 'zh' ? `${isGiven ? '有' : '没有'}「${title}」的数据` : `${title} is ${isGiven ? '' : 'not '}given`
  }
  const chosen = typeof value === 'string' ? titles.choices.get(fact ?? '')?.get(value) : undefined
  const compared = chosen
    ? quotation(chosen[language], language)
    : typeof value === 'object'
      ? (titles.names.get(value.fact)?.[language] ?? value.fact)
      : String(value ?? '')
  return `${title} ${COMPARED[operator ?? '']?.[language] ?? operator} ${compared}`
}

function quotation(text: string, language: Language): string {
  return language === 'zh' ? `「${text}」` : `“${text}”`
}

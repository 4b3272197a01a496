import { TABLES } from '../domain/dataset/tables.ts'
import type { Owner } from '../domain/measures/measure-owner.ts'
import { type Field, fieldsOf, isMeasuredTable, type MeasuredTable, measuredTable } from '../domain/measures/measured-tables.ts'
import type { MeasureCondition, MeasuredField, MeasureVersion } from '../engine/rule/measure-rule.ts'
import type { Words } from '../engine/rule/rule-file.ts'
import { POSITION_WORDS } from './plan-words.ts'

/** A version of a measure 计量 in words: which records of what table, what of them, over which days. */
export interface MeasureInWords {
  readonly table: Words
  readonly day: Words
  /** As a sentence; null where all audited records count. */
  readonly conditions: Words | null
  readonly value: Words
  readonly window: Words
}

const both = (zh: string, en: string): Words => ({ zh, en })

export function measureInWords({ module, per, day, conditions, value, window }: MeasureVersion): MeasureInWords {
  // What is no table was refused when the book was read.
  const table: MeasuredTable = isMeasuredTable(module) ? module : 'orders'
  const dayName = day ?? measuredTable(table).day
  return {
    table: tableWords(table, per ?? 'rep'),
    day: dayName === undefined ? both('期末时点', 'as they stand at the end of the period') : fieldWords(table, dayName),
    conditions: conditions ? { zh: asked(table, conditions, 'zh', false), en: asked(table, conditions, 'en', false) } : null,
    value: valueWords(table, value),
    window: windowWords(window),
  }
}

/** Of whom a measure has a figure. */
export const OWNER_WORDS: Readonly<Record<Owner, Words>> = {
  rep: both('业务员', 'representative'),
  engineer: both('技术客服', 'engineer'),
  client: both('客户', 'client'),
  region: both('区域', 'region'),
  company: both('全公司', 'company'),
}

/** The table, and of whom where that is not each representative. */
export function tableWords(table: MeasuredTable, per: Owner): Words {
  const [title, { zh, en }] = [both(TABLES[table].title, spaced(table)), OWNER_WORDS[per]]
  return per === 'rep' ? title : both(`${title.zh}（按${zh}汇总）`, `${title.en} of ${per === 'company' ? 'the' : 'each'} ${en}`)
}

/** The title of a field: the dataset's own in Chinese, its key in English; of the client or the representative it says so. */
export function fieldWords(table: MeasuredTable, name: string): Words {
  const field = fieldsOf(table).get(name)
  if (!field) return both(name, name)
  if (field.of === 'rep' || field.of === 'engineer') {
    const { zh, en } = OWNER_WORDS[field.of]
    return field.column === 'region' ? both(`${zh}当日的区域`, `region of the ${en}`) : both(`${zh}当日的岗位`, `position of the ${en}`)
  }
  const column = TABLES[({ client: 'clients', opportunity: 'opportunities', record: table } as const)[field.of]].columns.find(
    ({ key }) => key === field.column,
  )
  const title = column?.title ?? field.column
  if (field.of === 'record') return both(title, spaced(field.column))
  if (field.of === 'opportunity') return both(`商机的${title}`, `${spaced(field.column)} of the opportunity`)
  return both(title.startsWith('客户') ? title : `客户的${title}`, `${spaced(field.column)} of the client`)
}

function spaced(key: string): string {
  return key.replaceAll('_', ' ')
}

function subjectWords(table: MeasuredTable, { field, days }: MeasuredField): Words {
  if (!days) return fieldWords(table, field ?? '')
  const [from, to] = [fieldWords(table, days.from), fieldWords(table, days.to)]
  return both(`从${from.zh}到${to.zh}的天数`, `days from ${from.en} to ${to.en}`)
}

const COMPARED: Readonly<Record<string, Words>> = {
  equals: both('等于', 'is'),
  differs: both('不等于', 'is not'),
  oneOf: both('是其中之一：', 'is one of'),
  atLeast: both('不小于', 'is at least'),
  above: both('大于', 'is above'),
  atMost: both('不大于', 'is at most'),
  below: both('小于', 'is below'),
  between: both('介于', 'lies between'),
  given: both('已填写', 'is given'),
  empty: both('未填写', 'is empty'),
}

function asked(table: MeasuredTable, condition: MeasureCondition, language: 'zh' | 'en', within: boolean): string {
  const { all, any, not, operator = '', values } = condition
  const parts = all ?? any
  if (parts) {
    const [zh, en] = all ? ['，且', ' and '] : ['，或', ' or ']
    const text = parts.map((part) => asked(table, part, language, true)).join(language === 'zh' ? zh : en)
    return within && parts.length > 1 ? `(${text})` : text
  }
  if (not) return `${language === 'zh' ? '并非' : 'not'} (${asked(table, not, language, false)})`
  const field = condition.field === undefined ? undefined : fieldsOf(table).get(condition.field)
  const texts = values.map((value) => chosenWords(field, value)[language])
  const joined = operator === 'between' ? texts.join(language === 'zh' ? ' 至 ' : ' and ') : texts.join(language === 'zh' ? '、' : ', ')
  return `${subjectWords(table, condition)[language]} ${COMPARED[operator]?.[language] ?? operator} ${joined}`.trim()
}

/** A value of a field as people read it: choices and yes and no by their words. */
export function valueOfField(table: MeasuredTable, name: string, value: string): Words {
  return chosenWords(fieldsOf(table).get(name), value)
}

function chosenWords(field: Field | undefined, value: string): Words {
  if (field?.type === 'flag') return value === 'true' ? both('是', 'yes') : both('否', 'no')
  if (field?.column === 'position' && Object.hasOwn(POSITION_WORDS, value)) return POSITION_WORDS[value as keyof typeof POSITION_WORDS]
  const choice = field?.choices?.find(({ key }) => key === value)
  return choice ? both(choice.title, spaced(value)) : both(value, value)
}

function valueWords(table: MeasuredTable, { aggregate, ...what }: MeasureVersion['value']): Words {
  if (aggregate === 'count') return both('单据数（同一单据的各行算一单）', 'number of documents (the lines of one are one)')
  const { zh, en } = subjectWords(table, what)
  switch (aggregate) {
    case 'distinct':
      return both(`不同${zh}的个数`, `number of different values of ${en}`)
    case 'sum':
      return both(`${zh}合计`, `sum of ${en}`)
    case 'smallest':
      return both(`最小的${zh}`, `smallest ${en}`)
    case 'largest':
      return both(`最大的${zh}`, `largest ${en}`)
    case 'average':
      return both(`${zh}的平均值（精确分数）`, `average of ${en}, an exact fraction`)
  }
}

function windowWords({ days, months }: MeasureVersion['window']): Words {
  switch (days) {
    case 'period':
      return both('考核期间', 'the period')
    case 'previous':
      return both('上一期间', 'the period before')
    case 'lastYear':
      return both('上年同期', 'the same period of last year')
    case 'yearToDate':
      return both('年初至期末', 'the year up to the end of the period')
    case 'lastMonths':
      return both(`截至期末的 ${months ?? 1} 个月`, `${months ?? 1} months that end with the period`)
  }
}

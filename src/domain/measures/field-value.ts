import { dayFromText } from '../../base/day.ts'
import { fenFromYuan } from '../../base/money.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { ColumnType } from '../dataset/table.ts'
import { QUANTITY_PLACES } from '../dataset/tables.ts'
import type { FieldValue } from './measure-definition.ts'
import type { Field } from './measured-tables.ts'

/** The value that a rule file writes of a field; undefined where it is none. */
export function fieldValue({ type, choices = [] }: Pick<Field, 'type' | 'choices'>, text: string): FieldValue | undefined {
  switch (type) {
    case 'money':
    case 'score':
      return safe(fenFromYuan(text))
    case 'quantity':
      return safe(millionths(text))
    case 'count':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
    case 'day':
      return dayFromText(text)
    case 'flag':
      return text === 'true' ? 1 : text === 'false' ? 0 : undefined
    case 'choice':
      return choices.some(({ key }) => key === text) ? text : undefined
    default:
      return text === '' ? undefined : text
  }
}

function millionths(text: string): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', part = ''] = match
  const magnitude = BigInt(whole + part.padEnd(QUANTITY_PLACES, '0'))
  return sign === '-' ? -magnitude : magnitude
}

function safe(value: bigint | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(Number(value)) ? Number(value) : undefined
}

/** What to write as a value of a field. */
export function wantedValue({ type, choices = [] }: Pick<Field, 'type' | 'choices'>): Words {
  const keys = choices.map(({ key }) => key)
  return type === 'choice' ? { zh: `下列之一：${keys.join('、')}`, en: `one of ${keys.join(', ')}` } : (WANTED[type] ?? TEXT)
}

const TEXT: Words = { zh: '文字', en: 'text' }
const WANTED: Readonly<Partial<Record<ColumnType, Words>>> = {
  money: { zh: '如 1200.50 的金额（元）', en: 'an amount in yuan such as 1200.50' },
  quantity: { zh: '如 12.5 的数量', en: 'a quantity such as 12.5' },
  score: { zh: '如 92.5 的分数', en: 'a score such as 92.5' },
  count: { zh: '如 3 的整数', en: 'a whole number such as 3' },
  day: { zh: '如 2026-01-31 的日期', en: 'a day such as 2026-01-31' },
  flag: { zh: 'true 或 false', en: 'true or false' },
}

/** What kind of field it is, in words. */
export const TYPE_WORDS: Readonly<Record<ColumnType, Words>> = {
  money: { zh: '金额', en: 'an amount' },
  quantity: { zh: '数量', en: 'a quantity' },
  count: { zh: '整数', en: 'a whole number' },
  day: { zh: '日期', en: 'a day' },
  flag: { zh: '是否', en: 'a yes or no' },
  choice: { zh: '选项', en: 'a choice' },
  share: { zh: '比例', en: 'a share' },
  score: { zh: '分数', en: 'a score' },
  period: { zh: '期间', en: 'a period' },
  text: TEXT,
  employee: TEXT,
  client: { zh: '客户编码', en: 'a code of a client' },
  region: { zh: '区域编码', en: 'a code of a region' },
}

import type { Explained, ExplainedRecord, ExplainedRecords } from '../appraisal/explain/explained.ts'
import type { Language } from '../base/problem.ts'
import { readableFractions } from '../base/readable-fractions.ts'
import { choiceTitle, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import { placeText } from './say-problems.ts'

/** The tree of a value's workings as lines of text: the value and its clause, the formula, what went into it, down to the records. */
export function workingsLines(explained: Explained, language: Language): string[] {
  return nodeLines(explained, language, '', '')
}

function nodeLines(node: Explained, language: Language, first: string, rest: string): string[] {
  const lines = [`${first}${headline(node, language)}`]
  const inside = `${rest}${node.parts.length > 0 || node.records ? '│ ' : '  '}`
  if (node.formula !== undefined) {
    lines.push(`${inside}= ${node.formula}`)
    if (node.substituted !== undefined && node.substituted !== node.formula) lines.push(`${inside}= ${readableFractions(node.substituted)}`)
    if (node.exact !== undefined) lines.push(`${inside}= ${readableFractions(node.exact)}`)
  }
  for (const decision of node.decisions ?? []) lines.push(`${inside}※ ${decision[language]} [${decision.clause}]`)
  for (const note of node.notes ?? []) lines.push(`${inside}※ ${note[language]}`)
  if (node.records) lines.push(...recordLines(node.records, language, inside))
  node.parts.forEach((part, index) => {
    const last = index === node.parts.length - 1
    lines.push(...nodeLines(part, language, `${rest}${last ? '└─' : '├─'}`, `${rest}${last ? '  ' : '│ '}`))
  })
  return lines
}

function headline(node: Explained, language: Language): string {
  const none = language === 'zh' ? '无' : 'none'
  const value = (node.value && readableFractions(node.value)) ?? `${none}${node.reason === undefined ? '' : ` (${node.reason})`}`
  const rounded = node.published !== undefined && node.published !== node.value ? ` → ${node.published}` : ''
  return `${node.title[language]} ${value}${rounded}${node.clause === undefined ? '' : `  [${node.clause}]`}`
}

function recordLines(records: ExplainedRecords, language: Language, indent: string): string[] {
  const lines: string[] = []
  let client: string | undefined
  for (const record of records.shown) {
    if (record.balance !== undefined && record.values.client !== client) {
      client = record.values.client
      lines.push(`${indent}${language === 'zh' ? `客户 ${client}：` : `client ${client}:`}`)
    }
    lines.push(`${indent}· ${recordText(record, language)}`)
  }
  const more = records.total - records.shown.length
  if (more > 0) lines.push(`${indent}· ${language === 'zh' ? `另有 ${more} 条，见 --format json` : `${more} more, see --format json`}`)
  return lines
}

/** "订单 O-1 2026-10-05 S001 C001 1200.00 (orders.csv 第 12 行)": the record's values in the order of its columns, and where it stands. */
function recordText({ table, values, place, balance }: ExplainedRecord, language: Language): string {
  const title = language === 'zh' ? TABLES[table].title : table
  const after = balance === undefined ? '' : language === 'zh' ? `，余额 ${balance}` : `, balance ${balance}`
  const said = `${title} ${shownValues(table, values, language).join(' ')}${after}`
  return place === undefined ? said : `${said} (${placeText(place, language)})`
}

/** In Chinese, choices and flags by their titles 迟到, 是; JSON keeps the keys. */
function shownValues(table: TableKey, values: ExplainedRecord['values'], language: Language): string[] {
  if (language === 'en') return Object.values(values)
  const columns = new Map(TABLES[table].columns.map((column) => [column.key, column]))
  return Object.entries(values).map(([key, value]) => {
    const type = columns.get(key)?.type
    if (type === 'flag') return value === 'yes' ? '是' : '否'
    return type === 'choice' ? choiceTitle(table, key, value) : value
  })
}

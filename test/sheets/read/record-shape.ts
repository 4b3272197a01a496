import { type Day, dayFromText, dayText } from '../../../src/base/day.ts'
import { periodFromText } from '../../../src/base/period.ts'
import type { Column } from '../../../src/domain/dataset/table.ts'
import { type RecordValues, TABLES, type TableKey, type Value } from '../../../src/domain/dataset/tables.ts'

/** What is wrong with the shape of a record by the table of shapes in domain/dataset/tables.ts; empty when nothing is. */
export function shapeFaults(table: TableKey, record: RecordValues): string[] {
  const { columns } = TABLES[table]
  if (record.length !== columns.length) return [`${record.length} values for ${columns.length} columns`]
  return columns.flatMap((column, index) => {
    const value = record[index]
    return value !== undefined && isOfShape(column, value) ? [] : [`${table}.${column.key} is ${JSON.stringify(value)}`]
  })
}

function isOfShape(column: Column, value: Value): boolean {
  if (value === null) return column.required !== true && column.blank === undefined
  switch (column.type) {
    case 'money':
      return isWhole(value, -(10 ** 15) + 1, 10 ** 15 - 1)
    case 'quantity':
      return isWhole(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    case 'score':
      return isWhole(value, 0, 10_000)
    case 'count':
      return isWhole(value, column.least ?? 1, Number.MAX_SAFE_INTEGER)
    case 'day':
      return typeof value === 'number' && dayFromText(dayText(value as Day)) === value
    case 'period':
      return typeof value === 'string' && periodFromText(value)?.text === value
    case 'flag':
      return value === 0 || value === 1
    case 'choice':
      return (column.choices ?? []).some(({ key }) => key === value)
    default:
      return (
        typeof value === 'string' &&
        value !== '' &&
        value === value.trim() &&
        !/\p{Cc}|\p{Cs}/u.test(value) &&
        value === value.normalize('NFC')
      )
  }
}

function isWhole(value: Value, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most && !Object.is(value, -0)
}

import { createHash } from 'node:crypto'
import { LONGEST_CODE, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { trimmed } from './cell-values.ts'

/** The column that a key made of a row's own values goes into: the number of its record, the slip of an attendance event; undefined where the table knows neither. */
export function madeKey(table: TableKey): 'number' | 'slip' | undefined {
  const { columns, identity } = TABLES[table]
  return (['number', 'slip'] as const).find(
    (key) => identity.includes(key) && columns.some((column) => column.key === key && column.type === 'text'),
  )
}

/** What some cells of a row say as one code: the same whenever they say the same, whatever their spaces and full-width forms. */
export function keyOf(texts: readonly string[]): string {
  const key = texts
    .map((text) =>
      trimmed(text)
        .normalize('NFKC')
        .replace(/[\s\p{Cf}]+/gu, ' '),
    )
    .join(' ')
    .trim()
  return key.length <= LONGEST_CODE
    ? key
    : `${key.slice(0, LONGEST_CODE - 17)} ${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

import { type Day, dayText } from '../../base/day.ts'
import { columnIndex, type PartialValues, TABLES, type TableKey } from './tables.ts'

/**
 * What a record is called in a problem, whatever the language and wherever its row stands: its number or code; else the values
 * that identify it joined by a space, days as 2026-10-05: "2026-10-05 T001"; the line of a document after a stroke: "R1/2". Kind, shift and slip of an attendance event are
 * left out, since the problem's column already speaks of it (CONTRACT 3). Undefined when nothing that identifies it is there.
 */
export function recordName(table: TableKey, record: PartialValues): string | undefined {
  const parts: string[] = []
  for (const key of TABLES[table].identity) {
    if (key === 'kind' || key === 'shift' || key === 'slip') continue
    const index = columnIndex(table, key)
    const value = record[index]
    if (value === null || value === undefined) continue
    const isDay = TABLES[table].columns[index]?.type === 'day' && typeof value === 'number'
    if (key === 'line' && parts.length > 0) parts.push(`${parts.pop()}/${value}`)
    else parts.push(isDay ? dayText(value as Day) : String(value))
  }
  return parts.length > 0 ? parts.join(' ') : undefined
}

import { type Day, dayText } from '../../base/day.ts'
import { unitsText } from '../../base/rounding.ts'
import type { ColumnType } from './table.ts'
import { QUANTITY_PLACES, type Value } from './tables.ts'

/** A value as a person writes it: yuan and points with two decimals, a quantity without zeros behind it, a day as 2026-10-05, yes or no. */
export function shownValue(value: NonNullable<Value>, type: ColumnType): string {
  if (type === 'money' || type === 'score') return unitsText(BigInt(value), 2)
  if (type === 'quantity') return unitsText(BigInt(value), QUANTITY_PLACES).replace(/\.?0+$/, '')
  if (type === 'day') return dayText(value as Day)
  if (type === 'flag') return value === 1 ? 'yes' : 'no'
  return String(value)
}

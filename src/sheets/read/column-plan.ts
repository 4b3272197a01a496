import type { Column } from '../../domain/dataset/table.ts'
import { isCodeOrName, LONGEST_CODE, QUANTITY_PLACES, type Value } from '../../domain/dataset/tables.ts'
import { isPlainText, plainDay, plainUnits } from './plain-values.ts'
import type { Directory } from './references.ts'

/** What is known of a column of a table before any row is read. */
export interface ColumnPlan {
  readonly column: Column
  readonly index: number
  readonly position: number
  readonly required: boolean
  readonly blank: Value
  readonly directory: Directory | undefined
  readonly remembered: Map<string, string | number>
  readonly namesReported: Set<string>
}

/** Whether the values of a column repeat from row to row. */
export function isRemembered({ type }: Column): boolean {
  return type === 'choice' || type === 'flag' || type === 'period' || type === 'day'
}

/** The value of a cell in a plain form; undefined when a slower look is needed. */
export function plainValue(plan: ColumnPlan, text: string): Value | undefined {
  switch (plan.column.type) {
    case 'employee':
    case 'client':
    case 'region': {
      const directory = plan.directory
      if (directory?.state === 'read') return directory.codes.get(text)
      return text.length <= LONGEST_CODE && isPlainText(text) && directory?.meantBy(text) === undefined ? text : undefined
    }
    case 'money':
      return known(plainUnits(text, 2))
    case 'day':
      return known(plainDay(text)) ?? plan.remembered.get(text)
    case 'text':
      return (text.length <= LONGEST_CODE || !isCodeOrName(plan.column)) && isPlainText(text) ? text : undefined
    case 'quantity':
      return known(plainUnits(text, QUANTITY_PLACES))
    case 'score': {
      const units = plainUnits(text, 2)
      return units >= 0 && units <= 10_000 ? units : undefined
    }
    case 'count': {
      const units = plainUnits(text, 0)
      return units >= (plan.column.least ?? 1) ? units : undefined
    }
    default:
      return plan.remembered.get(text)
  }
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value
}

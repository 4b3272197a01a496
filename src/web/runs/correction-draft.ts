import type { DataRecord, DataValue } from './appeals-api.ts'

/** One record that a decision is to correct: changed, taken out, or added. */
export interface CorrectionDraft {
  readonly id: string
  readonly table: string
  /** The record as it is in force; undefined for one that is added. */
  readonly record: DataRecord | undefined
  readonly isTakenOut: boolean
  /** The values as they are to be. */
  readonly values: Readonly<Record<string, DataValue>>
}

export function draftOf(table: string, record: DataRecord, isTakenOut: boolean): CorrectionDraft {
  return { id: `${table} ${record.key}`, table, record, isTakenOut, values: record.values }
}

/** A new record of a table with what is known of it already. */
export function addedDraft(
  table: string,
  number: number,
  columns: readonly string[],
  known: Readonly<Record<string, DataValue>>,
): CorrectionDraft {
  const values = Object.fromEntries(columns.map((key) => [key, known[key] ?? null]))
  return { id: `${table} + ${number}`, table, record: undefined, isTakenOut: false, values }
}

/** The values that differ from those in force; of a record that is added, those that are given. */
export function changedValues({ record, values }: CorrectionDraft): Record<string, DataValue> {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== (record?.values[key] ?? null)))
}

/** The correction as it is sent. */
export function correctionOf(draft: CorrectionDraft) {
  const { table, record, isTakenOut } = draft
  if (isTakenOut) return { table, ...(record ? { key: record.key } : {}) }
  return { table, ...(record ? { key: record.key } : {}), values: changedValues(draft) }
}

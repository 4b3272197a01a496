import type { TableKey } from '../../domain/dataset/tables.ts'
import type { CompanyRecord } from '../../store/company-book/find-records.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { recordJson, recordKey } from './record-json.ts'
import type { recordSchema } from './record-schema.ts'

/** A record as the API shows it. */
export type RecordView = ShapeOf<typeof recordSchema>

export function recordView(table: TableKey, { added, values }: CompanyRecord): RecordView {
  return { key: recordKey(table, values), version: added, values: recordJson(table, values) }
}

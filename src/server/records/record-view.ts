import type { TableKey } from '../../domain/dataset/tables.ts'
import type { CompanyRecord } from '../../store/company-book/find-records.ts'
import { type RecordJson, recordJson, recordKey } from './record-json.ts'

/** A record as the API shows it. */
export interface RecordView {
  /** Names it in an address. */
  readonly key: string
  /** The change that brought this version; If-Match names it. */
  readonly version: number
  readonly values: RecordJson
}

export function recordView(table: TableKey, { added, values }: CompanyRecord): RecordView {
  return { key: recordKey(table, values), version: added, values: recordJson(table, values) }
}

import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import { applyChange, type Conflicts } from '../company-book/apply-change.ts'
import { insertChange, type NewChange, settleChange } from '../company-book/changes.ts'
import { companyBookIn } from '../company-book/company-book.ts'
import { stageRecords, withScratchBook } from '../company-book/scratch-book.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'

export interface RecordEdit {
  readonly table: TableKey
  /** New records, and new versions of those in force under the same identity. */
  readonly put: readonly RecordValues[]
  /** Ids of records in force that go out of it. */
  readonly remove: readonly number[]
}

/** Makes one change of one table of the company book; the caller keeps it only when nothing stands in its way. */
export async function changeTable(
  transaction: WriteTransaction,
  change: NewChange,
  { table, put, remove }: RecordEdit,
): Promise<Conflicts> {
  const id = await insertChange(transaction, change)
  const { id: company } = await companyBookIn(transaction)
  return withScratchBook(transaction, async (staging) => {
    await stageRecords(transaction, staging, table, put)
    const edit = { pair: { company, staging }, tables: new Set([table]), remove: new Map([[table, remove]]) }
    const { counts, conflicts } = await applyChange(transaction, id, edit)
    await settleChange(transaction, id, counts, [])
    return conflicts
  })
}

/** The ids of the records in force that have these values; null is a blank. */
export async function recordIds(
  reader: Reader,
  table: TableKey,
  company: number,
  values: Readonly<Record<string, string | number | null>>,
): Promise<number[]> {
  const parameters: Parameter[] = [company]
  const conditions = Object.entries(values).map(([key, value]) =>
    value === null ? `${quoted(key)} IS NULL` : `${quoted(key)} = $${parameters.push(value)}`,
  )
  const rows = await reader.all(
    `SELECT id FROM ${quoted(table)} WHERE ${['book = $1', ...conditions].join(' AND ')} ORDER BY id`,
    parameters,
  )
  return rows.map(([id]) => Number(id))
}

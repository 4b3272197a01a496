import { columnIndex, type TableKey, type Value } from '../../domain/dataset/tables.ts'

/** Turns the amounts of a record that takes back, in its place. */
export type DocumentSign = (record: Value[]) => void

/** The types of documents that take back, and what of them counts as minus its absolute value (CONTRACT 5). */
const TAKING_BACK: Readonly<Partial<Record<TableKey, { readonly type: string; readonly columns: readonly string[] }>>> = {
  orders: { type: 'return', columns: ['amount', 'list_amount', 'quantity'] },
  collections: { type: 'refund', columns: ['amount'] },
}

/**
 * Accounts write a return 退货 or a refund 退款 with or without a minus; as a record it always has one. The sign is given here,
 * where cells become a record, be it of a file, a form or a correction: the book, its hash and what is exported hold the amount that
 * counts, measures add up without knowing of types, and reading an export again changes nothing.
 */
export function documentSignOf(table: TableKey): DocumentSign | undefined {
  const back = TAKING_BACK[table]
  if (!back) return undefined
  const type = columnIndex(table, 'type')
  const columns = back.columns.map((key) => columnIndex(table, key))
  return (record) => {
    if (record[type] !== back.type) return
    for (const column of columns) {
      const value = record[column]
      if (typeof value === 'number' && value > 0) record[column] = -value
    }
  }
}

import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import type { TableName } from './model/columns.ts'
import type { Tables } from './random-world.ts'

const STATUSES = ['', '', '', '', 'audited', '已审核', 'draft', '未审核', 'void', '作废'] as const
const WITH_STATUS = ['orders', 'receivables', 'expenses', 'visits', 'complaints', 'feedback', 'followups'] as const
const TYPES = { orders: ['', '', 'order', '销售', 'return', '退货'], collections: ['', '', 'receipt', '收款', 'refund', '退款'] } as const

/** What accounts know of documents: drafts and void ones, returns and refunds with and without a minus, each in half of the worlds. */
export function randomDocuments(draw: RandomStream, tables: Tables): Tables {
  const changed: Tables = { ...tables }
  const give = (table: TableName, column: string, cells: readonly string[]) => {
    const rows = changed[table]
    if (!rows || !draw.chance(500)) return
    // By number, since some records stand there twice.
    const of = new Map(rows.map(({ number = '' }) => [number, draw.pick(cells)]))
    changed[table] = rows.map((row) => ({ ...row, [column]: of.get(row.number ?? '') ?? '' }))
  }
  for (const table of WITH_STATUS) give(table, 'status', STATUSES)
  for (const table of ['orders', 'collections'] as const) give(table, 'type', TYPES[table])
  return changed
}

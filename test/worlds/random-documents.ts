import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import type { TableName } from './model/columns.ts'
import type { TableRows, Tables } from './random-world.ts'
import { writtenMoney } from './written-forms.ts'

const STATUSES = ['', '', '', '', 'audited', '已审核', 'draft', '未审核', 'void', '作废'] as const
const WITH_STATUS = ['orders', 'receivables', 'expenses', 'visits', 'complaints', 'feedback', 'followups'] as const
const TYPES = { orders: ['', '', 'order', '销售', 'return', '退货'], collections: ['', '', 'receipt', '收款', 'refund', '退款'] } as const

/** Some documents fill several rows, each with its line and an amount of its own; some have a single one, most have none. */
function inLines(draw: RandomStream, rows: TableRows): TableRows {
  const lines = new Map<string, readonly Readonly<Record<string, string>>[]>()
  for (const { number = '' } of rows) {
    const amounts = Array.from({ length: draw.between(0, 2) }, () => ({ amount: writtenMoney(draw, draw.between(-40_000, 90_000)) }))
    lines.set(
      number,
      draw.chance(350) ? [{ line: '1' }, ...amounts.map((row, index) => ({ ...row, line: ['2', '10'][index] ?? '' }))] : [{}],
    )
  }
  return rows.flatMap((row) => (lines.get(row.number ?? '') ?? []).map((line) => ({ ...row, ...line })))
}

/** What accounts know of documents: drafts and void ones, returns and refunds with and without a minus, lines, slips and shifts, each in half of the worlds. */
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
  for (const table of ['orders', 'collections', 'receivables'] as const) {
    const rows = changed[table]
    if (rows && draw.chance(500)) changed[table] = inLines(draw, rows)
  }
  for (const table of ['orders', 'collections'] as const) give(table, 'type', TYPES[table])
  const events = changed.attendance
  if (events && draw.chance(500)) {
    const slip = () => draw.pick(['', '', 'L1', 'L1', 'L2'])
    changed.attendance = events.map((row) => ({ ...row, slip: slip(), shift: draw.pick(['', '', '', '早班', '晚班']) }))
  }
  return changed
}

import { emptyTables } from '../../appraisal/appraise-book.ts'
import type { Period } from '../../base/period.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Book } from '../../store/book/book.ts'
import type { Records } from '../../store/database/records.ts'

/** The tables that a month cannot be appraised without. */
export const NEEDED: readonly TableKey[] = ['collections', 'attendance', 'feedback', 'followups', 'commissions']

export interface MissingTable {
  readonly table: TableKey
  readonly title: string
  readonly state: 'absent' | 'empty'
}

/** Tables of the appraisal that are not in the data at all, and those without a row of the period. */
export async function missingTables(records: Records, book: Book, period: Period): Promise<MissingTable[]> {
  const watched = await emptyTables(records, book, period)
  const commissions = await records.readPeriods(book.id, 'commissions', [period.text])
  const empty = [...watched.map(({ values }) => values.table), ...(commissions.length === 0 ? ['commissions'] : [])]
  return NEEDED.flatMap((table): MissingTable[] => {
    const { title } = TABLES[table]
    if (book.rows[table] === undefined) return [{ table, title, state: 'absent' }]
    return empty.includes(table) ? [{ table, title, state: 'empty' }] : []
  })
}

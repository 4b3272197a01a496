import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import type { Pair } from './pair.ts'
import { stagedBesideKept } from './record-sql.ts'

/** How many of the staged records that the company has already differ from it in something that a record keeps as a rule. */
export interface MassChange {
  readonly table: TableKey
  readonly what: 'day' | 'person' | 'sign'
  readonly column: string
  readonly changed: number
  readonly known: number
}

interface Watched {
  readonly what: MassChange['what']
  readonly column: string
  /** As SQL. */
  readonly differs: string
}

/** Fewer records than these say nothing together. */
const LEAST_KNOWN = 5

/**
 * Of some tables what more than half of the staged records change that the company has under the same number: their day, their person or
 * the sign of their amount. One statement a table, from the few that are staged.
 */
export async function massChanges(reader: Reader, { company, staging }: Pair, tables: Iterable<TableKey>): Promise<MassChange[]> {
  const found: MassChange[] = []
  for (const table of tables) {
    const watched = watchedOf(table)
    if (watched.length === 0) continue
    const counts = watched.map(({ differs }) => `SUM(CASE WHEN ${differs} THEN 1 ELSE 0 END)`).join(', ')
    const [row] = await reader.all(`SELECT COUNT(*), ${counts} FROM ${stagedBesideKept(table, staging, company)}`, [])
    const [known = 0, ...changed] = (row ?? []).map(Number)
    if (known < LEAST_KNOWN) continue
    for (const [index, { what, column }] of watched.entries()) {
      const count = changed[index] ?? 0
      if (2 * count > known) found.push({ table, what, column, changed: count, known })
    }
  }
  return found
}

function watchedOf(table: TableKey): Watched[] {
  const { columns, identity } = TABLES[table]
  if (!identity.includes('number')) return []
  return columns.flatMap(({ key, type }): Watched[] => {
    const [staged, kept] = [`staged.${quoted(key)}`, `kept.${quoted(key)}`]
    const differs = `${staged} IS DISTINCT FROM ${kept}`
    if (identity.includes(key)) return []
    if (type === 'day' && (key === 'date' || key === 'due_date')) return [{ what: 'day', column: key, differs }]
    if (type === 'employee') return [{ what: 'person', column: key, differs }]
    if (key === 'amount') return [{ what: 'sign', column: key, differs: `(${staged} < 0) <> (${kept} < 0)` }]
    return []
  })
}

import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { SheetMapping } from './header-map.ts'
import type { ProblemList } from './problem-list.ts'
import { type SheetPart, topOf } from './sheet-parts.ts'
import { shown } from './shown.ts'
import type { Recognisable } from './suggest-columns.ts'
import { suggestMapping } from './suggest-mapping.ts'
import type { TableSource } from './table-source.ts'

/** Rows that a list is judged by: what stands further down and was not foreseen is asked about where it stands. */
const ROWS = 5_000
/** From here on a list is taken for its table where nobody named it to be read. */
export const SURE = 75

export interface Suggesting {
  readonly known: Recognisable
  readonly problems: ProblemList
  /** How likely a sheet has to be a table at least, of a hundred. */
  readonly least: number
}

/** What came of looking at a list: how it is read, or which table it is that questions are open about. */
export type Suggested = { readonly source: TableSource } | { readonly asked: TableKey }

/**
 * A list of another program as a table, by what is suggested for it and what `said` says of it. With a question open nothing of it is read:
 * the questions are problems. Undefined where it is probably no table.
 */
export async function suggestedSource(
  part: SheetPart,
  isText: boolean,
  said: Partial<SheetMapping>,
  { known, problems, least }: Suggesting,
): Promise<Suggested | undefined> {
  const { file, sheet } = part
  const rows = await topOf(part, ROWS)
  if (rows.length === 0) return undefined
  const { mapping, questions, likelihood } = suggestMapping({ file, sheet, rows, merged: await part.mergedCells() }, known, said)
  const { table } = mapping
  if (table === undefined || (said.table === undefined && likelihood < least)) return undefined
  for (const question of questions) problems.push(question)
  if (said.table === undefined && least > 0 && questions.length === 0)
    problems.add('list_was_understood', { values: understood(mapping, table), table, place: { file, sheet } })
  return questions.length > 0 ? { asked: table } : { source: { table, mapping, ...part, isText, isSuggested: true } }
}

function understood({ columns }: SheetMapping, table: TableKey): Record<string, string> {
  const pairs = [...(columns ?? [])].map(([header, column]) => `${header} = ${column}`).join(', ')
  return { table, title: TABLES[table].title, columns: shown(pairs === '' ? table : pairs) }
}

import { columnNamed, normalisedName, tableNamed } from '../../domain/dataset/dataset-names.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { FOREIGN_COLUMNS, FOREIGN_TABLES } from './foreign-names.ts'
import { HEADER_ROWS } from './header.ts'
import type { RawRow } from './sheet-parts.ts'
import { type Recognisable, type SuggestedColumn, suggestColumns } from './suggest-columns.ts'

/** A table that a sheet may be, from 0 to 100, with what its headers would then mean. */
export interface SuggestedTable {
  readonly table: TableKey
  readonly likelihood: number
  readonly columns: readonly SuggestedColumn[]
}

const FOREIGN: ReadonlySet<string> = new Set(Object.values(FOREIGN_COLUMNS).flat().map(normalisedName))

/** Which of the first rows is probably the header: the one with most names that anybody uses, else the first with most texts. */
export function probableHeader(top: readonly RawRow[]): RawRow | undefined {
  const rows = top.slice(0, HEADER_ROWS)
  const names = rows.map(({ cells }) => new Set(cells.filter(isSomeName).map(normalisedName)).size)
  const most = Math.max(0, ...names)
  if (most >= 2) return rows[names.indexOf(most)]
  const texts = rows.map(({ cells }) => new Set(cells.filter((cell) => cell.trim() !== '' && !/^[-\d.,:/\s]+$/.test(cell))).size)
  return rows[texts.indexOf(Math.max(0, ...texts))]
}

function isSomeName(cell: string): boolean {
  return cell.trim() !== '' && (FOREIGN.has(normalisedName(cell)) || TABLE_KEYS.some((table) => columnNamed(table, cell) !== undefined))
}

/** How far a column counts as found, of a hundred, by what it was recognised by. */
const SURENESS = { own: 100, name: 90, values: 50, not: 0 } as const

/**
 * The tables that a sheet may be, likeliest first: by how many of a table's required columns its headers can mean, how many of
 * its headers find a column, and the words in its name and its file's.
 */
export function suggestTables(
  names: readonly string[],
  samples: readonly (readonly string[])[],
  called: readonly string[],
  known: Recognisable,
): SuggestedTable[] {
  const headers = names.filter((name) => name !== '').length
  return TABLE_KEYS.map((table): SuggestedTable => {
    const columns = suggestColumns(table, names, samples, known)
    const required = TABLES[table].columns.filter((column) => column.required)
    const surely = required.reduce((sum, { key }) => sum + SURENESS[columns.find(({ column }) => column === key)?.by ?? 'not'], 0)
    // Columns that came later are in few files and speak for no table by being missing.
    const used = columns.length / Math.max(1, headers, TABLES[table].columns.filter(({ added }) => !added).length)
    const points = (55 * surely) / (100 * required.length) + 25 * used + pointsOfWords(table, called)
    return { table, columns, likelihood: Math.min(100, Math.round(points)) }
  })
    .filter(({ likelihood }) => likelihood >= 30)
    .sort((a, b) => b.likelihood - a.likelihood)
}

function pointsOfWords(table: TableKey, called: readonly string[]): number {
  if (called.some((name) => tableNamed(name) === table)) return 40
  const words = FOREIGN_TABLES[table]
  const place = Math.min(
    ...called.map((name) => words.findIndex((word) => name.includes(word))).filter((index) => index >= 0),
    words.length,
  )
  return place < words.length ? 25 - Math.min(10, 2 * place) : 0
}

import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { trimmed } from './cell-values.ts'
import { isRunningHeader, sortOf } from './header-likeness.ts'
import { headerKey } from './header-map.ts'
import { madeKey } from './made-key.ts'
import type { MergedCells } from './merged-cells.ts'
import { MergedRows } from './merged-rows.ts'
import { plainUnits } from './plain-values.ts'
import type { RawRow } from './sheet-parts.ts'

/** Where the columns of a table stand in a sheet, by their English keys. */
export type Positions = ReadonlyMap<string, number>

/** The rows below a header with their merged cells filled, without those that only go on with the one above. */
export interface FilledRows {
  readonly rows: readonly RawRow[]
  /** Whether there was anything to fill, or to pass over. */
  readonly isFilled: boolean
}

export function filledRows(below: readonly RawRow[], positions: Positions, merged: readonly MergedCells[], headerRow: number): FilledRows {
  const columns = [...positions.values()]
  const vertical = merged.filter(
    ({ firstRow, lastRow, firstColumn }) => lastRow > firstRow && firstRow > headerRow && columns.includes(firstColumn),
  )
  const filler = vertical.length > 0 ? new MergedRows(vertical, headerRow) : undefined
  let isFilled = vertical.length > 0
  const rows = below.flatMap(({ row, cells }): RawRow[] => {
    const filled = filler ? filler.fill(cells, row) : cells
    if (columns.some((position) => trimmed(cells[position] ?? '') !== '')) return [{ row, cells: filled }]
    isFilled = true
    return []
  })
  return { rows, isFilled }
}

/** A document that stands on several rows, and its amount on each. */
export interface RepeatedDocument {
  readonly number: string
  readonly row: number
  readonly amounts: readonly string[]
  /** A column whose amounts add up to each document's: the lines' own. */
  readonly lines: { readonly position: number; readonly amounts: readonly string[] } | undefined
}

/**
 * Whether the amounts of documents that fill several rows are their lines' or their own: lines' where those of a document differ, its own where
 * the cell is merged over its rows, and else to be asked; undefined where no document fills several rows.
 */
export function toldAmounts(
  rows: readonly RawRow[],
  positions: Positions,
  merged: readonly MergedCells[],
  names: readonly string[],
): 'line' | 'document' | RepeatedDocument | undefined {
  const [number, amount] = [positions.get('number'), positions.get('amount')]
  if (number === undefined || amount === undefined || positions.has('line')) return undefined
  const documents = new Map<string, { row: number; number: string; rows: RawRow[] }>()
  for (const each of rows) {
    const text = trimmed(each.cells[number] ?? '')
    if (text === '') continue
    const found = documents.get(headerKey(text)) ?? { row: each.row, number: text, rows: [] }
    found.rows.push(each)
    documents.set(headerKey(text), found)
  }
  const textsAt = (position: number, of: readonly RawRow[]) => of.map(({ cells }) => trimmed(cells[position] ?? ''))
  const several = [...documents.values()].filter((each) => each.rows.length > 1)
  const [first] = several
  if (!first) return undefined
  if (merged.some(({ firstColumn, firstRow, lastRow }) => firstColumn === amount && lastRow > firstRow)) return 'document'
  if (several.some((each) => new Set(textsAt(amount, each.rows)).size > 1)) return 'line'
  const used = new Set(positions.values())
  const beside = names.findIndex(
    (name, position) =>
      !used.has(position) &&
      sortOf(name) === 'money' &&
      several.every((each) => fenOf(textsAt(position, each.rows)) === fenOf(textsAt(amount, each.rows).slice(0, 1))),
  )
  const lines = beside < 0 ? undefined : { position: beside, amounts: textsAt(beside, first.rows) }
  return { number: first.number, row: first.row, amounts: textsAt(amount, first.rows), lines }
}

/** The sum of amounts in their plain forms; no number where one is none, so that nothing equals it. */
function fenOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + plainUnits(text.replaceAll(',', ''), 2), 0)
}

/** Types of columns that tell one record from another. */
const TELLING_APART = new Set(['day', 'period', 'employee', 'client', 'region', 'money', 'quantity'])
const LEAVE: ReadonlySet<string> = new Set(['leave', 'sick_leave', 'statutory_leave', 'time_off'])

/**
 * The headers that a record's number is made of where the sheet has none, or the slip of a leave: when, who, and how much. Undefined where it
 * needs none, or has too little to tell records apart.
 */
export function suggestKey(
  table: TableKey,
  names: readonly string[],
  positions: Positions,
  kinds: ReadonlySet<string>,
): readonly string[] | undefined {
  const made = madeKey(table)
  const isMaster = !TABLES[table].columns.some(({ type }) => type === 'day')
  if (made === undefined || isMaster || positions.has(made) || !positions.has('date')) return undefined
  if (made === 'slip' && (kinds.size === 0 || [...kinds].some((kind) => !LEAVE.has(kind)))) return undefined
  const own = TABLES[table].columns.flatMap(({ key, type }) => {
    const position = positions.get(key)
    return position !== undefined && (TELLING_APART.has(type) || (made === 'slip' && key === 'kind')) ? [position] : []
  })
  const spans =
    made === 'slip' ? names.flatMap((name, position) => (sortOf(name) === 'span' && !isRunningHeader(name) ? [position] : [])) : []
  return [...new Set([...own, ...spans])].map((position) => names[position] ?? '')
}

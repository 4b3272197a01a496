import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { HEADER_ROWS, type Header, headerAmong, headerNames, readHeader } from './header.ts'
import type { HeaderMap } from './header-map.ts'
import { ProblemList } from './problem-list.ts'
import { Unreadable } from './row-block.ts'
import { cellText, type RawRow, type SheetPart, topOf } from './sheet-parts.ts'

export interface PreviewWanted {
  /** The row after which the page begins; 0 for the first. */
  readonly after: number
  readonly limit: number
  /** Only these rows, where told. */
  readonly only?: ReadonlySet<number> | undefined
}

export interface Preview {
  readonly header: RawRow | undefined
  /** By position of the header the English key of the column that it was read as. */
  readonly columns: ReadonlyMap<number, string>
  readonly rows: readonly RawRow[]
  /** Whether there are further rows within what is shown. */
  readonly hasMore: boolean
  /** Whether rows lie beyond what is shown of a file. */
  readonly isCut: boolean
}

/** Rows of a file that are shown; of what lies beyond only the rows that are asked for by number. */
const MOST_SHOWN = 20_000
const MOST_COLUMNS = 60
const LONGEST_TEXT = 200

/**
 * Some rows of a part below its header, as their cells read, without reading records. Streams from the top each time: a page far
 * down costs reading what lies before it.
 */
export async function previewRows(
  part: SheetPart,
  table: TableKey | undefined,
  map: HeaderMap | undefined,
  { after, limit, only }: PreviewWanted,
): Promise<Preview> {
  const found = await headerOf(part, table, map)
  const rows: RawRow[] = []
  const last = only === undefined ? MOST_SHOWN : Math.max(0, ...only)
  let isCut = false
  try {
    for await (const { cells, rows: numbers } of part.rows()) {
      for (const [index, line] of cells.entries()) {
        const row = numbers[index] ?? 0
        if (row > last) isCut ||= only === undefined && line.some((cell) => cell.trim() !== '')
        else if (row > after && row > (found?.raw.row ?? 0) && (only ? only.has(row) : line.some((cell) => cell.trim() !== ''))) {
          rows.push({ row, cells: shortened(line) })
        }
        if (rows.length > limit || isCut) break
      }
      if (rows.length > limit || isCut || (numbers.at(-1) ?? 0) > last) break
    }
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause
  }
  const shown = rows.slice(0, limit)
  return {
    header: found && { row: found.raw.row, cells: shortened(headerNames(found.raw.cells)) },
    columns: found?.columns ?? new Map(),
    rows: shown,
    hasMore: rows.length > limit,
    isCut: isCut && rows.length <= limit,
  }
}

async function headerOf(part: SheetPart, table: TableKey | undefined, map: HeaderMap | undefined) {
  const top = await topOf(part, HEADER_ROWS)
  if (!table) return undefined
  const at = headerAmong(
    table,
    top.map(({ cells }) => cells),
    map,
  )
  const raw = at === undefined ? undefined : top[at]
  if (!raw) return undefined
  const header: Header = readHeader(table, raw.cells, raw.row, { file: part.file }, new ProblemList(0), { columns: map })
  return { raw, columns: columnsByPosition(table, header) }
}

function columnsByPosition(table: TableKey, { positions }: Header): ReadonlyMap<number, string> {
  return new Map(
    positions.flatMap((position, index): [number, string][] => {
      const key = TABLES[table].columns[index]?.key
      return position < 0 || key === undefined ? [] : [[position, key]]
    }),
  )
}

function shortened(cells: readonly string[]): string[] {
  return cells.slice(0, MOST_COLUMNS).map((cell) => {
    const text = cellText(cell)
    return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
  })
}

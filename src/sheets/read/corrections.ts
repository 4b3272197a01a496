import type { UploadCorrections } from '../../domain/dataset/corrections.ts'
import { bareText } from './cell-values.ts'
import { headerKey, headerKeys } from './header-map.ts'
import { lineOf } from './left-out-rows.ts'
import type { MergedCells } from './merged-cells.ts'
import { cellText } from './sheet-parts.ts'
import { shown } from './shown.ts'

type Cell = UploadCorrections['cells'][number]
type LeftOutLine = UploadCorrections['rows'][number]

/** What came of one correction while the files were read. */
export interface CorrectedCell {
  readonly entry: Cell
  /** How many cells were read with its value. */
  applied: number
  /** What stands where it should have been applied, where that is something else; undefined where no such cell was read. */
  holds: string | undefined
}

export interface LeftOutByHand {
  readonly entry: LeftOutLine
  /** How many records it kept from being read. */
  applied: number
  /** The text of the row as it stands in the file; undefined where no such row was read. */
  text: string | undefined
}

/** The corrections of the files of one reading, and what came of each; what does not find the value that it names is not applied. */
export class Corrections {
  readonly cells: readonly CorrectedCell[]
  readonly rows: readonly LeftOutByHand[]
  readonly #said: UploadCorrections

  constructor(said: UploadCorrections) {
    const { cells, rows } = said
    this.#said = said
    this.cells = cells.map((entry) => ({ entry, applied: 0, holds: undefined }))
    this.rows = rows.map((entry) => ({ entry, applied: 0, text: undefined }))
  }

  /** The same for a reading that nothing is to be counted of. */
  uncounted(): Corrections {
    return new Corrections(this.#said)
  }

  /** Those of a file and sheet; undefined without any. */
  ofSheet(file: string, sheet: string | undefined): SheetCorrections | undefined {
    const isHere = ({ entry }: CorrectedCell | LeftOutByHand): boolean => entry.file === file && entry.sheet === (sheet ?? null)
    const [cells, rows] = [this.cells.filter(isHere), this.rows.filter(isHere)]
    return cells.length + rows.length > 0 ? new SheetCorrections(cells, rows) : undefined
  }
}

/** A correction with the row whose cell it is of: in a range of merged cells that are filled down, the first. */
interface PlacedCell {
  readonly cell: CorrectedCell
  readonly row: number | null
  /** Whether its own row only shows what stands in the first. */
  readonly isFilled: boolean
}

export class SheetCorrections {
  readonly #cells: readonly CorrectedCell[]
  readonly #rows: ReadonlyMap<number, LeftOutByHand>
  #everywhere: readonly PlacedCell[] = []
  /** By row: its own corrections with those that hold everywhere, in the order in which they were made. */
  #ofRow: ReadonlyMap<number, readonly PlacedCell[]> = new Map()
  #positions: ReadonlyMap<string, readonly number[]> = new Map()

  constructor(cells: readonly CorrectedCell[], rows: readonly LeftOutByHand[]) {
    this.#cells = cells
    this.#rows = new Map(rows.map((each) => [each.entry.row, each]))
  }

  /** To be called with the headers once they are known; `merged` are the cells that are filled down, each of which is one cell wherever it is corrected. */
  learnHeader(names: readonly string[], merged: readonly MergedCells[]): void {
    const positions = new Map<string, number[]>()
    const add = (key: string, position: number): void => {
      if (key !== '') positions.set(key, [...(positions.get(key) ?? []).filter((each) => each !== position), position])
    }
    for (const [position, name] of names.entries()) add(headerKey(name), position)
    for (const [position, key] of headerKeys(names).entries()) add(key, position)
    this.#positions = positions
    const placed = this.#cells.map((cell): PlacedCell => {
      const { row, column } = cell.entry
      const own = positions.get(headerKey(column)) ?? []
      const range = merged.find(
        ({ firstRow, lastRow, firstColumn }) => row !== null && firstRow < row && row <= lastRow && own.includes(firstColumn),
      )
      return { cell, row: range?.firstRow ?? row, isFilled: range !== undefined }
    })
    this.#everywhere = placed.filter(({ row }) => row === null)
    const rows = new Set(placed.flatMap(({ row }) => row ?? []))
    this.#ofRow = new Map([...rows].map((row) => [row, placed.filter((each) => each.row === null || each.row === row)]))
  }

  /** Why somebody left the row out; undefined where nobody did, or where it is not the row that they saw. */
  leftOut(cells: readonly string[], row: number): string | undefined {
    const found = this.#rows.get(row)
    if (!found) return undefined
    const text = lineText(cells)
    found.text ??= text
    // A row of a report may be several records: the first one tells whether it is the row.
    if (found.applied === 0 && found.entry.text !== undefined && found.entry.text !== text) return undefined
    found.applied++
    return found.entry.reason
  }

  /** The row with what was put in place of what stands in it. */
  correct(cells: readonly string[], row: number): readonly string[] {
    let corrected: string[] | undefined
    for (const { cell: each, isFilled } of this.#ofRow.get(row) ?? this.#everywhere) {
      const { column, found, value } = each.entry
      const positions = this.#positions.get(headerKey(column)) ?? []
      const wanted = heldText(found)
      // Where merged cells are filled down, those below the first hold nothing themselves.
      const isHeld = (place: number) => (isFilled && wanted === '') || heldText((corrected ?? cells)[place] ?? '') === wanted
      const position = positions.find(isHeld)
      if (position === undefined) {
        if (each.entry.row !== null && positions[0] !== undefined) each.holds = heldText((corrected ?? cells)[positions[0]] ?? '')
        continue
      }
      corrected ??= [...cells]
      while (corrected.length < position) corrected.push('')
      corrected[position] = value
      each.applied++
    }
    return corrected ?? cells
  }
}

/** The text of a cell as problems and pages name it. */
function heldText(text: string): string {
  return shown(cellText(bareText(text)))
}

const LONGEST_LINE = 500

function lineText(cells: readonly string[]): string {
  return lineOf(cells.map(cellText)).slice(0, LONGEST_LINE)
}

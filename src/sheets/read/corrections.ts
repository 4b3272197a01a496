import type { UploadCorrections } from '../../domain/dataset/corrections.ts'
import { bareText } from './cell-values.ts'
import { headerKey, headerKeys } from './header-map.ts'
import { lineOf } from './left-out-rows.ts'
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

export class SheetCorrections {
  readonly #everywhere: readonly CorrectedCell[]
  /** By row: its own corrections with those that hold everywhere, in the order in which they were made. */
  readonly #ofRow = new Map<number, CorrectedCell[]>()
  readonly #rows: ReadonlyMap<number, LeftOutByHand>
  #positions: ReadonlyMap<string, readonly number[]> = new Map()

  constructor(cells: readonly CorrectedCell[], rows: readonly LeftOutByHand[]) {
    this.#everywhere = cells.filter(({ entry }) => entry.row === null)
    for (const { entry } of cells) {
      const { row } = entry
      if (row === null || this.#ofRow.has(row)) continue
      const here = cells.filter((each) => each.entry.row === null || each.entry.row === row)
      this.#ofRow.set(row, here)
    }
    this.#rows = new Map(rows.map((each) => [each.entry.row, each]))
  }

  /** To be called with the headers once they are known. */
  learnHeader(names: readonly string[]): void {
    const positions = new Map<string, number[]>()
    const add = (key: string, position: number): void => {
      if (key !== '') positions.set(key, [...(positions.get(key) ?? []).filter((each) => each !== position), position])
    }
    for (const [position, name] of names.entries()) add(headerKey(name), position)
    for (const [position, key] of headerKeys(names).entries()) add(key, position)
    this.#positions = positions
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
    for (const each of this.#ofRow.get(row) ?? this.#everywhere) {
      const { column, found, value } = each.entry
      const positions = this.#positions.get(headerKey(column)) ?? []
      const wanted = heldText(found)
      const position = positions.find((place) => heldText((corrected ?? cells)[place] ?? '') === wanted)
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

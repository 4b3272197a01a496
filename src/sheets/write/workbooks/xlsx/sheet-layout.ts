import { FONT_SIZE } from './style.ts'

/** How a sheet looks and prints. Paper is always A4, centred, fitted to one page wide. */
export interface SheetLayout {
  readonly name: string
  /** Column widths in characters. */
  readonly widths: readonly number[]
  readonly landscape?: boolean
  /** So many rows and columns stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number }
  /** Rows from one to another (counted from 1) that repeat on every printed page. */
  readonly repeatedRows?: { readonly from: number; readonly to: number }
  /** So many columns, from A on, are printed; all of them unless told. */
  readonly printedColumns?: number
  /** Columns from A to this one (counted from 0) with a filter in this row, over the rows below it. */
  readonly filter?: { readonly row: number; readonly lastColumn: number }
  /** The footer in a spreadsheet's own notation; &P is the page, &N how many. */
  readonly footer?: string
  /** Whether the lines between cells show on screen. */
  readonly gridLines?: boolean
}

/** Excel keeps at most 1,023 page breaks of its own making in a sheet; a sheet with more would be repaired. */
export const MOST_PAGE_BREAKS = 1023

/** Points a text needs in a column so many characters wide; a Chinese character is two wide. Merged cells never grow by themselves. */
export function heightOf(words: string, width: number, size: number = FONT_SIZE): number {
  return linesOf(words, (width * FONT_SIZE) / size) * lineHeight(size)
}

function lineHeight(size: number): number {
  return Math.ceil(size * 1.45)
}

function linesOf(words: string, width: number): number {
  const room = Math.max(2, width - 2)
  let lines = 0
  for (const line of words.split('\n')) lines += Math.max(1, Math.ceil((widthOf(line) * 1.04) / room))
  return lines
}

/** How many characters wide a text is; everything from the Han punctuation on counts as two. */
export function widthOf(words: string): number {
  let width = 0
  for (const character of words) width += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1
  return width
}

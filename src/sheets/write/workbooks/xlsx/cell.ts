import type { Style } from './style.ts'

/**
 * One cell. `text` is always text, whatever it begins with; `number` is decimal text, so that no binary fraction
 * comes between the engine and the sheet; a `formula` has no leading "=" and carries the value it gives.
 */
export type Cell =
  | { readonly kind: 'blank'; readonly style: Style }
  | { readonly kind: 'text'; readonly text: string; readonly style: Style }
  | { readonly kind: 'number'; readonly number: string; readonly style: Style }
  | { readonly kind: 'formula'; readonly formula: string; readonly cached: Cached; readonly style: Style }

/** What a formula gives. */
export type Cached = { readonly number: string } | { readonly text: string }

export function blank(style: Style): Cell {
  return { kind: 'blank', style }
}

export function text(words: string, style: Style): Cell {
  return { kind: 'text', text: words, style }
}

export function number(decimal: string, style: Style): Cell {
  return { kind: 'number', number: decimal, style }
}

export function formula(words: string, cached: Cached, style: Style): Cell {
  return { kind: 'formula', formula: words, cached, style }
}

/** Cells merged from the column they stand in: so many columns wide, so many rows high. */
export interface Merge {
  readonly column: number
  readonly columns: number
  readonly rows?: number
}

/** One row; a gap in `cells` is a cell without value or style. Heights are in points. */
export interface Row {
  readonly cells: readonly (Cell | undefined)[]
  readonly height?: number
  readonly merges?: readonly Merge[]
  /** A new printed page begins after this row. */
  readonly breakAfter?: boolean
}

/** "A" for 0, "AB" for 27. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26))
}

/** "C7" for column 2 in row 7. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row}`
}

/** The name of a sheet as formulas write it: quotes in it are doubled. */
export function sheetReference(sheet: string): string {
  return `'${sheet.replaceAll("'", "''")}'!`
}

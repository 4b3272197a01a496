import type { Style as ExcelStyle } from 'exceljs'

/** How a cell looks. Cells that share a style share the object, so that a large sheet costs one look-up a cell. */
export interface Style {
  readonly size?: number
  readonly bold?: boolean
  readonly colour?: string
  readonly fill?: string
  /** Thin lines all round. */
  readonly border?: 'all'
  readonly horizontal?: 'left' | 'center' | 'right'
  readonly vertical?: 'top' | 'center' | 'bottom'
  readonly wrap?: boolean
  /** Characters of space at the side the text begins on. */
  readonly indent?: number
  /** A spreadsheet's number format, for example "#,##0.00"; "@" is text. */
  readonly format?: string
}

const FONT = '宋体'
export const FONT_SIZE = 11

const THIN = { style: 'thin' } as const

/** The style as exceljs knows it. */
export function excelStyle({ size, bold, colour, fill, border, horizontal, vertical, wrap, indent, format }: Style): Partial<ExcelStyle> {
  return {
    font: excelFont(size, bold, colour),
    alignment: {
      vertical: vertical === undefined || vertical === 'center' ? 'middle' : vertical,
      ...(horizontal && { horizontal }),
      ...(wrap && { wrapText: true }),
      ...(indent && { indent }),
    },
    ...(fill && { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${fill}` } } }),
    ...(border && { border: { left: THIN, right: THIN, top: THIN, bottom: THIN } }),
    ...(format && { numFmt: format }),
  }
}

export function excelFont(size = FONT_SIZE, bold = false, colour?: string): Partial<ExcelStyle['font']> {
  return { name: FONT, size, family: 3, charset: 134, ...(bold && { bold }), ...(colour && { color: { argb: `FF${colour}` } }) }
}

import type { Appraisal } from '../../../domain/appraisal.ts'
import { HEADER_HEIGHT, headerCell, metaRow, titleRow } from './house-style.ts'
import type { Say, Word } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import type { Row } from './xlsx/cell.ts'
import type { SheetLayout } from './xlsx/sheet-layout.ts'

/** The first row below the headings of a sheet of plans. */
export const FIRST = 4

export interface Context {
  readonly appraisal: Appraisal
  readonly regions: ReadonlyMap<string, string>
  readonly options: WorkbookOptions
  readonly say: Say
}

export function planLayout(name: Word, widths: readonly number[], say: Say): SheetLayout {
  return {
    name: say(name),
    widths,
    landscape: true,
    frozen: { rows: FIRST - 1, columns: 3 },
    repeatedRows: { from: 1, to: FIRST - 1 },
    filter: { row: FIRST - 1, lastColumn: widths.length - 1 },
    footer: `&C${say('footer')}`,
  }
}

/** Title, period and unit, and the headings. */
export function* planHeading(name: Word, titles: readonly Word[], { appraisal, options, say }: Context): Generator<Row> {
  yield titleRow(say(name), appraisal.period, titles.length, options)
  yield metaRow(undefined, say('unitYuanBeforeTax'), appraisal.period, titles.length, Math.ceil(titles.length / 2), say)
  yield { cells: titles.map((word) => headerCell(say(word))), height: HEADER_HEIGHT }
}

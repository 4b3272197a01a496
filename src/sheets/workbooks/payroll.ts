import { fen, yuan } from '../../base/money.ts'
import type { Appraisal } from '../../domain/appraisal.ts'
import { HEADER_HEIGHT, headerCell, moneyCell, STYLE } from './house-style.ts'
import { live } from './live-formula.ts'
import { type Say, sayIn } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { type Row, text } from './xlsx/cell.ts'
import { XlsxFile } from './xlsx/xlsx-file.ts'

const WIDTHS = [14, 14, 16, 12, 14, 14, 14]

/** One flat sheet for the payroll system: headings in row 1, one row a share, nothing above, between or below. */
export async function writePayroll(path: string, appraisal: Appraisal, options: WorkbookOptions): Promise<void> {
  const say = sayIn(options.language)
  await XlsxFile.write(path, (file) =>
    file.sheet(
      {
        name: say('payroll'),
        widths: WIDTHS,
        frozen: { rows: 1, columns: 0 },
        repeatedRows: { from: 1, to: 1 },
        filter: { row: 1, lastColumn: WIDTHS.length - 1 },
        footer: `&C${say('footer')}`,
        gridLines: true,
      },
      payrollRows(appraisal, say),
    ),
  )
}

function* payrollRows({ bonus, period }: Appraisal, say: Say): Generator<Row> {
  const titles = ['number', 'name', 'region', 'periodColumn', 'payrollBonus', 'adjustment', 'payable'] as const
  yield { cells: titles.map((word) => headerCell(say(word))), height: HEADER_HEIGHT }
  let row = 1
  for (const region of bonus) {
    for (const share of region.shares) {
      row += 1
      const amount = yuan(share.amount)
      yield {
        cells: [
          text(share.employee, STYLE.id),
          text(share.name, STYLE.centre),
          text(region.name || region.region, STYLE.centre),
          text(period.text, STYLE.centre),
          moneyCell(share.amount),
          moneyCell(fen(0n)),
          live(`ROUND(E${row}+F${row},2)`, amount, amount, STYLE.money),
        ],
      }
    }
  }
}

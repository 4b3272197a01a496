import ExcelJS from 'exceljs'
import type { CellCounts } from './count-cells.ts'

const COLUMNS = 20

/** Writes a workbook of so many cells with exceljs's streaming writer, without any style: texts, then numbers, then formulas with their results. */
export async function writeBareWorkbook(path: string, { texts, numbers, formulas }: CellCounts): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: false, useSharedStrings: false })
  const sheet = workbook.addWorksheet('cells')
  const total = texts + numbers + formulas
  const cell = (index: number): ExcelJS.CellValue => {
    if (index < texts) return `客服人员 ${index}`
    return index < texts + numbers ? index / 100 : { formula: `ROUND(A${(index % 1000) + 1}*0.4,2)`, result: index / 100 }
  }
  for (let first = 0; first < total; first += COLUMNS) {
    const row: ExcelJS.CellValue[] = []
    for (let index = first; index < Math.min(first + COLUMNS, total); index++) row.push(cell(index))
    sheet.addRow(row).commit()
  }
  sheet.commit()
  await workbook.commit()
}

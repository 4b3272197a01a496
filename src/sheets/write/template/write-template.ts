import ExcelJS, { type DataValidation, type Worksheet } from 'exceljs'
import type { Language } from '../../../base/problem.ts'
import type { Column, ColumnType, Table } from '../../../domain/dataset/table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../../domain/dataset/tables.ts'
import { noteOf } from './column-notes.ts'
import { EXAMPLE_ROWS } from './example-rows.ts'
import { INSTRUCTIONS, INSTRUCTIONS_SHEET } from './instructions.ts'

const FONT = '微软雅黑'
/** Rows below the header that get drop-downs and checks of what is typed. */
const LAST_CHECKED_ROW = 5_000
const FLAG_WORDS: Readonly<Record<Language, readonly [yes: string, no: string]>> = { zh: ['是', '否'], en: ['yes', 'no'] }

/** Periods are text, or a spreadsheet would turn 2026-10 into a date; codes are text, or it would drop their leading zeros. */
const FORMATS: Readonly<Record<ColumnType, string>> = {
  text: '@',
  employee: '@',
  client: '@',
  region: '@',
  period: '@',
  choice: '@',
  flag: '@',
  share: '@',
  money: '#,##0.00',
  quantity: 'General',
  score: '0.00',
  count: '0',
  day: 'yyyy-mm-dd',
}

/**
 * Writes an empty dataset workbook to fill in (CONTRACT 1): how to do it on the first sheet, then one sheet a table with header,
 * notes, drop-downs, formats and one example row. As written it reads back without a problem. Of one table only its sheet is written, without an
 * example: that would refer to people and clients whom the company does not have. The file's errors are thrown.
 */
export async function writeTemplate(path: string, language: Language, only?: TableKey): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  if (!only) addInstructions(workbook.addWorksheet(INSTRUCTIONS_SHEET[language]), language)
  for (const key of only ? [only] : TABLE_KEYS) {
    const table = TABLES[key]
    const sheet = workbook.addWorksheet(language === 'zh' ? table.title : key, { views: [{ state: 'frozen', ySplit: 1 }] })
    addTable(sheet, table, language, only ? {} : EXAMPLE_ROWS[key])
  }
  await workbook.xlsx.writeFile(path)
}

function addInstructions(sheet: Worksheet, language: Language): void {
  const [title = '', ...lines] = INSTRUCTIONS[language]
  sheet.getColumn(1).width = 110
  sheet.getColumn(1).alignment = { wrapText: true, vertical: 'top' }
  sheet.addRow([title]).font = { name: FONT, size: 16, bold: true }
  for (const line of lines) sheet.addRow([line]).font = { name: FONT, size: 11 }
}

function addTable(sheet: Worksheet, table: Table<TableKey>, language: Language, example: (typeof EXAMPLE_ROWS)[TableKey]): void {
  table.columns.forEach((column, index) => {
    const heading = language === 'zh' ? column.title : column.key
    const sheetColumn = sheet.getColumn(index + 1)
    sheetColumn.numFmt = FORMATS[column.type]
    sheetColumn.font = { name: FONT, size: 11 }
    sheetColumn.width = Math.max(12, heading.length * (language === 'zh' ? 2.4 : 1.2) + 4)
    addHeading(sheet, table, column, index + 1, heading, language)
    const value = example[column.key]
    if (value !== undefined) sheet.getCell(2, index + 1).value = cellValue(column, value, language)
    const validation = validationOf(column, language)
    if (validation) addValidation(sheet, sheetColumn.letter, validation)
  })
}

function addHeading(sheet: Worksheet, table: Table<TableKey>, column: Column, at: number, heading: string, language: Language): void {
  const cell = sheet.getCell(1, at)
  cell.value = heading
  cell.numFmt = '@'
  cell.font = { name: FONT, size: 11, bold: true }
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: column.required ? 'FFBFBFBF' : 'FFE7E6E6' } }
  cell.border = { top: { style: 'thin' }, left: { style: 'thin' }, bottom: { style: 'thin' }, right: { style: 'thin' } }
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  cell.note = { texts: [{ text: noteOf(table.key, column, language) }] }
}

/** Days become real dates, choices and flags the words of the language; the rest stays as it is. */
function cellValue(column: Column, value: string | number, language: Language): string | number | Date {
  if (column.type === 'day') return new Date(`${value}T00:00:00Z`)
  if (column.type === 'flag') return FLAG_WORDS[language][value === 'yes' ? 0 : 1]
  if (column.type === 'choice' && language === 'zh') return column.choices?.find(({ key }) => key === value)?.title ?? value
  return value
}

function validationOf(column: Column, language: Language): DataValidation | undefined {
  const listOf = (words: readonly string[]): DataValidation => ({
    ...refusal(language === 'zh' ? `请从列表中选择：${words.join('、')}` : `Choose one of: ${words.join(', ')}`),
    type: 'list',
    formulae: [`"${words.join(',')}"`],
  })
  const numbers = (type: 'decimal' | 'whole', from: number, to: number): DataValidation => ({
    ...refusal(language === 'zh' ? `请填写 ${from} 到 ${to} 之间的数字` : `Write a number from ${from} to ${to}`),
    type,
    operator: 'between',
    formulae: [from, to],
  })
  switch (column.type) {
    case 'choice':
      return listOf((column.choices ?? []).map(({ key, title }) => (language === 'zh' ? title : key)))
    case 'flag':
      return listOf(FLAG_WORDS[language])
    case 'score':
      return numbers('decimal', 0, 100)
    case 'count':
      return numbers('whole', column.least ?? 1, 1_000_000)
    default:
      return undefined
  }
}

/** A spreadsheet shows at most 255 characters of a refusal. */
function refusal(text: string): Pick<DataValidation, 'allowBlank' | 'showErrorMessage' | 'error'> {
  return { allowBlank: true, showErrorMessage: true, error: text.slice(0, 255) }
}

/** exceljs keeps validations by range in a property that its types leave out; setting them cell by cell would make 5,000 cells of each. */
function addValidation(sheet: Worksheet, letter: string, validation: DataValidation): void {
  const { dataValidations } = sheet as Worksheet & { dataValidations: { add(range: string, validation: DataValidation): void } }
  dataValidations.add(`${letter}2:${letter}${LAST_CHECKED_ROW}`, validation)
}

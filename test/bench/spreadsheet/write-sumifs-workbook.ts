import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { dayBefore } from '../../../src/base/day.ts'
import { type Period, samePeriodLastYear, windowEnding } from '../../../src/base/period.ts'
import { clientFormulas, FIGURES, RATIOS, representativeFormulas, type Spans } from './sumifs.ts'

export const KPI_SHEET = 'KPI'

/** What stands on each sheet of records: the columns of the dataset's table that formulas look at. */
const SHEETS = {
  orders: ['rep', 'client', 'date', 'amount', 'list_amount', 'quantity'],
  collections: ['client', 'credited_rep', 'date', 'amount', 'status'],
  receivables: ['client', 'due_date', 'amount'],
  visits: ['rep', 'date', 'successful'],
  quotas: ['rep', 'period', 'amount', 'quantity', 'new_clients'],
  expenses: ['rep', 'date', 'amount'],
  complaints: ['rep', 'date', 'upheld'],
} as const

/**
 * Writes what people build today: one workbook with the records on sheets, a row of SUMIFS and COUNTIFS for each client, because
 * arrears, new and retained clients need one, and a row for each representative. Days are whole numbers such as 20261005; blank
 * statuses and representatives of collections are filled in, so that the formulas are as short as they can be.
 */
export async function writeSumifsWorkbook(dataset: string, path: string, period: Period): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: false, useSharedStrings: true })
  const clients = recordsOf(dataset, 'clients')
  const clientRep = new Map(clients.map((client) => [client.code, client.rep]))
  const ranges: Record<string, string> = {}
  for (const [name, columns] of Object.entries(SHEETS)) {
    const sheet = workbook.addWorksheet(name)
    const records = recordsOf(dataset, name)
    sheet.addRow(columns).commit()
    for (const record of records) {
      const filled: Record<string, string | undefined> = {
        ...record,
        status: record.status || 'audited',
        credited_rep: record.rep || clientRep.get(record.client),
      }
      sheet.addRow(columns.map((column) => cellOf(column, filled[column]))).commit()
    }
    sheet.commit()
    columns.forEach((column, index) => {
      ranges[`${name}.${column}`] = rangeOf(name, index, records.length)
    })
  }
  const spans = spansOf(period)
  const byClient = Object.entries(clientFormulas(ranges, spans))
  byClient.forEach(([figure], index) => {
    ranges[`clients.${figure}`] = rangeOf('clients', index + 2, clients.length)
  })
  ranges['clients.rep'] = rangeOf('clients', 1, clients.length)
  writeRows(
    workbook.addWorksheet('clients'),
    ['code', 'rep', ...byClient.map(([figure]) => figure)],
    clients.map((client) => [client.code ?? '', client.rep ?? '']),
    byClient.map(([, formula]) => formula),
  )
  const byRepresentative = representativeFormulas(ranges, spans, period.text)
  writeRows(
    workbook.addWorksheet(KPI_SHEET),
    ['rep', ...FIGURES, ...Object.keys(RATIOS), 'salesGrowth'],
    representativesOf(dataset).map((rep) => [rep]),
    byRepresentative,
  )
  await workbook.commit()
}

/** `#` in a formula stands for the row. */
function writeRows(
  sheet: ExcelJS.Worksheet,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  formulas: readonly string[],
): void {
  sheet.addRow(titles).commit()
  rows.forEach((cells, index) => {
    const row = String(index + 2)
    sheet.addRow([...cells, ...formulas.map((formula) => ({ formula: formula.replaceAll('#', row) }))]).commit()
  })
  sheet.commit()
}

function spansOf(period: Period): Spans {
  const current = windowEnding(period.last, 12)
  return { period, lastYear: samePeriodLastYear(period), current, base: windowEnding(dayBefore(current.first), 12) }
}

function rangeOf(sheet: string, index: number, rows: number): string {
  const letter = String.fromCharCode(65 + index)
  return `${sheet}!$${letter}$2:$${letter}$${rows + 1}`
}

function representativesOf(dataset: string): string[] {
  return recordsOf(dataset, 'employees')
    .filter((employee) => employee.position === 'sales_rep')
    .map((employee) => employee.number ?? '')
}

/** The rows of a table that the benchmark has written itself: no quotes, no commas inside cells. */
function recordsOf(dataset: string, table: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(dataset, `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
  const keys = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [keys[index], cell])))
}

const NUMBERS = new Set(['amount', 'list_amount', 'quantity', 'new_clients'])

function cellOf(column: string, text: string | undefined): string | number | null {
  if (text === undefined || text === '') return null
  if (column === 'date' || column === 'due_date') return Number(text.replaceAll('-', ''))
  return NUMBERS.has(column) ? Number(text) : text
}

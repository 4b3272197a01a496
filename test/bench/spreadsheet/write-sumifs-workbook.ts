import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Period } from '../../../src/base/period.ts'
import { samePeriodLastYear } from '../../../src/base/period.ts'

export const KPI_SHEET = 'KPI'
/** Columns of the KPI sheet that the benchmark compares with our result. */
export const NET_SALES_COLUMN = 2
export const VISITS_COLUMN = 10

/** What stands on each sheet of records: the columns of the dataset's table that formulas look at, in this order. */
const SHEETS = {
  orders: ['rep', 'date', 'amount', 'list_amount', 'quantity'],
  collections: ['credited_rep', 'date', 'amount', 'status'],
  visits: ['rep', 'date', 'successful'],
  quotas: ['rep', 'period', 'amount', 'quantity'],
} as const
type Sheet = keyof typeof SHEETS
type Ranges = Readonly<Record<Sheet, readonly string[]>>

/**
 * Writes what people build today: one workbook with the month's records on sheets and a row of SUMIFS and COUNTIFS for each
 * representative. Days are whole numbers such as 20261005, blank statuses and representatives of collections are filled in, so
 * that the formulas are as short as they can be. KPIs that SUMIFS cannot count (arrears by client, new and retained clients)
 * are left out.
 */
export async function writeSumifsWorkbook(dataset: string, path: string, period: Period): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: false, useSharedStrings: true })
  const clientRep = new Map(recordsOf(dataset, 'clients').map((client) => [client.code, client.rep]))
  const ranges: Partial<Record<Sheet, string[]>> = {}
  for (const [name, columns] of Object.entries(SHEETS) as [Sheet, readonly string[]][]) {
    const sheet = workbook.addWorksheet(name)
    const records = recordsOf(dataset, name)
    sheet.addRow(columns).commit()
    for (const record of records) {
      const filled = { ...record, status: record.status || 'audited', credited_rep: record.rep || clientRep.get(record.client) }
      sheet.addRow(columns.map((column) => cellOf(column, filled[column as keyof typeof filled]))).commit()
    }
    sheet.commit()
    ranges[name] = columns.map((_, index) => `${name}!$${letter(index)}$2:$${letter(index)}$${records.length + 1}`)
  }
  writeKpis(workbook.addWorksheet(KPI_SHEET), representativesOf(dataset), ranges as Ranges, period)
  await workbook.commit()
}

function writeKpis(sheet: ExcelJS.Worksheet, representatives: readonly string[], ranges: Ranges, period: Period): void {
  const lastYear = samePeriodLastYear(period)
  sheet.addRow(TITLES).commit()
  representatives.forEach((rep, index) => {
    const row = index + 2
    const formulas = formulasOf(`$A${row}`, row, ranges, period, lastYear)
    sheet.addRow([rep, ...formulas.map((formula) => ({ formula }))]).commit()
  })
  sheet.commit()
}

const TITLES = [
  'rep',
  'net sales',
  'last year',
  'quantity',
  'priced',
  'at list price',
  'orders',
  'quota',
  'net collections',
  'visits',
  'successful visits',
  'quota completion',
  'growth',
  'price retention',
  'collections to sales',
  'visit success',
]

function formulasOf(rep: string, row: number, { orders, collections, visits, quotas }: Ranges, period: Period, lastYear: Period): string[] {
  const within = (dates: string | undefined, { first, last }: Period) => `${dates},">=${first}",${dates},"<=${last}"`
  const month = `${orders[0]},${rep},${within(orders[1], period)}`
  const priced = `${month},${orders[2]},">0",${orders[3]},">0"`
  const visited = `${visits[0]},${rep},${within(visits[1], period)}`
  const ratio = (over: string, under: string) => `IF(${under}${row}>0,ROUND(${over}${row}/${under}${row},4),"n/a")`
  return [
    `SUMIFS(${orders[2]},${month})`,
    `SUMIFS(${orders[2]},${orders[0]},${rep},${within(orders[1], lastYear)})`,
    `SUMIFS(${orders[4]},${month})`,
    `SUMIFS(${orders[2]},${priced})`,
    `SUMIFS(${orders[3]},${priced})`,
    `COUNTIFS(${month},${orders[2]},">0")`,
    `SUMIFS(${quotas[2]},${quotas[0]},${rep},${quotas[1]},"${period.text}")`,
    `SUMIFS(${collections[2]},${collections[0]},${rep},${within(collections[1], period)},${collections[3]},"audited")`,
    `COUNTIFS(${visited})`,
    `COUNTIFS(${visited},${visits[2]},"yes")`,
    ratio('B', 'H'),
    `IF(C${row}>0,ROUND((B${row}-C${row})/C${row},4),"n/a")`,
    ratio('E', 'F'),
    ratio('I', 'B'),
    ratio('K', 'J'),
  ]
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

function cellOf(column: string, text: string | undefined): string | number | null {
  if (text === undefined || text === '') return null
  if (column === 'date') return Number(text.replaceAll('-', ''))
  return ['amount', 'list_amount', 'quantity'].includes(column) ? Number(text) : text
}

function letter(index: number): string {
  return String.fromCharCode(65 + index)
}

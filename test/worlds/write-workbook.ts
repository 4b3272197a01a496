import ExcelJS from 'exceljs'
import { randomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { CHINESE_NAMES } from './model/dataset.ts'
import { type RandomWorld, randomHeader, shuffled, tableName } from './random-world.ts'

const DAYS = new Set(['date', 'due_date', 'from', 'hired_on', 'left_on'])
const NUMBERS = new Set([
  'amount',
  'list_amount',
  'quantity',
  'new_clients',
  'count',
  'score',
  'value',
  'attitude',
  'resolution',
  'dedication',
])

/** Writes the world as one workbook: a sheet a table, with days and numbers as text or as a spreadsheet program keeps them. */
export async function writeWorkbook(world: RandomWorld, path: string): Promise<void> {
  const draw = randomStream(`workbook ${world.seed}`)
  const workbook = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(world.tables)) {
    const table = tableName(name)
    const sheet = workbook.addWorksheet(draw.pick([table, CHINESE_NAMES[table]]))
    const header = randomHeader(randomStream(`header ${world.seed} ${name}`), table, rows)
    sheet.addRow(header.map((column) => column.title))
    for (const row of shuffled(draw, rows)) {
      const typed = draw.chance(600)
      sheet.addRow(header.map(({ key }) => (typed ? typedCell(key, row[key] ?? '') : (row[key] ?? ''))))
    }
  }
  await workbook.xlsx.writeFile(path)
}

/** The value as a spreadsheet program keeps it once somebody typed it in. */
function typedCell(key: string, text: string): string | number | Date | null {
  if (text === '') return null
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (DAYS.has(key) && day) return new Date(`${text}T00:00:00Z`)
  if (key === 'period' && /^\d{4}-\d{2}$/.test(text)) return new Date(`${text}-01T00:00:00Z`)
  if (NUMBERS.has(key) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return text
}

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { assert, present } from '../../../src/base/assert.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { type CompanySize, writeCompany } from '../dataset/company.ts'
import { writeLastMonth } from '../dataset/records-of-year.ts'
import { writeTransactions } from '../dataset/transactions.ts'
import { PERIOD } from '../dataset/write-dataset.ts'
import { measuredProcess } from '../measured-process.ts'
import { type Measurement, secondsText } from '../measurement.ts'
import { median } from '../median.ts'
import { appraisalInto } from '../whole/whole-appraisal.ts'
import { columnOf, RATIOS, type Ratio } from './sumifs.ts'
import { KPI_SHEET, writeSumifsWorkbook } from './write-sumifs-workbook.ts'

const SALES_COMPANY: CompanySize = { regions: 50, representatives: 9_950, engineers: 0, clients: 10_000, strayOrders: 0 }
const TRANSACTIONS = 100_000
const ROUNDS = 5
const RUNNING_PROGRAM = fileURLToPath(new URL('running-program.ts', import.meta.url))
/** LibreOffice has been seen to take a quarter of an hour. */
const PATIENCE_MS = 3 * 3_600_000

/**
 * (e) What people do today, 100,000 transactions of 10,000 people in one workbook of SUMIFS that LibreOffice recalculates,
 * against our appraisal of the same records, reading included. Both must come to the same numerators and denominators.
 */
export async function spreadsheet(
  say: (text: string) => void,
  size: CompanySize = SALES_COMPANY,
  transactions = TRANSACTIONS,
): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-spreadsheet-'))
  try {
    const dataset = join(folder, 'dataset')
    mkdirSync(dataset)
    writeTransactions(dataset, transactions, size)
    writeCompany(dataset, size)
    writeLastMonth(dataset, size)
    const period = present(periodFromText(PERIOD), 'The period of the benchmark is one.')
    const workbook = join(folder, 'kpis.xlsx')
    await writeSumifsWorkbook(dataset, workbook, period)

    const results = join(folder, 'results')
    const inside = await insideSeconds(dataset, results)
    const command: number[] = []
    for (let round = 0; round < ROUNDS; round++) command.push((await appraisalInto(results, dataset)).seconds)
    const begun = performance.now()
    const recalculated = await recalculate(workbook, folder)
    const theirs = (performance.now() - begun) / 1000
    say(`(e) LibreOffice took ${secondsText(theirs)}, we ${secondsText(inside)}; comparing the figures`)
    await assertSameFigures(recalculated, join(results, 'result.json'))

    const people = (size.representatives + size.regions).toLocaleString('en')
    const named = `${transactions.toLocaleString('en')} transactions, ${people} people`
    return [
      fasterThan(`what people do today: ${named}; our appraisal in a running program, reading included`, inside, theirs, 200),
      fasterThan('the same, the command with its start counted', median(command), theirs),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Median seconds of the whole appraisal, files to result.json, where the program is running already, as on a server. */
async function insideSeconds(dataset: string, out: string): Promise<number> {
  const report = `${out}.seconds.json`
  await measuredProcess(RUNNING_PROGRAM, [dataset, out, report])
  const seconds: number[] = JSON.parse(readFileSync(report, 'utf8'))
  return median(seconds)
}

function fasterThan(what: string, ours: number, theirs: number, least?: number): Measurement {
  const ratio = theirs / ours
  return {
    key: 'e',
    what,
    against: 'a workbook of SUMIFS for the same KPIs, recalculated by LibreOffice',
    ours: secondsText(ours),
    theirs: secondsText(theirs),
    ratio,
    unit: 'times faster',
    target: least === undefined ? undefined : `at least ${least} x`,
    isMet: least === undefined ? undefined : ratio >= least,
  }
}

/** LibreOffice trusts cached values unless its settings say to recalculate on load (0 is "always"). */
const RECALCULATE_ON_LOAD = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

async function recalculate(workbook: string, folder: string): Promise<string> {
  const profile = join(folder, 'profile')
  mkdirSync(join(profile, 'user'), { recursive: true })
  writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), RECALCULATE_ON_LOAD)
  const out = join(folder, 'recalculated')
  const options = [`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--convert-to', 'xlsx', '--outdir', out, workbook]
  await promisify(execFile)('soffice', options, { timeout: PATIENCE_MS })
  return join(out, 'kpis.xlsx')
}

interface OurSales {
  readonly employee: string
  readonly kpis: Readonly<Record<Ratio, { readonly numerator: string; readonly denominator: string }>>
}

async function assertSameFigures(workbook: string, result: string): Promise<void> {
  const { sales }: { sales: OurSales[] } = JSON.parse(readFileSync(result, 'utf8'))
  const read = new ExcelJS.Workbook()
  await read.xlsx.readFile(workbook)
  const sheet = present(read.getWorksheet(KPI_SHEET), 'The workbook has a sheet of KPIs.')
  const rows = new Map<string, ExcelJS.Row>()
  sheet.eachRow((row) => rows.set(row.getCell(1).text, row))
  for (const { employee, kpis } of sales) {
    const row = present(rows.get(employee), `${employee} has a row in the spreadsheet.`)
    for (const [kpi, figures] of Object.entries(RATIOS)) {
      // The reader leaves a cached 0 out.
      const found = figures.map((figure) => Number(row.getCell(columnOf(figure)).result ?? 0))
      const { numerator, denominator } = kpis[kpi as Ratio]
      const isSame = Math.abs((found[0] ?? 0) - Number(numerator)) < 0.005 && Math.abs((found[1] ?? 0) - Number(denominator)) < 0.005
      assert(isSame, `The spreadsheet and we agree on ${kpi} of ${employee}: ${found.join(' / ')} and ${numerator} / ${denominator}.`)
    }
  }
}

import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import yauzl from 'yauzl'
import { ZipFile } from '../../../src/sheets/write/workbooks/xlsx/zip-file.ts'

const run = promisify(execFile)

/** Whether a program answers on this machine. */
function answers(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}

/** LibreOffice, and the tool that counts a PDF's pages. */
export const CAN_RECALCULATE = answers('soffice', '--version')
export const CAN_COUNT_PAGES = CAN_RECALCULATE && answers('pdftotext', '-v')
export const WHY_SKIPPED = 'skipped: LibreOffice (soffice) or pdftotext is not installed'

/** LibreOffice trusts cached values unless its settings say to recalculate on load (0 is "always"). */
const RECALCULATE_ON_LOAD = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/** Recalculates and converts workbooks into a folder; the profile is its own, so that other runs of LibreOffice are left alone. */
export async function convert(files: readonly string[], to: 'xlsx' | 'pdf' | 'ods' | 'xls', folder: string): Promise<string[]> {
  const profile = await mkdtemp(join(tmpdir(), 'quanheng-soffice-'))
  try {
    await mkdir(join(profile, 'user'))
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), RECALCULATE_ON_LOAD)
    const options = [`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--convert-to', to, '--outdir', folder]
    await run('soffice', [...options, ...files], { timeout: 240_000 })
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
  return files.map((file) => join(folder, basename(file).replace(/\.xlsx$/, `.${to}`)))
}

/** The text of each page of a PDF. */
export async function pagesOf(pdf: string): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-layout', pdf, '-'], { maxBuffer: 1 << 26 })
  return stdout.split('\f').slice(0, -1)
}

/** The parts of an xlsx file as text, in the order they stand in it. */
export async function partsOf(file: string): Promise<Map<string, string>> {
  const zip = await yauzl.openPromise(file)
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
    parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }
  return parts
}

/** A copy of a workbook in which every formula's cached value is wrong, so that only a recalculation can put it right. */
export async function withWrongCaches(file: string, copy: string): Promise<void> {
  const zip = await ZipFile.create(copy)
  for (const [name, xml] of await partsOf(file)) {
    await zip.entry(name, xml.replace(/ t="str"><f>/g, '><f>').replace(/<\/f><v>[^<]*<\/v>/g, '</f><v>-987654321</v>'))
  }
  await zip.close()
}

/** Formula cells of a workbook: "sheet!A1" to formula and cached value. */
export async function formulasOf(file: string): Promise<Map<string, { readonly formula: string; readonly value: unknown }>> {
  const found = new Map<string, { formula: string; value: unknown }>()
  for (const [place, cell] of await cellsOf(file)) {
    if (cell.formula !== undefined) found.set(place, { formula: cell.formula, value: cell.value })
  }
  return found
}

/** Every cell with a value: "sheet!A1" to its value, and its formula where it has one. */
export async function cellsOf(file: string): Promise<Map<string, { readonly value: unknown; readonly formula: string | undefined }>> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const cells = new Map<string, { value: unknown; formula: string | undefined }>()
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.isMerged && cell.master !== cell) return
        const formula = cell.type === ExcelJS.ValueType.Formula ? cell.formula : undefined
        // The reader leaves a cached 0 out.
        const value = formula === undefined ? cell.value : (cell.result ?? 0)
        cells.set(`${sheet.name}!${cell.address}`, { value, formula })
      }),
    )
  }
  return cells
}

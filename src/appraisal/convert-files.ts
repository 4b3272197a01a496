import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Answer } from '../base/answer.ts'
import { csvField } from '../base/csv.ts'
import type { Period } from '../base/period.ts'
import type { Language, Problem } from '../base/problem.ts'
import { LEFT_OUT, type LeftOut } from '../domain/dataset/left-out.ts'
import { columnIndex, TABLE_KEYS, type TableKey } from '../domain/dataset/tables.ts'
import { type DatasetReading, type ReadOptions, type ReadSource, readDataset, readTableFile } from '../sheets/read/read-dataset.ts'
import type { Known, KnownRecord } from '../sheets/read/references.ts'
import { REPORT_READERS } from '../sheets/reports/report-readers.ts'
import { withStore } from './appraise.ts'
import { commandProblem } from './command-problems.ts'
import { importReading } from './import-dataset.ts'
import { profilesIn } from './profile-files.ts'
import { tableCsv } from './table-csv.ts'

export interface ConvertRequest {
  readonly files: readonly string[]
  readonly out: string
  /** The table that every file is, where the user says so. */
  readonly as?: TableKey | undefined
  /** The month of reports that do not say theirs. */
  readonly period?: Period | undefined
  /** A dataset whose people, clients and regions references are matched with. */
  readonly against?: string | undefined
  /** Files of mappings that were kept on a server, or written by hand: what they say needs no answer. */
  readonly profiles?: readonly string[] | undefined
  readonly language: Language
}

/** A file or sheet, and as what it was read. */
export interface ConvertedSource {
  readonly file: string
  readonly sheet: string | undefined
  readonly table: TableKey
  /** The title of the report that it was recognised as. */
  readonly report: { readonly zh: string; readonly en: string } | undefined
  /** Headers of another program with what each was taken for, "收款金额 = amount"; none where they are our own. */
  readonly understood: readonly string[]
  /** Headers of another program of which nothing is read. */
  readonly unread: readonly string[]
}

export interface Converted {
  readonly ok: true
  /** How many records each table has that was written. */
  readonly tables: readonly { readonly table: TableKey; readonly records: number }[]
  readonly sources: readonly ConvertedSource[]
  readonly leftOut: readonly LeftOut[]
  /** Warnings. */
  readonly problems: readonly Problem[]
}

const LEFT_OUT_FILE = 'left-out.csv'

/**
 * Reads exports of other programs and writes what they say as tables of a dataset into a folder, with the list of rows that were left out
 * (CONTRACT section 6). With any error nothing is written: what is there stays.
 */
export async function convertFiles(request: ConvertRequest): Promise<Answer<Converted>> {
  const others = await strangers(request.out)
  if (others.length > 0)
    return {
      ok: false,
      problems: [commandProblem('folder_must_hold_tables_only', { path: request.out, found: others.join(', ') }, request.out)],
    }
  const known = request.against === undefined ? undefined : await knownIn(request.against)
  if (known && !known.ok) return known
  const kept = await profilesIn(request.profiles ?? [])
  if (!kept.ok) return kept
  const options: ReadOptions = {
    reports: REPORT_READERS,
    period: request.period,
    known: known?.known,
    areExports: true,
    lists: true,
    profiles: kept.profiles,
  }
  const reading = request.as ? await readTableFile(request.files, request.as, options) : await readDataset(request.files, options)
  return withStore(undefined, async (store): Promise<Answer<Converted>> => {
    const imported = await importReading(reading, store)
    if (!imported.ok) return imported
    const tables = TABLE_KEYS.filter((table) => reading.tables.has(table))
    const files = new Map<string, string>()
    const counts: { table: TableKey; records: number }[] = []
    for (const table of tables) {
      const pieces: string[] = []
      for await (const piece of tableCsv(store, imported.book.id, table)) pieces.push(piece)
      files.set(`${table}.csv`, pieces.join(''))
      counts.push({ table, records: Number(imported.book.rows[table] ?? 0) })
    }
    files.set(LEFT_OUT_FILE, leftOutCsv(reading.leftOut, request.language))
    try {
      await writeWhole(request.out, files)
    } catch (failure) {
      if (!(failure instanceof Error && 'code' in failure)) throw failure
      return {
        ok: false,
        problems: [commandProblem('output_must_be_writable', { path: request.out, cause: String(failure.code) }, request.out)],
      }
    }
    return {
      ok: true,
      tables: counts,
      sources: reading.sources.map(convertedSource),
      leftOut: reading.leftOut,
      problems: imported.problems,
    }
  })
}

function convertedSource({ file, sheet, table, report, suggested, unread }: ReadSource): ConvertedSource {
  const understood = [...(suggested?.columns ?? [])].map(([header, column]) => `${header} = ${column}`)
  return { file, sheet, table, report: report?.title, understood, unread }
}

/** Whether somebody should look at what was left out: more than totals and notes. */
export function isWorthALook({ why }: LeftOut): boolean {
  return !LEFT_OUT[why].isRoutine
}

/** What lies in the folder beside tables that an earlier conversion may have written. */
async function strangers(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const ours = new Set([LEFT_OUT_FILE, ...TABLE_KEYS.map((table) => `${table}.csv`)])
  return (await readdir(folder)).filter((name) => !ours.has(name)).slice(0, 5)
}

/** Writes the files beside the folder and puts them in its place, whole or not at all. */
async function writeWhole(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const unfinished = `${folder}.${process.pid}.unfinished`
  const before = `${folder}.${process.pid}.before`
  try {
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(unfinished)
    for (const [name, text] of files) await writeFile(join(unfinished, name), text)
    if (existsSync(folder)) await rename(folder, before)
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
    await rm(before, { recursive: true, force: true })
  }
}

function leftOutCsv(rows: readonly LeftOut[], language: Language): string {
  const lines = [
    ['file', 'sheet', 'row', 'what', 'why'],
    ...rows.map(({ file, sheet, row, what, why }) => [file, sheet ?? '', String(row), what.replace(/\s+/g, ' '), LEFT_OUT[why][language]]),
  ]
  return lines.map((cells) => `${cells.map(csvField).join(',')}\n`).join('')
}

/** The people, clients and regions of a dataset; what is wrong in these tables stands in the way. */
async function knownIn(path: string): Promise<Answer<{ readonly ok: true; readonly known: Known }>> {
  const reading = await readDataset(path)
  const found: Record<'employees' | 'clients' | 'regions', KnownRecord[]> = { employees: [], clients: [], regions: [] }
  const since = new Map<string, number>()
  const rep = columnIndex('clients', 'rep')
  for await (const { table, records } of reading.batches()) {
    if (table === 'client_reps') {
      for (const record of records)
        note(since, String(record[columnIndex('client_reps', 'client')]), Number(record[columnIndex('client_reps', 'from')]))
      continue
    }
    if (table !== 'employees' && table !== 'clients' && table !== 'regions') break
    for (const record of records) {
      found[table].push({ code: String(record[0]), name: String(record[1] ?? '') })
      if (table === 'clients' && record[rep] !== null) note(since, String(record[0]), 0)
    }
  }
  const problems = ofDirectories(reading)
  if (problems.length > 0) return { ok: false, problems }
  const of = (table: keyof typeof found) => (reading.tables.has(table) ? found[table] : undefined)
  const clients = of('clients')?.map((client) => ({ ...client, repSince: since.get(client.code) ?? null }))
  return { ok: true, known: { employees: of('employees'), clients, regions: of('regions') } }
}

function note(since: Map<string, number>, client: string, day: number): void {
  since.set(client, Math.min(since.get(client) ?? day, day))
}

function ofDirectories(reading: DatasetReading): Problem[] {
  return reading.problems.filter(
    ({ severity, table }) =>
      severity === 'error' && (table === undefined || ['employees', 'clients', 'regions', 'client_reps'].includes(table)),
  )
}

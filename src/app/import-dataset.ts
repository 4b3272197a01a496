import type { Problem } from '../base/problem.ts'
import { TABLE_KEYS } from '../domain/dataset/tables.ts'
import { type DatasetReading, readDataset } from '../sheets/read/read-dataset.ts'
import type { Book, BookWriter } from '../store/book.ts'
import type { Store } from '../store/open-store.ts'
import { isOverallMark, judgeRepeated, secondMarkProblems } from './repeated-records.ts'

export type Imported =
  | { readonly ok: true; readonly book: Book; readonly problems: readonly Problem[]; readonly place: ImportedPlace }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Where a record stood in the user's files. */
export type ImportedPlace = DatasetReading['place']

export interface ImportOptions {
  /** Told from time to time how much has been read. */
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined
}

/**
 * Reads a dataset and stores it as one book, whole or not at all: with any error nothing is stored and every
 * problem of the whole dataset is answered at once (CONTRACT section 1, "Bad input").
 */
export async function importDataset(path: string, store: Store, options: ImportOptions = {}): Promise<Imported> {
  const reading = await readDataset(path, options.onProgress ? { onProgress: options.onProgress } : {})
  const writer = await store.beginBook()
  try {
    await load(reading, writer)
    for (const table of reading.tables.keys()) writer.declare(table)
    const problems = [...reading.problems, ...(await settleRepeated(reading, writer))]
    if (hasErrors(problems)) {
      await writer.drop()
      return { ok: false, problems }
    }
    return { ok: true, book: await writer.finish(), problems, place: reading.place }
  } catch (failure) {
    await writer.drop()
    throw failure
  }
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

/** Good rows are stored even after a mistake was found, so that repeated records are reported in the same round. */
async function load(reading: DatasetReading, writer: BookWriter): Promise<void> {
  for await (const batch of reading.batches()) await writer.insert(batch.table, batch.records, batch.rows)
}

async function settleRepeated(reading: DatasetReading, writer: BookWriter): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const table of TABLE_KEYS.filter((key) => reading.tables.has(key))) {
    if (table === 'evaluations') problems.push(...(await secondMarks(reading, writer)))
    const extra: number[] = []
    for (const group of await writer.repeated(table)) {
      const judged = judgeRepeated(table, group.records, (row) => reading.place(table, row))
      problems.push(...judged.problems)
      extra.push(...judged.extra)
    }
    if (extra.length > 0) await writer.remove(table, extra)
  }
  return problems
}

/** A person has one overall mark a period, whoever gave it, and the same mark twice is two (POLICY A9). */
async function secondMarks(reading: DatasetReading, writer: BookWriter): Promise<Problem[]> {
  const groups = await writer.repeated('evaluations', ['period', 'engineer', 'item'])
  const overall = groups.map((group) => group.records).filter((records) => records.every((record) => isOverallMark(record.values)))
  return secondMarkProblems(overall, (row) => reading.place('evaluations', row))
}

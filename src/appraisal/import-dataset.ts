import type { Problem } from '../base/problem.ts'
import { type DatasetReading, type ReadOptions, readDataset } from '../sheets/read/read-dataset.ts'
import { REPORT_READERS } from '../sheets/reports/report-readers.ts'
import type { Book } from '../store/book/book.ts'
import type { Store } from '../store/open-store.ts'
import { loadRecords } from './load-records.ts'

export type Imported =
  | { readonly ok: true; readonly book: Book; readonly problems: readonly Problem[]; readonly place: ImportedPlace }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Where a record stood in the user's files. */
export type ImportedPlace = DatasetReading['place']

/**
 * Reads a dataset and stores it as one book, whole or not at all: with any error nothing is stored and every
 * problem of the whole dataset is answered at once (CONTRACT section 1, "Bad input").
 */
export async function importDataset(path: string, store: Store, options: ReadOptions = {}): Promise<Imported> {
  return importReading(await readDataset(path, { reports: REPORT_READERS, lists: true, ...options }), store)
}

/** Stores what a reading finds, in the same way. */
export async function importReading(reading: DatasetReading, store: Store): Promise<Imported> {
  const writer = await store.beginBook()
  try {
    const problems = await loadRecords(reading, writer)
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

import type { Problem } from '../base/problem.ts'
import { type DatasetReading, readDataset } from '../sheets/read/read-dataset.ts'
import type { Book } from '../store/book/book.ts'
import type { Store } from '../store/open-store.ts'
import { loadRecords } from './load-records.ts'

export type Imported =
  | { readonly ok: true; readonly book: Book; readonly problems: readonly Problem[]; readonly place: ImportedPlace }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Where a record stood in the user's files. */
export type ImportedPlace = DatasetReading['place']

export interface ImportOptions {
  /** Told from time to time how much has been read. */
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined
  /** The company's time zone; the default of company.timeZone unless told. */
  readonly timeZone?: string | undefined
}

/**
 * Reads a dataset and stores it as one book, whole or not at all: with any error nothing is stored and every
 * problem of the whole dataset is answered at once (CONTRACT section 1, "Bad input").
 */
export async function importDataset(path: string, store: Store, options: ImportOptions = {}): Promise<Imported> {
  const reading = await readDataset(path, options)
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

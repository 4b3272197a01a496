import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** An empty database of the newest schema has some 2 MB: every table and index begins with a page of its own. */
const MOST_BYTES = 8 * 1024 * 1024

let empty: Buffer | undefined

/**
 * Begins a temporary SQLite file as a copy of the first one this program has migrated: bringing an empty file through all
 * migrations takes as long as reading 10,000 records. Does nothing where none was kept yet.
 */
export function beginEmpty(path: string): void {
  if (!empty || existsSync(path)) return
  try {
    writeFileSync(path, empty)
  } catch {
    // Whatever keeps it from being written, such as a full disk, SQLite meets as well and has words for.
    rmSync(path, { force: true })
  }
}

/** Keeps the bytes of a migrated file into which nothing was written yet. */
export function keepEmpty(path: string): void {
  if (empty) return
  const bytes = readFileSync(path)
  if (bytes.length <= MOST_BYTES) empty = bytes
}

import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const LINES_A_WRITE = 2_000

/** One CSV file of a dataset while it is written: some thousand lines in memory, whatever its length. */
export class TableFile {
  readonly #descriptor: number
  #lines: string[] = []
  #rows = 0

  /** `header` names the columns, separated by commas. */
  constructor(folder: string, table: string, header: string) {
    this.#descriptor = openSync(join(folder, `${table}.csv`), 'w')
    this.#lines.push(header)
  }

  get rows(): number {
    return this.#rows
  }

  add(line: string): void {
    this.#rows++
    if (this.#lines.push(line) >= LINES_A_WRITE) this.#write()
  }

  close(): void {
    this.#write()
    // On disk before anything is measured: what the system still has to write would compete with the database.
    fsyncSync(this.#descriptor)
    closeSync(this.#descriptor)
  }

  #write(): void {
    if (this.#lines.length === 0) return
    writeSync(this.#descriptor, `${this.#lines.join('\n')}\n`)
    this.#lines = []
  }
}

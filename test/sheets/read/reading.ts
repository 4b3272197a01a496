import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { Problem } from '../../../src/base/problem.ts'
import type { RecordValues, TableKey } from '../../../src/domain/dataset/tables.ts'
import { type ReadOptions, readDataset, readTableFile } from '../../../src/sheets/read/read-dataset.ts'

export const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../../../fixtures/sheets')

export interface WholeReading {
  readonly records: Partial<Record<TableKey, RecordValues[]>>
  readonly rows: Partial<Record<TableKey, number[]>>
  readonly problems: readonly Problem[]
}

/** Reads a dataset, or the file of one table, to its end and gathers everything. */
export async function readAll(path: string, options: ReadOptions = {}, table?: TableKey): Promise<WholeReading> {
  const reading = table ? await readTableFile(path, table, options) : await readDataset(path, options)
  const records: Partial<Record<TableKey, RecordValues[]>> = {}
  const rows: Partial<Record<TableKey, number[]>> = {}
  for await (const batch of reading.batches()) {
    records[batch.table] = [...(records[batch.table] ?? []), ...batch.records]
    rows[batch.table] = [...(rows[batch.table] ?? []), ...batch.rows]
  }
  return { records, rows, problems: reading.problems }
}

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A new folder with these files in it; it is gone after the tests of the file. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-test-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

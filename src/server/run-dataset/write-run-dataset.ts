import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { finished } from 'node:stream/promises'
import { settingsThatDeviate } from '../../appraisal/settings-that-deviate.ts'
import { tableCsv } from '../../appraisal/table-csv.ts'
import { assert } from '../../base/assert.ts'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { readRuleTextsKept } from '../../store/aggregates/rule-texts.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { asOfReader } from '../../store/company-book/as-of.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Service } from '../kernel/service.ts'
import { resultParts } from '../results/result-file.ts'
import { periodOfRun, runView } from '../runs/read-runs.ts'
import { datasetReadme } from './dataset-readme.ts'

/**
 * Writes the records of a run as a dataset: every table that it had, with the records as they stood then. Beside them, where the
 * reader of datasets does not look, its result and the rules that it followed, and how to derive the one from the other.
 * The folder must be empty or new.
 */
export async function writeRunDataset(service: Service, run: RunRow, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const company = await findCompanyBook(service.store)
  const view = runView(service, run)
  const given = TABLE_KEYS.filter((table) => view.rows[table] !== undefined)
  const reader = company && asOfReader(service.store, company.id, run.asOfChange ?? 0)
  for (const table of given) await writePieces(join(folder, `${table}.csv`), tableCsv(reader, company?.id ?? 0, table))
  await mkdir(join(folder, 'run'))
  await writePieces(join(folder, 'run', 'result.json'), resultParts(service, run))
  const texts = (await readRuleTextsKept(service.store, run.rulesSha256 ?? '')) ?? new Map<string, string>()
  for (const [path, text] of texts) await writeRule(join(folder, 'run', 'rules'), path, text)
  const deviating = settingsThatDeviate(view.settings, texts, periodOfRun(run, view.settings))
  await writeFile(join(folder, 'README.md'), datasetReadme(run, view.settings, deviating), { mode: 0o600 })
}

/** The path of a rule file as it was kept; one that led out of the folder would be no file of a rules folder. */
async function writeRule(folder: string, path: string, text: string): Promise<void> {
  const file = resolve(folder, path)
  assert(file.startsWith(resolve(folder) + sep), 'Rule files are kept by their paths inside the folder.')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text, { mode: 0o600 })
}

async function writePieces(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 })
  for await (const piece of pieces) if (!file.write(piece)) await once(file, 'drain')
  file.end()
  await finished(file)
}

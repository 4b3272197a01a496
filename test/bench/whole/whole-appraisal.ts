import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { periodFromText } from '../../../src/base/period.ts'
import { PERIOD, type WrittenDataset } from '../dataset/write-dataset.ts'
import { type Measured, measuredProcess } from '../measured-process.ts'
import { costs, type Measurement } from '../measurement.ts'
import { median } from '../median.ts'

const CLI = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url))
const FLOOR = fileURLToPath(new URL('floor.ts', import.meta.url))
const ROUNDS = 3

export interface WholeAppraisal {
  readonly measurement: Measurement
  readonly seconds: number
  readonly peakMegabytes: number
}

/**
 * (a) The command from files to result.json against the floor, each in a process of its own with its start counted, in
 * turn, medians of three; the files are in the system's cache for both.
 */
export async function wholeAppraisal(dataset: WrittenDataset, say: (text: string) => void): Promise<WholeAppraisal> {
  const ours: Measured[] = []
  const floor: Measured[] = []
  // Compiles what tsx has not compiled since the last change; both then start from its cache.
  await measuredProcess(CLI, ['--help'])
  for (let round = 1; round <= ROUNDS; round++) {
    say(`(a) round ${round} of ${ROUNDS}`)
    floor.push(await runFloor(dataset))
    ours.push(await runAppraisal(dataset.folder))
  }
  const seconds = median(ours.map((run) => run.seconds))
  const floorSeconds = median(floor.map((run) => run.seconds))
  const rows = `${dataset.transactions.toLocaleString('en')} transactions, ${dataset.rows.toLocaleString('en')} rows in all`
  return {
    measurement: costs(
      'a',
      `the whole appraisal, files to result.json: ${rows}`,
      'hand-written floor: split, insert, index, one grouped statement',
      seconds * 1000,
      floorSeconds * 1000,
      2.5,
    ),
    seconds,
    peakMegabytes: Math.max(...ours.map((run) => run.peakMegabytes)),
  }
}

/** The command as a user starts it, without workbooks. */
export function runAppraisal(dataset: string): Promise<Measured> {
  return inFolder((folder) => appraisalInto(folder, dataset))
}

export function appraisalInto(folder: string, dataset: string): Promise<Measured> {
  return measuredProcess(CLI, ['appraise', dataset, '--period', PERIOD, '--out', folder, '--formats', 'json', '--quiet'], [0, 2])
}

export function runFloor(dataset: WrittenDataset): Promise<Measured> {
  const period = periodFromText(PERIOD)
  return inFolder((folder) =>
    measuredProcess(FLOOR, [dataset.folder, join(folder, 'floor.sqlite'), String(period?.first), String(period?.last)]),
  )
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-run-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

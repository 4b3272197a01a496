import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeDataset } from './dataset/write-dataset.ts'
import type { Measurement } from './measurement.ts'
import { measures } from './measures/measures.ts'
import { type BenchOptions, benchOptions, HELP } from './options.ts'
import { markdownTable, textTable, thisMachine } from './report.ts'
import { rules } from './rules/rules.ts'
import { spreadsheet } from './spreadsheet/spreadsheet.ts'
import { peakMemory } from './whole/peak-memory.ts'
import { runAppraisal, wholeAppraisal } from './whole/whole-appraisal.ts'
import { workbooks } from './workbooks/workbooks.ts'

/** The sizes between which (f) sees whether memory grows with the rows. */
const TIMES_MORE = 5
const MILLION = 1_000_000

const options = benchOptions(process.argv.slice(2))
if (options) await bench(options)
else process.stdout.write(HELP)

/** Measures what was asked for in one run and prints one table; each part says what it compares (docs/benchmark.md). */
async function bench(asked: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-'))
  try {
    const found = await measured(asked, folder)
    const machine = thisMachine()
    if (asked.form === 'json') process.stdout.write(`${JSON.stringify({ machine, measurements: found }, null, 2)}\n`)
    else process.stdout.write(asked.form === 'markdown' ? markdownTable(machine, found) : textTable(machine, found))
    if (found.some(({ isMet }) => isMet === false)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured({ rows, only }: BenchOptions, folder: string): Promise<Measurement[]> {
  const found: Measurement[] = []
  // First, while nothing else has run here: what the process compiled before can make hand-written closures three times slower.
  if (only.has('c')) {
    say('(c) formulas and decisions')
    found.push(...(await rules()))
  }
  const needsDataset = ['a', 'b', 'f'].some((key) => only.has(key))
  if (needsDataset) say(`writing ${rows.toLocaleString('en')} transactions`)
  const dataset = needsDataset ? writeDataset(join(folder, 'dataset'), rows) : undefined
  let peak: number | undefined
  if (dataset && only.has('a')) {
    const whole = await wholeAppraisal(dataset, say)
    found.push(whole.measurement)
    peak = whole.peakMegabytes
  }
  if (dataset && only.has('b')) {
    say('(b) measures')
    found.push(...(await measures(dataset.folder)))
  }
  if (only.has('d')) {
    say('(d) workbooks')
    found.push(...(await workbooks()))
  }
  if (only.has('e')) {
    say('(e) LibreOffice recalculates: about a quarter of an hour')
    found.push(...(await spreadsheet(say)))
  }
  if (dataset && only.has('f')) {
    const here = { transactions: rows, peakMegabytes: peak ?? (await runAppraisal(dataset.folder)).peakMegabytes }
    const otherRows = rows >= TIMES_MORE * MILLION ? rows / TIMES_MORE : rows * TIMES_MORE
    say(`(f) memory with ${otherRows.toLocaleString('en')} transactions`)
    const other = writeDataset(join(folder, 'other'), otherRows)
    const there = { transactions: otherRows, peakMegabytes: (await runAppraisal(other.folder)).peakMegabytes }
    found.push(...(rows < otherRows ? peakMemory(here, there) : peakMemory(there, here)))
  }
  return found.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

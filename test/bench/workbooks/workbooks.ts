import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derive } from '../../../src/appraisal/appraise.ts'
import { publishWorkbooks } from '../../../src/appraisal/publish-workbooks.ts'
import { assert, present } from '../../../src/base/assert.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { COMPANY, peopleOf } from '../dataset/company.ts'
import { PERIOD, writeDataset } from '../dataset/write-dataset.ts'
import { costs, type Measurement, millisecondsText } from '../measurement.ts'
import { race } from '../race.ts'
import { writeBareWorkbook } from './bare-workbook.ts'
import { countCells } from './count-cells.ts'

/** The people of an appraisal do not depend on how many transactions they made. */
const TRANSACTIONS = 100_000

/**
 * (d) All four kinds of workbooks for the company's 10,000 people, from the appraisal to finished files, against exceljs
 * writing as many texts, numbers and formulas by its streaming writer into one sheet without any style.
 */
export async function workbooks(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-workbooks-'))
  try {
    const dataset = writeDataset(join(folder, 'dataset'), TRANSACTIONS)
    const period = present(periodFromText(PERIOD), 'The period of the benchmark is one.')
    const derived = await derive({ dataset: dataset.folder, period, settings: {}, onIncomplete: 'hold', language: 'zh' })
    assert('appraisal' in derived, 'The dataset of the benchmark has no mistake.')
    const out = join(folder, 'workbooks')
    mkdirSync(out)
    const write = publishWorkbooks(derived.appraisal, derived.rules, 'zh')
    await write(out)
    const cells = await countCells(out)
    const [ours = 0, bare = 0] = await race([() => write(out), () => writeBareWorkbook(join(folder, 'bare.xlsx'), cells)], {
      warmups: 1,
      rounds: 3,
    })
    const people = peopleOf(COMPANY)
    const total = cells.texts + cells.numbers + cells.formulas
    const figures = costs(
      'd',
      `workbooks for ${people.toLocaleString('en')} people: ${total.toLocaleString('en')} cells, ${cells.formulas.toLocaleString('en')} of them formulas`,
      'exceljs streaming as many cells, bare',
      ours,
      bare,
    )
    return [{ ...figures, ours: `${millisecondsText(ours)} (${Math.round(people / (ours / 1000)).toLocaleString('en')} people/s)` }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

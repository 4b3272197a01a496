import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeDataset } from './dataset/write-dataset.ts'
import { measures } from './measures/measures.ts'
import { runAppraisal, runFloor } from './whole/whole-appraisal.ts'

// Nothing is timed here: the parts of the benchmark that stand on the schema and the command still run, on a company of thirty.
const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const dataset = writeDataset(join(folder, 'dataset'), 2_000, {
  regions: 2,
  representatives: 20,
  engineers: 8,
  clients: 60,
  strayOrders: 20,
})

test('the floor fills the product’s tables, and the command appraises the same files', async () => {
  expect(await runFloor(dataset)).toMatchObject({ seconds: expect.any(Number), peakMegabytes: expect.any(Number) })
  expect((await runAppraisal(dataset.folder)).peakMegabytes).toBeGreaterThan(50)
})

test('the measures are recorded and run bare', async () => {
  const found = await measures(dataset.folder)
  expect(found.map(({ key, ratio }) => [key, (ratio ?? 0) > 0])).toEqual([
    ['b', true],
    ['b', true],
    ['b', true],
  ])
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWorkbooks } from '../../../src/sheets/write/workbooks/write-workbooks.ts'
import { plainValue } from './plain-arithmetic.ts'
import { OPTIONS } from './plausible-appraisal.ts'
import { randomAppraisal } from './random-appraisal.ts'
import { randomPay } from './random-pay.ts'
import { cellsOf } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-arithmetic-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the yardstick is naive: it gets the textbook cases wrong that our formulas must get right', () => {
  const cells = new Map([['x!A1', { value: 1.005, formula: undefined }]])
  expect(plainValue('x', 'ROUND(A1,2)', cells)).toBe(1)
  expect(plainValue('x', 'ROUNDDOWN(0.29,2)', cells)).toBe(0.28)
  expect(plainValue('x', 'IF(A1<>0,ROUND(ROUND(A1*1000,0)/10,0)/100,"n/a, none")', cells)).toBe(1.01)
})

test.each([1, 2, 3])('every formula gives its cached value in bare binary arithmetic (seed %i)', async (seed) => {
  const appraisal = randomAppraisal(seed, 60, 250)
  const pay = randomPay(seed, 120, appraisal.bonus[0]?.region ?? '')
  const files = await writeWorkbooks({ ...appraisal, pay }, folder, OPTIONS)
  const wrong: string[] = []
  let formulas = 0
  for (const file of files) {
    const cells = await cellsOf(join(folder, file.name))
    for (const [place, { formula, value }] of cells) {
      if (formula === undefined || formula.includes('SUBSTITUTE')) continue
      formulas += 1
      const found = plainValue(place.slice(0, place.lastIndexOf('!')), formula, cells)
      if (!same(found, value)) wrong.push(`${place} =${formula}: cached ${String(value)}, gives ${String(found)}`)
    }
  }
  expect(wrong.slice(0, 10)).toEqual([])
  expect(formulas).toBeGreaterThan(5000)
})

/** To the last bit, but for points and their sums, which follow from three divisions. */
function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= Math.abs(b) * 1e-14)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fen } from '../../../src/base/money.ts'
import type { Appraisal, PaidAdjustment } from '../../../src/domain/appraisal.ts'
import { writeBonusSheets } from '../../../src/sheets/write/workbooks/bonus-sheets.ts'
import { writePayroll } from '../../../src/sheets/write/workbooks/payroll.ts'
import { plainValue } from './plain-arithmetic.ts'
import { OPTIONS, plausibleAppraisal } from './plausible-appraisal.ts'
import { randomAppraisal } from './random-appraisal.ts'
import { cellsOf } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-adjustments-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Cells = Awaited<ReturnType<typeof cellsOf>>
const payrollRow = (cells: Cells, employee: string) => {
  const place = [...cells].find(([, { value }]) => value === employee)?.[0]
  return [...'DEFG'].map((letter) => cells.get(place?.replace('!A', `!${letter}`) ?? '')?.value)
}

async function payroll(appraisal: Appraisal): Promise<Cells> {
  const file = join(folder, 'payroll.xlsx')
  await writePayroll(file, appraisal, OPTIONS)
  return cellsOf(file)
}

test('an accepted adjustment is paid with the bonus of the open month', async () => {
  const appraisal = plausibleAppraisal()
  const share = appraisal.bonus.flatMap(({ shares }) => shares).find(({ amount }) => amount > 0n)
  const { employee = '', name = '', amount = fen(0n) } = share ?? {}
  const region = 'where they were then'
  // Two closed months were wrong for the same person: the sheet shows one line, their sum.
  const adjustments = [-1234n, -100n].map((part): PaidAdjustment => ({ employee, name, region, amount: fen(part) }))
  expect(payrollRow(await payroll({ ...appraisal, adjustments }), employee)).toEqual([
    '2026-10',
    Number(amount) / 100,
    -13.34,
    Number(amount - 1334n) / 100,
  ])
})

test('who has left is paid too, in a line of their own', async () => {
  const appraisal = plausibleAppraisal()
  const region = appraisal.bonus.at(-1)?.region ?? ''
  const adjustments = [{ employee: 'T999', name: '离职者', region, amount: fen(4200n) }]
  expect(payrollRow(await payroll({ ...appraisal, adjustments }), 'T999')).toEqual(['2026-10', 0, 42, 42])
})

test('nobody’s adjustment is lost or paid twice, and every formula gives its cached value', async () => {
  const appraisal = randomAppraisal(7, 12, 0)
  const codes = appraisal.bonus.map(({ region }) => region)
  const people = [...appraisal.service.map(({ employee, name }) => ({ employee, name })), { employee: 'X1', name: 'gone' }]
  const adjustments = people.map(
    ({ employee, name }, index): PaidAdjustment => ({
      employee,
      name,
      region: codes[index % codes.length] ?? '',
      amount: fen(BigInt((index % 2 === 0 ? 1 : -1) * (index * 7919 + 1))),
    }),
  )
  const all = Number(adjustments.reduce((total, { amount }) => total + amount, 0n)) / 100
  const file = join(folder, 'bonus.xlsx')
  await writeBonusSheets(file, { ...appraisal, adjustments }, OPTIONS)
  const cells = await cellsOf(file)
  expect(cells.get(`汇总!M${4 + codes.length}`)?.value).toBe(all)
  const sheet = await payroll({ ...appraisal, adjustments })
  const paid = [...sheet].filter(([place, { value }]) => /!F\d+$/.test(place) && typeof value === 'number')
  expect(Math.round(paid.reduce((total, [, { value }]) => total + Number(value) * 100, 0))).toBe(Math.round(all * 100))
  const wrong: string[] = []
  for (const book of [cells, sheet]) {
    for (const [place, { formula, value }] of book) {
      if (formula === undefined || typeof value !== 'number') continue
      const plain = plainValue(place.slice(0, place.indexOf('!')), formula, book)
      if (plain !== value) wrong.push(`${place}: ${formula} is ${String(plain)}, cached ${value}`)
    }
  }
  expect(wrong).toEqual([])
})

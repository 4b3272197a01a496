// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { PayOrigin } from '../../../src/web/sheet/pay-origin.tsx'
import type { Sheet } from '../../../src/web/sheet/queries.ts'
import { chooseLanguage } from '../../../src/web/words/language.ts'

afterEach(cleanup)

const NOTHING = { advance: '0.00', recovered: '0.00', balance: '0.00', reserve: '0.00', released: '0.00', serviceBonus: '0.00' }
const COMMISSION: Sheet['pay']['commissions'][number] = {
  ...{ plan: 'pay.marginal', title: { zh: '回款提成', en: 'Commission' }, base: '350000.00', coefficients: [], documents: [] },
  tiers: [
    { from: '0', to: '100000', rate: '0.01', base: '100000.00', amount: '1000.00' },
    { from: '100000', to: null, rate: '0.02', base: '250000.00', amount: '5000.00' },
  ],
  ...{ earned: '6000.00', amount: '4300.00', ...NOTHING, reserve: '430.00', paid: '3870.00' },
  takenBack: [
    { period: '2026-09', baseBefore: '350000.00', baseAfter: '265000.00', before: '6000.00', after: '4300.00', difference: '-1700.00' },
  ],
}
const sheetOf = (pay: Sheet['pay']) => ({ pay }) as Sheet
const lines = () => [...document.querySelectorAll('.step')].map((step) => step.textContent?.replace(/\s+/g, ' '))

test('tiers, what refunds took back, what is held back and what is paid stand line by line', async () => {
  await chooseLanguage('zh')
  render(<PayOrigin sheet={sheetOf({ commissions: [COMMISSION], grades: [] })} />)
  expect(lines()).toEqual([
    '计提基数¥350,000.00',
    '¥100,000 以下部分按 1%¥100,000.00 × 1%¥1,000.00',
    '¥100,000 以上部分按 2%¥250,000.00 × 2%¥5,000.00',
    '本期提成¥6,000.00',
    '2026年9月 的退款追回基数 ¥350,000.00 → ¥265,000.00，提成 ¥6,000.00 → ¥4,300.00−¥1,700.00',
    '提成合计¥4,300.00',
    '预留− ¥430.00',
    '实发¥3,870.00',
  ])
})

test('of many documents the first are listed, and the rest when asked for', async () => {
  await chooseLanguage('en')
  const documents = Array.from({ length: 11 }, (_, index) => ({
    ...{ document: `R${index}`, date: '2026-10-05', client: 'C1', base: '100.00', amount: '1.20' },
    coefficients: [{ title: { zh: '新客户', en: 'new client' }, found: 'yes', value: '1.2' }],
  }))
  const plain = { ...COMMISSION, ...NOTHING, tiers: [], takenBack: [], documents, earned: '13.20', amount: '13.20', paid: '13.20' }
  render(<PayOrigin sheet={sheetOf({ commissions: [plain], grades: [] })} />)
  expect(lines()).toHaveLength(11)
  expect(lines()[1]).toBe('Document R02026-10-05, on ¥100.00 × new client 1.2¥1.20')
  fireEvent.click(screen.getByRole('button', { name: 'List all' }))
  expect(lines()).toHaveLength(13)
})

test('a grade says what it comes to, for the days employed, and why a veto held; without a pay base there is no amount', async () => {
  await chooseLanguage('en')
  const grade = {
    ...{
      rule: 'pay.grades',
      points: '93.10',
      counted: '69.00',
      vetoes: [{ zh: '投诉', en: 'complaints' }],
      grade: 'C',
      coefficient: '0.8',
    },
    ...{ base: '3000.00', days: 15, daysOfPeriod: 30, amount: '1200.00' },
  }
  const { rerender } = render(<PayOrigin sheet={sheetOf({ commissions: [], grades: [grade] })} />)
  expect(lines()).toEqual([
    'Total pointscounted as 69.00: complaints93.10',
    'Grade Ccoefficient 0.8× 0.8',
    'Pay baseemployed 15 of 30 days¥3,000.00',
    'Performance paybase × coefficient × 15 / 30¥1,200.00',
  ])
  rerender(<PayOrigin sheet={sheetOf({ commissions: [], grades: [{ ...grade, base: null, amount: null }] })} />)
  expect(lines().at(-1)).toBe('Pay baseThere is no pay base in force. Ask HR.—')
})

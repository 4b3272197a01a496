import { expect, test } from 'vitest'
import { decimal } from '../../src/base/rational.ts'
import type { Workings } from '../../src/engine/compiled-rule.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { bookOn } from '../rulebook/books.ts'

const loaded = await loadRulebook('rules')
if (!loaded.ok) throw new Error('The shipped rules load.')
const { rulebook } = loaded

function outline({ name, value, substituted, parts }: Workings, depth = 0): string[] {
  const line = `${'  '.repeat(depth)}${name} = ${value}${substituted ? ` = ${substituted}` : ''}`
  return [line, ...parts.flatMap((part) => outline(part, depth + 1))]
}

async function explained(id: string, inputs: readonly (string | undefined)[], settings: Record<string, string> = {}) {
  const rule = bookOn(rulebook, '2026-10-31', settings).rule(id)
  return rule.explain(inputs.map((text) => (text === undefined ? undefined : decimal(text))))
}

test('a score is explained down to its inputs and parameters, with figures in place of names', async () => {
  const { workings } = await explained('service.attendance', ['2', '1', '0', '0', '1'])
  expect(outline(workings)).toEqual([
    'service.attendance = 86.00 = 0.4 * 80 + 0.6 * 90',
    '  onDuty = 80 = max(0, 100 - 10 * 2)',
    '    officeEvents = 2',
    '    deduction = 10',
    '  onTime = 90 = max(0, 100 - 10 * 1)',
    '    lateArrivals = 1',
    '    deduction = 10',
    '  onDutyWeight = 0.4',
    '  onTimeWeight = 0.6',
  ])
  expect(workings.clause).toBe('5.1.1')
})

test('a setting changes the formula that is shown, not only its value', async () => {
  const { workings } = await explained('service.attendance', ['2', '1', '0', '0', '1'], { 'service.attendance.deductFrom': 'both' })
  expect(outline(workings).slice(0, 4)).toEqual([
    'service.attendance = 70.00 = 0.4 * 70 + 0.6 * 70',
    '  onDuty = 70 = max(0, 100 - 10 * (2 + 1))',
    '    officeEvents = 2',
    '    lateArrivals = 1',
  ])
})

test('a decision that overrides the formula is named with its clause and words', async () => {
  const { outcome, workings } = await explained('service.attendance', ['0', '0', '1', '0', '1'])
  expect(outcome.decision).toBe('callAbsence')
  expect(workings.value).toBe('0.00')
  expect(workings.decisions).toEqual([
    {
      name: 'callAbsence',
      clause: '5.1.1',
      zh: '外出客服缺勤，整个出勤模块为零',
      en: 'An absence from a field-service call makes the whole module zero',
    },
  ])
  expect(workings.parts.map(({ name }) => name)).toContain('callAbsences')
})

test('a ratio that does not apply still shows its numerator, and says why', async () => {
  const { outcome, workings } = await explained('sales.quota-completion', ['105320', undefined])
  expect(outcome).toMatchObject({ value: undefined, reason: 'no_quota', numerator: decimal('105320'), denominator: decimal('0') })
  expect(workings).toMatchObject({ value: null, reason: 'no_quota', formula: undefined, substituted: undefined })
  expect(outline(workings)).toEqual(['sales.quota-completion = null', '  netSales = 105320', '  quotaAmount = null'])
})

test('only the branch that was taken is shown, with what decided it: nobody divided nothing by nothing', async () => {
  const { workings } = await explained('service.problem-solving', ['4', '3', '0', '0', '2', '180'])
  expect(outline(workings).slice(1, 5)).toEqual([
    '  onSite = 75 = 3 / 4 * 100',
    '    onSiteAnswers = 4',
    '    onSiteSolved = 3',
    '    ratings = 0',
  ])
})

test('what a decision puts over the result is shown as such, after what the formula gave', async () => {
  const { workings } = await explained('bonus.pool', ['1000000', '500'], { 'bonus.pool.cap': 'commission' })
  expect(outline(workings)).toEqual([
    'bonus.pool = 500.00 = 500',
    '  result = 1000 = 1000000 * 0.001',
    '    netCollections = 1000000',
    '    rate = 0.001',
    '  commissionCap = 500 = max(0, 500)',
    '    commission = 500',
    '  netCollections = 1000000',
    '  commission = 500',
  ])
})

test('what a rounded value comes to exactly is said', async () => {
  const { workings } = await explained('bonus.pool', ['1234567.89', undefined])
  expect(workings).toMatchObject({ value: '1234.57', exact: '1234.56789', substituted: '1234567.89 * 0.001' })
})

test('a negative figure stands in brackets', async () => {
  const { workings } = await explained('sales.sales-growth', ['90000', '100000', '0'])
  expect(workings).toMatchObject({ value: '-0.1000', substituted: '(90000 - 100000) / 100000' })
  const points = await explained('sales.points.ratio-to-target', ['-0.2'])
  expect(points.workings.substituted).toBe('100 * clamp((-0.2) / 1, 0, 1.5)')
})

test('explaining many people at once gives each their own outcome', async () => {
  const inputs = Array.from({ length: 40 }, (_, index) => [String(index % 12), '0', String(index % 2), '0', '1'])
  const all = await Promise.all(inputs.map((one) => explained('service.attendance', one)))
  const rule = bookOn(rulebook, '2026-10-31', {}).rule('service.attendance')
  expect(all.map(({ outcome }) => outcome)).toEqual(inputs.map((one) => rule.evaluate(one.map(decimal))))
})

import { expect, test } from 'vitest'
import { decimal, type Rational, ZERO } from '../../../src/base/rational.ts'
import { decimalText } from '../../../src/base/rounding.ts'
import { scoreFromMonths } from '../../../src/domain/engineers/score-from-months.ts'
import type { Module } from '../../../src/domain/engineers/service-facts.ts'
import type { ModuleResult, ScoredMonth } from '../../../src/domain/engineers/service-result.ts'

interface Given {
  readonly days: number
  readonly final?: string
  readonly excluded?: boolean
  readonly manager?: string
  readonly missing?: readonly Module[]
  readonly treated?: ModuleResult['treated']
}

function month(period: string, { days, final, excluded = false, manager, missing = [], treated }: Given): ScoredMonth {
  const score = (text: string | undefined) => (text === undefined ? undefined : decimal(text))
  const module = (own: Rational | undefined): ModuleResult => ({
    ...{ score: own, weight: decimal('0.3'), counted: own !== undefined, remarks: [] },
    ...(treated ? { treated } : {}),
  })
  const status = excluded ? 'excluded' : final === undefined ? 'incomplete' : 'scored'
  const modules = { attendance: module(ZERO), customer: module(ZERO), manager: module(score(manager)), problemSolving: module(ZERO) }
  const remarks = excluded ? [{ zh: '不参与', en: 'left out' }] : []
  return { period, days, result: { employee: 'T1', name: 'T1', region: 'EAST', status, modules, missing, final: score(final), remarks } }
}

const made = (...months: ScoredMonth[]) => scoreFromMonths({ number: 'T1', name: 'T1', region: 'EAST' }, months)
const text = (value: Rational | undefined) => value && decimalText(value, 2)

test.each<[months: [days: number, final: string][], final: string, why: string]>([
  [
    [
      [31, '90'],
      [30, '80'],
    ],
    '85.08',
    'weighted by days: 5190 / 61',
  ],
  [
    [
      [1, '90'],
      [30, '80'],
    ],
    '80.32',
    'a joiner’s day counts as one',
  ],
  [
    [
      [30, '80.01'],
      [30, '80.02'],
    ],
    '80.02',
    'half up',
  ],
  [[[31, '88.67']], '88.67', 'one month is itself'],
])('months of %j come to %s: %s', (months, final) => {
  const found = made(...months.map(([days, score], index) => month(`2026-0${index + 7}`, { days, final: score })))
  expect([found.status, text(found.final)]).toEqual(['scored', final])
})

test('a month in which somebody takes no part counts in no mean; who takes part in none is excluded', () => {
  const left = month('2026-07', { days: 31, final: '10', excluded: true, manager: '10' })
  const took = month('2026-08', { days: 31, final: '90', manager: '70' })
  const found = made(left, took)
  expect([found.status, text(found.final), text(found.modules.manager.score)]).toEqual(['scored', '90.00', '70.00'])
  expect(found.remarks.map(({ en }) => en)).toEqual(['mean of the months by days employed: 2026-08 90.00 (31 days)', '2026-07 left out'])
  const none = made(left)
  expect([none.status, none.final, text(none.modules.manager.score)]).toEqual(['excluded', undefined, '10.00'])
})

test('a month that is held holds the period, and says which; what it lacks is named once', () => {
  const found = made(
    month('2026-07', { days: 31, final: '90', missing: ['customer'], treated: 'reweight' }),
    month('2026-08', { days: 31, missing: ['manager', 'customer'] }),
  )
  expect([found.status, found.final, found.missing]).toEqual(['incomplete', undefined, ['customer', 'manager']])
  expect(found.remarks[0]).toEqual({ zh: '2026-08 未完成', en: '2026-08 incomplete' })
})

test('a module is the mean of the months that have it; without any it says how it was treated', () => {
  const some = made(
    month('2026-07', { days: 10, final: '90', manager: '60' }),
    month('2026-08', { days: 31, final: '90', treated: 'reweight' }),
  )
  expect([text(some.modules.manager.score), some.modules.manager.treated, some.modules.manager.counted]).toEqual(['60.00', undefined, true])
  const none = made(month('2026-07', { days: 10, final: '90' }), month('2026-08', { days: 31, final: '90', treated: 'reweight' }))
  expect(none.modules.manager).toMatchObject({ score: undefined, treated: 'reweight', counted: false })
})

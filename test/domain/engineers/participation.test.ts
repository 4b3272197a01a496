import { expect, test } from 'vitest'
import type { Day } from '../../../src/base/day.ts'
import { participationOf, participationRules, probationUntil } from '../../../src/domain/engineers/participation.ts'

const rules = (settings: Readonly<Record<string, string>>) => participationRules((name) => settings[name])
const days = (first: number, last: number) => ({ first: first as Day, last: last as Day })
const day = (number: number | undefined) => number as Day | undefined

test.each<
  [from: number | undefined, to: number | undefined, first: number, last: number, months: number, until: number | undefined, why: string]
>([
  [20260630, undefined, 20260901, 20260930, 3, undefined, 'over on the period’s last day'],
  [20260701, undefined, 20260901, 20260930, 3, 20261001, 'its last day is the period’s'],
  [20260831, undefined, 20261101, 20261129, 3, 20261130, 'of a month without a 31st its last day'],
  [20251130, undefined, 20260201, 20260227, 3, 20260228, 'of February too'],
  [20260701, 20260915, 20260901, 20261031, 3, 20261001, 'who left while on it was on it'],
  [undefined, undefined, 20260901, 20260930, 3, undefined, 'nobody knows since when'],
])('hired %s, left %s: in %s to %s with %s months it ends before %s: %s', (from, to, first, last, months, until) => {
  expect(probationUntil({ spells: [{ from: day(from), to: day(to) }] }, days(first, last), months)).toBe(until)
})

test('who comes back is not on probation again', () => {
  const spells = [
    { from: 20200101 as Day, to: 20201231 as Day },
    { from: 20260901 as Day, to: undefined },
  ]
  expect(probationUntil({ spells }, days(20260901, 20260930), 3)).toBeUndefined()
})

const TIME = { daysEmployed: 20, probationUntil: undefined, daysAway: 0 }

test('rule files written before there were such settings let everybody take part', () => {
  expect(rules({})).toMatchObject({ share: 'whole', days: 'calendar', leastDays: 0, probation: undefined, longAbsence: undefined })
  expect(participationOf({ ...TIME, daysEmployed: 0, daysAway: 99, probationUntil: 20261001 as Day }, rules({}))).toEqual({
    takesPart: true,
  })
})

test.each<
  [
    settings: Record<string, string>,
    time: Partial<Omit<typeof TIME, 'probationUntil'>> & { probationUntil?: Day },
    expected: object,
    why: string,
  ]
>([
  [{ leastDays: '20' }, {}, { takesPart: true }, 'as many as it takes'],
  [
    { leastDays: '21' },
    {},
    { takesPart: false, because: { en: 'excluded: employed on 20 days of the period, fewer than 21' } },
    'one fewer',
  ],
  [{ leastDays: '21', days: 'working' }, {}, { because: { zh: '不参与分配：期间内在职 20 工作日，不足 21 工作日' } }, 'in working days'],
  [{ joiners: 'daysEmployed' }, { daysEmployed: 0 }, { takesPart: false }, 'no day, no share'],
  [{ probation: 'exclude', probationMonths: '3' }, { probationUntil: 20261001 as Day }, { takesPart: false }, 'on probation'],
  [{ probation: 'exclude', probationMonths: '3' }, {}, { takesPart: true }, 'no longer'],
  [
    { probation: 'percent', probationMonths: '3', probationPercent: '60' },
    { probationUntil: 20261001 as Day },
    { takesPart: true, percent: 60 },
    'in part',
  ],
  [{ longAbsence: 'percent', absenceDays: '10', absencePercent: '40' }, { daysAway: 9 }, { takesPart: true }, 'away for less'],
  [
    { longAbsence: 'percent', absenceDays: '10', absencePercent: '40' },
    { daysAway: 10 },
    { takesPart: true, percent: 40 },
    'away for as long',
  ],
  [{ longAbsence: 'exclude', absenceDays: '0' }, { daysAway: 31 }, { takesPart: true }, 'never, where no days are named'],
  [
    { probation: 'percent', probationMonths: '3', probationPercent: '60', longAbsence: 'percent', absenceDays: '10', absencePercent: '40' },
    { probationUntil: 20261001 as Day, daysAway: 10 },
    { percent: 40, because: { en: 'takes part at 40%: away on 10 days, 10 or more' } },
    'the lower holds alone',
  ],
  [
    { probation: 'percent', probationMonths: '3', probationPercent: '40', longAbsence: 'percent', absenceDays: '10', absencePercent: '40' },
    { probationUntil: 20261001 as Day, daysAway: 10 },
    { percent: 40, because: { en: 'takes part at 40%: on probation until before 2026-10-01' } },
    'of two alike probation goes before',
  ],
])('by %j and %j: %j, %s', (settings, time, expected) => {
  expect(participationOf({ ...TIME, ...time }, rules(settings))).toMatchObject(expected)
})

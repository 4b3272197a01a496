import { expect, test } from 'vitest'
import type { Day } from '../../../src/base/day.ts'
import { areHolidaysKnown, companyCalendar, isNextDay, publicCalendar, workingDayCount } from '../../../src/domain/company/working-days.ts'

test.each<[day: number, isWorking: boolean, zh: string | undefined]>([
  [20261001, false, '国庆节'],
  [20261010, true, '国庆节调休上班'],
  [20261012, true, undefined],
  [20261017, false, undefined],
  [20991001, true, undefined],
  [20991003, false, undefined],
])('%s is worked: %s, %s', (day, isWorking, zh) => {
  const found = publicCalendar(day as Day)
  expect([found.isWorking, found.name?.zh]).toEqual([isWorking, zh])
})

test('the years that are known are those that were announced', () => {
  expect([20040601, 20261231, 20991001].map((day) => areHolidaysKnown(day as Day))).toEqual([true, true, false])
})

test.each<[day: number, later: number, isNext: boolean]>([
  [20261012, 20261013, true],
  [20261016, 20261019, true],
  [20261012, 20261014, false],
  [20260930, 20261008, true],
  [20261009, 20261012, false],
])('after %s, %s is the next day to work on: %s', (day, later, isNext) => {
  expect(isNextDay(day as Day, later as Day, publicCalendar)).toBe(isNext)
})

test('working days are those of the company before the public ones, first and last counted', () => {
  const span = { first: 20260928 as Day, last: 20261011 as Day }
  const count = workingDayCount(span, publicCalendar)
  expect(count(span.first, span.last)).toBe(6)
  expect(count(20260930 as Day, 20260930 as Day)).toBe(1)
  expect(count(20261001 as Day, 20261007 as Day)).toBe(0)
  expect(count(20261010 as Day, 20261009 as Day)).toBe(0)
  const own = { day: 20261010 as Day, isWorking: false, name: undefined }
  expect(workingDayCount(span, companyCalendar([own]))(span.first, span.last)).toBe(5)
})

import { expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { dayBefore, dayFromText, daysBetween, dayText } from '../../src/base/day.ts'
import { monthsOf, periodFromText, previousPeriod, samePeriodLastYear, windowEnding } from '../../src/base/period.ts'

const period = (text: string) => present(periodFromText(text), `${text} is a period`)
const day = (text: string) => present(dayFromText(text), `${text} is a day`)

test.each`
  text         | kind         | first           | last            | previous     | lastYear
  ${'2026-10'} | ${'month'}   | ${'2026-10-01'} | ${'2026-10-31'} | ${'2026-09'} | ${'2025-10'}
  ${'2026-01'} | ${'month'}   | ${'2026-01-01'} | ${'2026-01-31'} | ${'2025-12'} | ${'2025-01'}
  ${'2024-02'} | ${'month'}   | ${'2024-02-01'} | ${'2024-02-29'} | ${'2024-01'} | ${'2023-02'}
  ${'2026-Q1'} | ${'quarter'} | ${'2026-01-01'} | ${'2026-03-31'} | ${'2025-Q4'} | ${'2025-Q1'}
  ${'2026-H2'} | ${'half'}    | ${'2026-07-01'} | ${'2026-12-31'} | ${'2026-H1'} | ${'2025-H2'}
  ${'2026'}    | ${'year'}    | ${'2026-01-01'} | ${'2026-12-31'} | ${'2025'}    | ${'2025'}
`('$text', ({ text, kind, first, last, previous, lastYear }) => {
  const found = period(text)
  expect({ kind: found.kind, first: dayText(found.first), last: dayText(found.last) }).toEqual({ kind, first, last })
  expect(previousPeriod(found).text).toBe(previous)
  expect(samePeriodLastYear(found).text).toBe(lastYear)
})

test.each(['2026-13', '2026-0', '2026-Q5', '2026-H3', '26-10', '2026-10-01', '', '2026/10'])('"%s" is not a period', (text) => {
  expect(periodFromText(text)).toBeUndefined()
})

test('a half-year has its six months, in order', () => {
  expect(monthsOf(period('2026-H1')).map((month) => month.text)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'])
})

test('the twelve months ending with a February', () => {
  const window = windowEnding(period('2024-02').last, 12)
  expect([dayText(window.first), dayText(window.last)]).toEqual(['2023-03-01', '2024-02-29'])
})

test.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-1-1', '1899-12-31'])('the calendar has no %s', (text) => {
  expect(dayFromText(text)).toBeUndefined()
})

test('days are counted from the first to the last, both included', () => {
  expect(daysBetween(day('2026-10-01'), day('2026-10-31'))).toBe(31)
  expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(3)
  expect(daysBetween(day('2026-10-02'), day('2026-10-01'))).toBe(0)
  expect(dayText(dayBefore(day('2024-03-01')))).toBe('2024-02-29')
  expect(dayText(dayBefore(day('2026-01-01')))).toBe('2025-12-31')
})

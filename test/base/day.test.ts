import { expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { dayFromText, dayText, monthsAfter } from '../../src/base/day.ts'

test.each`
  day             | months | later           | why
  ${'2026-08-15'} | ${3}   | ${'2026-11-15'} | ${'the same day of the month'}
  ${'2026-08-31'} | ${6}   | ${'2027-02-28'} | ${'February has no 31st'}
  ${'2023-11-30'} | ${3}   | ${'2024-02-29'} | ${'a leap year'}
  ${'2026-12-01'} | ${1}   | ${'2027-01-01'} | ${'over the turn of the year'}
`('$months months after $day is $later: $why', ({ day, months, later }) => {
  expect(dayText(monthsAfter(present(dayFromText(day), day), months))).toBe(later)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { type CompanyCalendar, PLAIN_CALENDAR, type Since } from '../../src/base/company-calendar.ts'
import { type Day, dayAfter, dayText } from '../../src/base/day.ts'
import {
  attendanceDays,
  monthOfDay,
  monthsOf,
  periodFromText,
  periodLabel,
  previousPeriod,
  samePeriodLastYear,
  windowEnding,
} from '../../src/base/period.ts'

const month = (year: number, number: number) => year * 12 + number - 1
const calendar = (parts: Partial<CompanyCalendar>): CompanyCalendar => ({ ...PLAIN_CALENDAR, ...parts })
const from26 = calendar({ months: [{ from: 0, startsOn: 26 }], attendance: [{ from: 0, startsOn: 26 }] })
const fromApril = calendar({ years: [{ from: 0, startsOn: 4 }] })
const both = { ...from26, ...{ years: fromApril.years } }
const changed = calendar({
  months: [
    { from: month(2026, 10), startsOn: 26 },
    { from: month(2027, 2), startsOn: 1 },
  ],
})

test.each`
  calendar     | text         | label                                  | why
  ${from26}    | ${'2026-10'} | ${'2026-10 (09-26 - 10-25)'}           | ${'it is called after the month it ends in'}
  ${from26}    | ${'2026-03'} | ${'2026-03 (02-26 - 03-25)'}           | ${'a short month has its own last day'}
  ${from26}    | ${'2026-01'} | ${'2026-01 (2025-12-26 - 2026-01-25)'} | ${'it may begin in the year before'}
  ${from26}    | ${'2026-Q4'} | ${'2026-Q4 (09-26 - 12-25)'}           | ${'a quarter is its months'}
  ${fromApril} | ${'2026'}    | ${'2026 (2026-04-01 - 2027-03-31)'}    | ${'a year is called after the year it begins in'}
  ${fromApril} | ${'2026-Q1'} | ${'2026-Q1 (04-01 - 06-30)'}           | ${'quarters count from its beginning'}
  ${fromApril} | ${'2026-H2'} | ${'2026-H2 (2026-10-01 - 2027-03-31)'} | ${'halves too'}
  ${fromApril} | ${'2026-10'} | ${'2026-10'}                           | ${'months keep the names of the calendar'}
  ${both}      | ${'2026'}    | ${'2026 (2026-03-26 - 2027-03-25)'}    | ${'both at once'}
  ${changed}   | ${'2026-09'} | ${'2026-09'}                           | ${'before the change'}
  ${changed}   | ${'2026-10'} | ${'2026-10 (10-01 - 10-25)'}           | ${'the first month under 26 is short'}
  ${changed}   | ${'2026-11'} | ${'2026-11 (10-26 - 11-25)'}           | ${'the next one is whole'}
  ${changed}   | ${'2027-02'} | ${'2027-02 (01-26 - 02-28)'}           | ${'back to 1 it is long'}
  ${changed}   | ${'2027-03'} | ${'2027-03'}                           | ${'after that as on the wall'}
`('$text is $label: $why', ({ calendar, text, label }) => {
  const period = present(periodFromText(text, calendar), 'It is a period.')
  expect(periodLabel(period)).toBe(label)
  expect(periodFromText(period.text, calendar)).toEqual(period)
})

test('what comes before, last year and a window are counted in the months of the company', () => {
  const october = present(periodFromText('2026-10', from26), 'It is a period.')
  expect(periodLabel(previousPeriod(october))).toBe('2026-09 (08-26 - 09-25)')
  expect(periodLabel(samePeriodLastYear(october))).toBe('2025-10 (09-26 - 10-25)')
  expect(dayText(windowEnding(october.last, 12, october).first)).toBe('2025-10-26')
  const quarter = present(periodFromText('2026-Q1', both), 'It is a period.')
  expect([previousPeriod(quarter), samePeriodLastYear(quarter), ...monthsOf(quarter)].map(periodLabel)).toEqual([
    '2025-Q4 (2025-12-26 - 2026-03-25)',
    '2025-Q1 (03-26 - 06-25)',
    '2026-04 (03-26 - 04-25)',
    '2026-05 (04-26 - 05-25)',
    '2026-06 (05-26 - 06-25)',
  ])
})

test('attendance may go by months of its own', () => {
  const own = calendar({ attendance: [{ from: month(2026, 10), startsOn: 26 }] })
  const days = ['2026-09', '2026-10', '2026-11', '2026-Q4'].map((text) => {
    const period = present(periodFromText(text, own), 'It is a period.')
    expect(periodLabel(period)).toBe(text)
    const { first, last } = attendanceDays(period)
    return `${dayText(first)} ${dayText(last)}`
  })
  expect(days).toEqual(['2026-09-01 2026-09-30', '2026-10-01 2026-10-25', '2026-10-26 2026-11-25', '2026-10-01 2026-12-25'])
})

const changes: fc.Arbitrary<Since[]> = fc
  .array(fc.record({ from: fc.integer({ min: month(2025, 1), max: month(2028, 12) }), startsOn: fc.integer({ min: 1, max: 28 }) }), {
    maxLength: 8,
  })
  .map((list) => list.sort((a, b) => a.from - b.from))

test('months follow one another without a gap or overlap, whatever is changed and when, and every day is of the month that has it', () => {
  fc.assert(
    fc.property(changes, (months) => {
      const company = calendar({ months })
      let next = 20_241_201 as Day
      let expected = monthOfDay(next, company)
      next = expected.first
      while (next < 20_290_601) {
        const found = monthOfDay(next, company)
        expect(found).toEqual(periodFromText(expected.text, company))
        expect(found.first).toBe(next)
        expect(found.last).toBeGreaterThanOrEqual(found.first)
        expect(monthOfDay(found.last, company).text).toBe(found.text)
        expect(previousPeriod(found).last).toBeLessThan(found.first)
        next = dayAfter(found.last)
        const after = month(Number(found.text.slice(0, 4)), Number(found.text.slice(5))) + 1
        const text = `${Math.floor(after / 12)}-${String((after % 12) + 1).padStart(2, '0')}`
        expected = present(periodFromText(text, company), 'The next month is one.')
      }
    }),
  )
})

import { expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { PLAIN_CALENDAR } from '../../../src/base/company-calendar.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { daysOfPeriod, titleRow } from '../../../src/sheets/write/workbooks/house-style.ts'
import { sayIn } from '../../../src/sheets/write/workbooks/words.ts'
import { OPTIONS } from './plausible-appraisal.ts'

const from26 = { ...PLAIN_CALENDAR, months: [{ from: 0, startsOn: 26 }], attendance: [{ from: 0, startsOn: 21 }] }
const fromApril = { ...PLAIN_CALENDAR, years: [{ from: 0, startsOn: 4 }] }

test.each`
  text         | calendar          | zh                                                | en
  ${'2026-10'} | ${PLAIN_CALENDAR} | ${'2026年10月'}                                   | ${'2026-10'}
  ${'2026-Q4'} | ${PLAIN_CALENDAR} | ${'2026年第4季度'}                                | ${'2026-Q4'}
  ${'2026-H2'} | ${PLAIN_CALENDAR} | ${'2026年下半年'}                                 | ${'2026-H2'}
  ${'2026'}    | ${PLAIN_CALENDAR} | ${'2026年度'}                                     | ${'2026'}
  ${'2026-10'} | ${from26}         | ${'2026年10月（9月26日至10月25日）'}              | ${'2026-10 (09-26 - 10-25)'}
  ${'2026-01'} | ${from26}         | ${'2026年1月（2025年12月26日至2026年1月25日）'}   | ${'2026-01 (2025-12-26 - 2026-01-25)'}
  ${'2026-Q1'} | ${fromApril}      | ${'2026年第1季度（4月1日至6月30日）'}             | ${'2026-Q1 (04-01 - 06-30)'}
  ${'2026-H2'} | ${fromApril}      | ${'2026年下半年（2026年10月1日至2027年3月31日）'} | ${'2026-H2 (2026-10-01 - 2027-03-31)'}
`('a sheet is titled $zh, $en', ({ text, calendar, zh, en }) => {
  const period = present(periodFromText(text, calendar), 'It is a period.')
  const titled = (language: 'zh' | 'en') => JSON.stringify(titleRow('表', period, 1, { ...OPTIONS, company: undefined, language }).cells[0])
  expect(titled('zh')).toContain(`"${zh} 表"`)
  expect(titled('en')).toContain(`"${en} 表"`)
})

test('the days of attendance stand beside those of the period where they are others', () => {
  const days = (calendar: typeof PLAIN_CALENDAR) =>
    daysOfPeriod(present(periodFromText('2026-10', calendar), 'It is a period.'), sayIn('zh'))
  expect(days(PLAIN_CALENDAR)).toBe('考核期间：2026-10-01 至 2026-10-31')
  expect(days(from26)).toBe('考核期间：2026-09-26 至 2026-10-25    出勤：2026-09-21 至 2026-10-20')
})

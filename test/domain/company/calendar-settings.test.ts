import { describe, expect, test } from 'vitest'
import { PLAIN_CALENDAR } from '../../../src/base/company-calendar.ts'
import { periodFromText, periodLabel } from '../../../src/base/period.ts'
import { calendarFrom, calendarSettings, companySettingValue } from '../../../src/domain/company/calendar-settings.ts'
import { COMPANY_SETTINGS } from '../../../src/domain/company/company-settings.ts'

test.each`
  text                             | written
  ${'26'}                          | ${'26'}
  ${' 26 '}                        | ${'26'}
  ${'1'}                           | ${'1'}
  ${'26@2026-10'}                  | ${'26@2026-10'}
  ${'1,26@2026-10'}                | ${'26@2026-10'}
  ${'1, 26 @ 2026-10, 26@2027-01'} | ${'26@2026-10'}
  ${'21,26@2026-10,21@2026-10'}    | ${'21'}
  ${'26,1@2027-01'}                | ${'26,1@2027-01'}
  ${'29'}                          | ${undefined}
  ${'0'}                           | ${undefined}
  ${'26@2026-13'}                  | ${undefined}
  ${'26@2026'}                     | ${undefined}
  ${'26@2027-01,1@2026-10'}        | ${undefined}
  ${'1,26'}                        | ${undefined}
  ${''}                            | ${undefined}
`('the day that months begin on, said as "$text", is $written', ({ text, written }) => {
  expect(companySettingValue(COMPANY_SETTINGS.monthStartsOn, text)).toBe(written)
})

test('years hold from a year on, attendance may be as everything else, other settings are as they were', () => {
  expect(companySettingValue(COMPANY_SETTINGS.yearStartsIn, '1,4@2027')).toBe('4@2027')
  expect(companySettingValue(COMPANY_SETTINGS.yearStartsIn, '4@2027-01')).toBeUndefined()
  expect(companySettingValue(COMPANY_SETTINGS['monthStartsOn.attendance'], '21,same@2026-10')).toBe('21,same@2026-10')
  expect(companySettingValue(COMPANY_SETTINGS.timeZone, 'UTC')).toBe('UTC')
  expect(companySettingValue(COMPANY_SETTINGS.timeZone, 'UTC@2026-10')).toBeUndefined()
})

test('without them, or with what is none, months and years are those of the calendar on the wall', () => {
  expect(calendarFrom({})).toBe(PLAIN_CALENDAR)
  expect(calendarFrom({ 'company.monthStartsOn': '1', 'company.monthStartsOn.attendance': 'same' })).toBe(PLAIN_CALENDAR)
  expect(calendarFrom({ 'company.monthStartsOn': '40' })).toBe(PLAIN_CALENDAR)
})

test('attendance follows everything else until it has a day of its own', () => {
  const settings = { 'company.monthStartsOn': '26@2026-10', 'company.monthStartsOn.attendance': '1@2026-12,same@2027-02' }
  const { attendance } = calendarFrom(settings)
  const months = ['2026-09', '2026-10', '2026-12', '2027-01', '2027-02'].map((text) =>
    periodFromText(text, { ...PLAIN_CALENDAR, months: attendance }),
  )
  expect(months.map((month) => month && periodLabel(month))).toEqual([
    '2026-09',
    '2026-10 (10-01 - 10-25)',
    '2026-12 (11-26 - 12-31)',
    '2027-01',
    '2027-02 (02-01 - 02-25)',
  ])
})

describe('changes of the day that months begin on, oldest first', () => {
  const of = (key: string, value: string | undefined, effectiveFrom: number) => ({ key: `company.${key}`, value, effectiveFrom })
  const NOVEMBER = { text: '2026-11', last: 20261130 }

  test.each<[changes: ReturnType<typeof of>[], settings: Record<string, string>, why: string]>([
    [[of('monthStartsOn', '26', 20261001)], { 'company.monthStartsOn': '26@2026-10' }, 'from the first of a month: that month'],
    [
      [of('monthStartsOn', '26', 20261002)],
      { 'company.monthStartsOn': '26@2026-11' },
      'from any later day: the next, a month that has begun keeps its end',
    ],
    [[of('yearStartsIn', '4', 20270101)], { 'company.yearStartsIn': '4@2027' }, 'years alike'],
    [[of('yearStartsIn', '4', 20270102)], { 'company.yearStartsIn': '4@2028' }, 'and a year that has begun'],
    [
      [of('monthStartsOn', '26', 20261001), of('monthStartsOn', '21', 20261001)],
      { 'company.monthStartsOn': '21@2026-10' },
      'of two the later',
    ],
    [
      [of('monthStartsOn', '26', 20261001), of('monthStartsOn', undefined, 20261101)],
      { 'company.monthStartsOn': '26@2026-10,1@2026-11' },
      'given back',
    ],
    [[of('monthStartsOn', '1', 20261001)], {}, 'what it is anyway is not said'],
    [[of('timeZone', 'UTC', 20261001)], {}, 'another setting is none of them'],
  ])('%j are %j: %s', (changes, settings) => {
    expect(calendarSettings(changes)).toEqual(settings)
  })

  test('later ones never show in a period that is over', () => {
    const changes = [of('monthStartsOn', '26', 20261001), of('monthStartsOn', '21', 20261201), of('yearStartsIn', '4', 20270101)]
    expect(calendarSettings(changes, NOVEMBER)).toEqual({ 'company.monthStartsOn': '26@2026-10' })
    expect(calendarSettings(changes, { text: '2026-09', last: 20260930 })).toEqual({})
  })
})

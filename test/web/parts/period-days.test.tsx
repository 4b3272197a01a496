// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { PLAIN_CALENDAR } from '../../../src/base/company-calendar.ts'
import { queryClient } from '../../../src/web/api/query-client.ts'
import { sessionQuery } from '../../../src/web/api/session.ts'
import { periodName } from '../../../src/web/parts/format.ts'
import { daysOf } from '../../../src/web/sheet/form-days.ts'

afterEach(() => queryClient.clear())

test('where the company keeps other months, a period is named with its days, as the session tells them', () => {
  expect(periodName('2026-10')).not.toMatch(/25/)
  const calendar = { ...PLAIN_CALENDAR, months: [{ from: 0, startsOn: 26 }], years: [{ from: 2026, startsOn: 4 }] }
  queryClient.setQueryData(sessionQuery.queryKey, { company: { timeZone: 'Asia/Shanghai', calendar } } as never)
  expect(periodName('2026-10')).toMatch(/26.*25/)
  expect(periodName('2026-Q1')).toMatch(/26.*25/)
  expect(daysOf('2026-10')).toEqual({ first: '2026-09-26', last: '2026-10-25' })
  expect(daysOf('2026')).toEqual({ first: '2026-03-26', last: '2027-03-25' })
})

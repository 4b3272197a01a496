import { dayBefore } from '../../base/day.ts'
import { type Days, type Period, periodFromText, previousPeriod, samePeriodLastYear, windowEnding, yearToDate } from '../../base/period.ts'
import type { MeasureWindow } from './measure-definition.ts'
import type { MeasuredTable } from './measured-tables.ts'

/** The days whose records of a table a measure counts in a period, by the company's calendar: attendance may be kept by other months. */
export function measureDays(window: MeasureWindow, named: Period, table?: MeasuredTable): Days {
  const period = table === 'attendance' ? ofAttendance(named) : named
  switch (window.days) {
    case 'period':
      return { first: period.first, last: period.last }
    case 'previous':
      return previousPeriod(period)
    case 'lastYear':
      return samePeriodLastYear(period)
    case 'lastMonths':
      return windowEnding(period.last, window.months, period)
    case 'yearToDate':
      return yearToDate(period)
  }
}

function ofAttendance(period: Period): Period {
  const { text, calendar } = period
  return (calendar && periodFromText(text, { ...calendar, months: calendar.attendance })) ?? period
}

/** Those of them that lie before the period; none where the window begins with it or later. */
export function daysBefore(window: MeasureWindow, period: Period, table?: MeasuredTable): Days | undefined {
  const { first, last } = measureDays(window, period, table)
  if (first >= period.first) return undefined
  return { first, last: last < period.first ? last : dayBefore(period.first) }
}

import { dayBefore } from '../../base/day.ts'
import { type Days, type Period, previousPeriod, samePeriodLastYear, windowEnding, yearToDate } from '../../base/period.ts'
import type { MeasureWindow } from './measure-definition.ts'

/** The days whose records a measure counts in a period, by the company's calendar. */
export function measureDays(window: MeasureWindow, period: Period): Days {
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

/** Those of them that lie before the period; none where the window begins with it or later. */
export function daysBefore(window: MeasureWindow, period: Period): Days | undefined {
  const { first, last } = measureDays(window, period)
  if (first >= period.first) return undefined
  return { first, last: last < period.first ? last : dayBefore(period.first) }
}

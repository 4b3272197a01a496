import { dayBefore } from '../../base/day.ts'
import { type Period, previousPeriod, samePeriodLastYear, windowEnding } from '../../base/period.ts'

/** How far measures look back, as the settings of the KPI rules say. */
export interface WindowReadings {
  /** Months a client must have been without an order to be new; undefined is ever (POLICY S8a). */
  readonly lookBackMonths: number | undefined
  readonly windowMonths: number
}

/** The windows 窗口 of days that a period's measures look at (POLICY S2, S8a, S9). */
export function windowsOf(period: Period, readings: WindowReadings) {
  const current = windowEnding(period.last, readings.windowMonths, period)
  return {
    lastYear: samePeriodLastYear(period),
    previous: previousPeriod(period),
    current,
    base: windowEnding(dayBefore(current.first), readings.windowMonths, period),
    lookBackFirst:
      readings.lookBackMonths === undefined ? undefined : windowEnding(dayBefore(period.first), readings.lookBackMonths, period).first,
  }
}

import { present } from '../../base/assert.ts'
import { type Day, dayBefore, dayOf } from '../../base/day.ts'
import { monthsOf, type Period } from '../../base/period.ts'
import type { RecordValues } from '../../domain/dataset/tables.ts'
import type { SalesMeasure } from '../../domain/sales/sales-facts.ts'
import { type AttendanceClass, type AttendanceSettings, classify } from '../../domain/service/attendance.ts'
import type { DayRange } from '../../store/measures/day-range.ts'
import type { SourceFilter, SourceTable } from '../../store/measures/source-records.ts'
import type { PeriodTable } from '../../store/read-table.ts'
import { windowsOf } from '../collect-sales-facts.ts'
import { textCell } from '../people-of-period.ts'
import type { Readings } from '../rules-in-force.ts'

/** How to find the records that a fact was counted from: dated ones by a window of days, those of a period by its name. */
export type SourceQuery =
  | {
      readonly kind: 'dated'
      readonly table: SourceTable
      readonly filter: SourceFilter
      readonly only?: (record: RecordValues) => boolean
    }
  | {
      readonly kind: 'period'
      readonly table: PeriodTable
      readonly periods: readonly string[]
      readonly only: (record: RecordValues) => boolean
    }

/** The records behind each input of the service rules, by the input's name (POLICY 5.1). */
export function serviceSources(employee: string, period: Period, settings: AttendanceSettings): Record<string, readonly SourceQuery[]> {
  const filter = { first: period.first, last: period.last, employee }
  const events = (counted: AttendanceClass): SourceQuery[] => [
    {
      kind: 'dated',
      table: 'attendance',
      filter,
      only: (record) => classify(textCell('attendance', record, 'kind'), settings) === counted,
    },
  ]
  const forms: SourceQuery[] = [{ kind: 'dated', table: 'feedback', filter }]
  const followups: SourceQuery[] = [{ kind: 'dated', table: 'followups', filter }]
  const marks = (item: string): SourceQuery[] => [
    {
      kind: 'period',
      table: 'evaluations',
      periods: [period.text],
      only: (record) => textCell('evaluations', record, 'engineer') === employee && textCell('evaluations', record, 'item') === item,
    },
  ]
  const ratings = marks('on_site_resolution')
  return {
    officeEvents: events('office'),
    lateArrivals: events('arrival'),
    callAbsences: events('call_absence'),
    unclassifiedEvents: events('unclassified'),
    forms,
    attitudeSum: forms,
    resolutionSum: forms,
    dedicationSum: forms,
    onSiteAnswers: forms,
    onSiteSolved: [{ kind: 'dated', table: 'feedback', filter: { ...filter, flag: 'solved_on_site' } }],
    overall: marks('overall'),
    ratings,
    ratingSum: ratings,
    followUps: followups,
    followUpSum: followups,
  }
}

const BEGINNING: Day = present(dayOf(1900, 1, 1), 'The calendar begins there.')

/** The records behind each measure of a representative (POLICY S). */
export function salesSources(employee: string, period: Period, readings: Readings): Record<SalesMeasure, readonly SourceQuery[]> {
  const windows = windowsOf(period, readings)
  const dated = (table: SourceTable, days: DayRange, more: Partial<SourceFilter> = {}): SourceQuery => ({
    kind: 'dated',
    table,
    filter: { first: days.first, last: days.last, employee, ...more },
  })
  const before = { first: BEGINNING, last: dayBefore(period.first) }
  const counted = dated('collections', period, { counted: readings })
  const paidBefore = dated('collections', before, { counted: readings })
  const quota: SourceQuery = {
    kind: 'period',
    table: 'quotas',
    periods: [...new Set([period.text, ...monthsOf(period).map((month) => month.text)])],
    only: (record) => textCell('quotas', record, 'rep') === employee,
  }
  const orders = [dated('orders', period)]
  const positive = [dated('orders', period, { positiveOnly: true })]
  return {
    netSales: orders,
    netQuantity: orders,
    pricedAmount: positive,
    pricedListAmount: positive,
    positiveOrders: positive,
    clientsSold: positive,
    newClients: positive,
    salesLastYear: [dated('orders', windows.lastYear)],
    salesPreviousPeriod: [dated('orders', windows.previous)],
    baseClients: [dated('orders', windows.base, { positiveOnly: true })],
    retainedClients: [dated('orders', windows.current, { positiveOnly: true })],
    quotaAmount: [quota],
    quotaQuantity: [quota],
    quotaNewClients: [quota],
    expenses: [dated('expenses', period)],
    netCollections: [counted],
    arrears: [dated('receivables', before), paidBefore],
    arrearsRecovered: [counted],
    dueAmount: [dated('receivables', { first: BEGINNING, last: period.last }), paidBefore],
    dueCollected: [counted],
    visits: [dated('visits', period)],
    successfulVisits: [dated('visits', period, { flag: 'successful' })],
    upheldComplaints: [dated('complaints', period, { flag: 'upheld' })],
  }
}

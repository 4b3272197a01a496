import { monthsOf, type Period } from '../../base/period.ts'
import type { RecordValues } from '../../domain/dataset/tables.ts'
import { type AttendanceClass, type AttendanceSettings, classify } from '../../domain/engineers/attendance.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import { countedQuotas, type QuotaFigure } from '../../domain/sales/quota.ts'
import type { SalesMeasure } from '../../domain/sales/sales-facts.ts'
import type { PeriodTable } from '../../store/database/read-table.ts'
import type { LedgerQuery } from '../../store/measures/arrears-ledger.ts'
import type { DayRange } from '../../store/measures/day-range.ts'
import type { SourceFilter, SourceTable } from '../../store/measures/source-records.ts'
import { quotaFrom, windowsOf } from '../collect-sales-facts.ts'
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
      /** Which of them counted, where they decide that together; all of them unless told. */
      readonly counted?: (records: readonly RecordValues[]) => readonly RecordValues[]
    }
  | { readonly kind: 'ledger'; readonly days: DayRange; readonly ledger: LedgerQuery }

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
    onSiteAnswers: [{ kind: 'dated', table: 'feedback', filter: { ...filter, stating: 'solved_on_site' } }],
    onSiteSolved: [{ kind: 'dated', table: 'feedback', filter: { ...filter, flag: 'solved_on_site' } }],
    overall: marks('overall'),
    ratings,
    ratingSum: ratings,
    followUps: followups,
    followUpSum: followups,
  }
}

/** The records behind each measure of a representative (POLICY S). */
export function salesSources(employee: string, period: Period, readings: Readings): Record<SalesMeasure, readonly SourceQuery[]> {
  const windows = windowsOf(period, readings)
  const dated = (table: SourceTable, days: DayRange, more: Partial<SourceFilter> = {}): SourceQuery => ({
    kind: 'dated',
    table,
    filter: { first: days.first, last: days.last, employee, ...more },
  })
  const owed = (of: LedgerQuery['of'], collected: boolean): SourceQuery[] => [
    { kind: 'ledger', days: period, ledger: { rep: employee, counted: readings, of, collected } },
  ]
  const priced = [dated('orders', period, { positiveOnly: true, pricedOnly: true })]
  const positive = [dated('orders', period, { positiveOnly: true })]
  return {
    netSales: [dated('orders', period)],
    netQuantity: [dated('orders', period, { stating: 'quantity' })],
    pricedAmount: priced,
    pricedListAmount: priced,
    positiveOrders: positive,
    clientsSold: positive,
    newClients: [dated('orders', period, { positiveOnly: true, firstSince: windows.lookBackFirst ?? 0 })],
    salesLastYear: [dated('orders', windows.lastYear)],
    salesPreviousPeriod: [dated('orders', windows.previous)],
    baseClients: [dated('orders', windows.base, { positiveOnly: true })],
    retainedClients: [dated('orders', windows.current, { positiveOnly: true, orderedIn: windows.base })],
    quotaAmount: [quotas(employee, period, 'amount')],
    quotaQuantity: [quotas(employee, period, 'quantity')],
    quotaNewClients: [quotas(employee, period, 'newClients')],
    expenses: [dated('expenses', period)],
    netCollections: [dated('collections', period, { counted: readings })],
    arrears: owed('arrears', false),
    arrearsRecovered: owed('arrears', true),
    dueAmount: owed('due', false),
    dueCollected: owed('due', true),
    visits: [dated('visits', period)],
    successfulVisits: [dated('visits', period, { flag: 'successful' })],
    upheldComplaints: [dated('complaints', period, { flag: 'upheld' })],
  }
}

/** The rows of the quotas that a figure was counted from: the period's own, or those of all its months. */
function quotas(employee: string, period: Period, figure: QuotaFigure): SourceQuery {
  const months = monthsOf(period).map((month) => month.text)
  return {
    kind: 'period',
    table: 'quotas',
    periods: [...new Set([period.text, ...months])],
    only: (record) => textCell('quotas', record, 'rep') === employee,
    counted(records) {
      const rows = records.map((record) => ({ ...quotaFrom(record), record }))
      const own = rows.find((row) => row.period === period.text)
      const ofMonths = rows.filter((row) => row.period !== period.text)
      return countedQuotas(own, ofMonths, months.length, figure).map((row) => row.record)
    },
  }
}

const LEDGER: Remark = {
  zh: '逐客户列出，先到期先冲；余额为该客户到该单据为止的欠款，没有欠款的客户不计',
  en: 'client by client, first in first out; the balance is what the client owes after the document; clients who owe nothing are not counted',
}

/** What the records of a fact are, where that is not plain from its title. */
export const SOURCE_WORDS: Readonly<Partial<Record<string, Remark>>> = {
  newClients: {
    zh: '每位新顾客列出使其成为新顾客的首张订单，订单日期即自何时起',
    en: 'for each new client the first order that made it one; its date is since when',
  },
  baseClients: { zh: '基期顾客在基期的订单', en: 'orders of the base clients in the base window' },
  retainedClients: { zh: '基期顾客在本窗口的订单', en: 'orders of base clients in the current window' },
  arrears: LEDGER,
  arrearsRecovered: LEDGER,
  dueAmount: LEDGER,
  dueCollected: LEDGER,
}

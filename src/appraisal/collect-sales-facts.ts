import { dayBefore } from '../base/day.ts'
import { monthsOf, type Period, previousPeriod, samePeriodLastYear, windowEnding } from '../base/period.ts'
import { type Rational, rational, ZERO } from '../base/rational.ts'
import { QUANTITY_PLACES } from '../domain/dataset/tables.ts'
import { type QuotaRow, quotasFor } from '../domain/sales/quota.ts'
import type { SalesFacts } from '../domain/sales/sales-facts.ts'
import type { Records } from '../store/database/records.ts'
import { expensesByRep, upheldComplaintsByRep, visitsByRep } from '../store/measures/activity-by-rep.ts'
import { arrearsByRep } from '../store/measures/arrears-by-rep.ts'
import { type CollectionTotals, collectionTotals, netCollectionsByRep } from '../store/measures/collection-totals.ts'
import { newClientsByRep } from '../store/measures/new-clients-by-rep.ts'
import { netSalesByRep, ordersByRep } from '../store/measures/orders-by-rep.ts'
import { retentionByRep } from '../store/measures/retention-by-rep.ts'
import { cell, textCell } from './people-of-period.ts'
import type { Readings } from './rules-in-force.ts'

/** The windows 窗口 of days that a period's measures look at (POLICY S2, S8a, S9). */
export function windowsOf(period: Period, readings: Readings) {
  const current = windowEnding(period.last, readings.windowMonths)
  return {
    lastYear: samePeriodLastYear(period),
    previous: previousPeriod(period),
    current,
    base: windowEnding(dayBefore(current.first), readings.windowMonths),
    lookBackFirst: readings.lookBackMonths === undefined ? undefined : windowEnding(dayBefore(period.first), readings.lookBackMonths).first,
  }
}

/**
 * The measures of every representative in one period: one statement per table and window, whatever the number of people.
 * `collections` are the totals of the period where they were asked for already.
 */
export async function collectSalesFacts(
  records: Records,
  book: number,
  period: Period,
  readings: Readings,
  collections?: readonly CollectionTotals[],
): Promise<(employee: string) => SalesFacts> {
  const windows = windowsOf(period, readings)
  const orders = await ordersByRep(records, book, period)
  const lastYear = await netSalesByRep(records, book, windows.lastYear)
  const previous = await netSalesByRep(records, book, windows.previous)
  const newClients = await newClientsByRep(records, book, period, windows.lookBackFirst)
  const retention = await retentionByRep(records, book, windows.base, windows.current)
  const expenses = await expensesByRep(records, book, period)
  const visits = await visitsByRep(records, book, period)
  const complaints = await upheldComplaintsByRep(records, book, period)
  const netCollections = netCollectionsByRep(collections ?? (await collectionTotals(records, book, period, readings)))
  const arrears = await arrearsByRep(records, book, period, readings)
  const quotaRows = await records.readPeriods(book, 'quotas', [period.text, ...monthsOf(period).map((month) => month.text)])
  const quotaOf = quotasFor(quotaRows.map(quotaFrom), period)
  return (employee) => {
    const sold = orders.get(employee)
    const kept = retention.get(employee)
    const visited = visits.get(employee)
    const owed = arrears.get(employee)
    const quota = quotaOf(employee)
    return {
      employee,
      measures: {
        netSales: yuan(sold?.amount),
        salesLastYear: yuan(lastYear.get(employee)),
        salesPreviousPeriod: yuan(previous.get(employee)),
        netQuantity: units(sold?.quantity),
        pricedAmount: yuan(sold?.pricedAmount),
        pricedListAmount: yuan(sold?.pricedListAmount),
        positiveOrders: count(sold?.positiveOrders),
        clientsSold: count(sold?.clients),
        newClients: count(newClients.get(employee)),
        baseClients: count(kept?.baseClients),
        retainedClients: count(kept?.retainedClients),
        quotaAmount: quota.amount === undefined ? undefined : yuan(quota.amount),
        quotaQuantity: quota.quantity === undefined ? undefined : units(quota.quantity),
        quotaNewClients: quota.newClients === undefined ? undefined : count(quota.newClients),
        expenses: yuan(expenses.get(employee)),
        netCollections: yuan(netCollections.get(employee)),
        arrears: yuan(owed?.arrears),
        arrearsRecovered: yuan(owed?.recovered),
        dueAmount: yuan(owed?.due),
        dueCollected: yuan(owed?.collected),
        visits: count(visited?.visits),
        successfulVisits: count(visited?.successful),
        upheldComplaints: count(complaints.get(employee)),
      },
    }
  }
}

/** A record of the quotas as the domain takes it. */
export function quotaFrom(record: Parameters<typeof textCell>[1]): QuotaRow {
  const figure = (key: string) => {
    const value = cell('quotas', record, key)
    return value === null ? undefined : Number(value)
  }
  return {
    period: textCell('quotas', record, 'period'),
    rep: textCell('quotas', record, 'rep'),
    amount: figure('amount'),
    quantity: figure('quantity'),
    newClients: figure('new_clients'),
  }
}

const NO_YUAN = rational(0n, 100n)
const UNITS = 10n ** BigInt(QUANTITY_PLACES)
const NO_UNITS = rational(0n, UNITS)

function yuan(fen: bigint | undefined): Rational {
  return fen === undefined ? NO_YUAN : rational(fen, 100n)
}

function units(millionths: bigint | undefined): Rational {
  return millionths === undefined ? NO_UNITS : rational(millionths, UNITS)
}

function count(number: bigint | undefined): Rational {
  return number === undefined ? ZERO : rational(number)
}

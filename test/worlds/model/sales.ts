import type { Day } from '../../../src/base/day.ts'
import { compare, type Rational, rational, smaller, subtract, sum, ZERO } from '../../../src/base/rational.ts'
import { byCodePoint } from '../../../src/base/text-order.ts'
import type { Range, Span } from './calendar.ts'
import { type CountedCollection, countedCollections, repOn, total } from './collections.ts'
import type { Dataset } from './dataset.ts'
import type { ModelSettings } from './settings.ts'

export interface Ratio {
  readonly numerator: Rational
  /** Undefined where the records have no such figure, for example no quota. */
  readonly denominator: Rational | undefined
  readonly unit: 'yuan' | 'plain'
  /** Not applicable unless the denominator is above zero (S2, S4, S5c); elsewhere zero alone makes it so. */
  readonly needsPositive?: boolean
  /** Every table the KPI reads is in the data. */
  readonly hasData: boolean
  /** Where it looks back: whether the orders begin early enough for anybody to tell. */
  readonly hasHistory?: boolean
}

const within = (range: Range) => (record: { readonly date: Day }) => record.date >= range.first && record.date <= range.last
const isPositive = (value: Rational | undefined): value is Rational => value !== undefined && compare(value, ZERO) > 0
const count = (records: { readonly length: number }): Rational => rational(BigInt(records.length))
const notBelowZero = (value: Rational): Rational => (compare(value, ZERO) < 0 ? ZERO : value)

/** The records of a dataset that sales KPIs look at more than once, so that each rep is read from short lists. */
export interface SalesRecords {
  readonly data: Dataset
  readonly settings: ModelSettings
  readonly period: Span
  readonly collections: readonly CountedCollection[]
  /** S8a: the rep credited with each client that is new in the period. */
  readonly newClients: ReadonlyMap<string, string>
}

export function salesRecords(data: Dataset, period: Span, settings: ModelSettings): SalesRecords {
  return { data, settings, period, collections: countedCollections(data, settings), newClients: newClients(data, period, settings) }
}

/** S1 to S9 of one sales representative. */
export function ratiosOf(rep: string, records: SalesRecords): Readonly<Record<string, Ratio>> {
  const { data, settings, period } = records
  const orders = (data.orders ?? []).filter((one) => one.rep === rep)
  const inPeriod = orders.filter(within(period))
  const netSales = total(inPeriod)
  const collections = records.collections.filter((one) => one.rep === rep)
  const collected = total(collections.filter((one) => one.date >= period.first && one.date <= period.last))
  const expenses = total((data.expenses ?? []).filter((one) => one.rep === rep).filter(within(period)))
  const visits = (data.visits ?? []).filter((one) => one.rep === rep).filter(within(period))
  const complaints = (data.complaints ?? []).filter((one) => one.rep === rep).filter(within(period))
  const listed = inPeriod.filter((one) => isPositive(one.amount) && isPositive(one.listAmount))

  const compared = settings.growthBase === 'last_year' ? period.lastYear : period.previous
  const base = total(orders.filter(within(compared)))
  const newOnes = [...records.newClients.values()].filter((credited) => credited === rep)
  const window = period.window(settings.windowMonths)
  const before = period.windowBefore(settings.windowMonths)
  const active = clientsOf(orders.filter(within(window)))
  const earlier = clientsOf(orders.filter(within(before)))
  const retained = [...earlier].filter((client) => active.has(client))

  const hasOrders = data.orders !== undefined
  const firstDay = Math.min(...(data.orders ?? []).map((one) => one.date))
  const beganBy = (last: number) => firstDay === Number.POSITIVE_INFINITY || firstDay <= last
  const hasQuotas = data.quotas !== undefined
  const hasCollections = data.collections !== undefined
  const hasArrears = data.receivables !== undefined && hasCollections
  const spent = settings.expenseDenominator === 'net_sales' ? netSales : collected
  const byCollections = settings.expenseDenominator === 'net_collections'
  const { arrears, recovered, due, paid } = recovery(records, rep)
  const yuan = { unit: 'yuan' } as const
  const plain = { unit: 'plain' } as const
  return {
    quotaCompletion: { ...yuan, numerator: netSales, denominator: quota(data, rep, period, 'amount'), hasData: hasOrders && hasQuotas },
    quotaCompletionQuantity: {
      ...plain,
      numerator: sum(inPeriod.map((one) => one.quantity ?? ZERO)),
      denominator: quota(data, rep, period, 'quantity'),
      hasData: hasOrders && hasQuotas,
    },
    salesGrowth: {
      ...yuan,
      numerator: subtract(netSales, base),
      denominator: base,
      needsPositive: true,
      hasData: hasOrders,
      hasHistory: beganBy(compared.last),
    },
    priceRetention: {
      ...yuan,
      numerator: total(listed),
      denominator: sum(listed.map((one) => one.listAmount ?? ZERO)),
      hasData: hasOrders,
    },
    expenseRatio: {
      ...yuan,
      numerator: expenses,
      denominator: spent,
      needsPositive: true,
      hasData: data.expenses !== undefined && (byCollections ? hasCollections : hasOrders),
    },
    arrearsRecovery: { ...yuan, numerator: recovered, denominator: arrears, hasData: hasArrears },
    collectionRate: { ...yuan, numerator: paid, denominator: due, hasData: hasArrears },
    collectionsToSales: {
      ...yuan,
      numerator: collected,
      denominator: netSales,
      needsPositive: true,
      hasData: hasCollections && hasOrders,
    },
    visitSuccess: {
      ...plain,
      numerator: count(visits.filter((one) => one.successful)),
      denominator: count(visits),
      hasData: data.visits !== undefined,
    },
    complaintRate: {
      ...plain,
      numerator: count(complaints.filter((one) => one.upheld)),
      // An order of several lines is one order.
      denominator: rational(BigInt(new Set(inPeriod.filter((one) => isPositive(one.amount)).map((one) => one.number)).size)),
      hasData: data.complaints !== undefined && hasOrders,
    },
    newClientRate: {
      ...plain,
      numerator: count(newOnes),
      denominator: rational(BigInt(clientsOf(inPeriod).size)),
      hasData: hasOrders,
      hasHistory: beganBy(period.first - 1),
    },
    newClientPlanCompletion: {
      ...plain,
      numerator: count(newOnes),
      denominator: quota(data, rep, period, 'newClients'),
      hasData: hasOrders && hasQuotas,
      hasHistory: beganBy(period.first - 1),
    },
    retentionRate: {
      ...plain,
      numerator: count(retained),
      denominator: rational(BigInt(earlier.size)),
      hasData: hasOrders,
      hasHistory: beganBy(before.last),
    },
  }
}

/** Clients with an order of a positive amount. */
function clientsOf(orders: readonly { readonly client: string; readonly amount: Rational }[]): Set<string> {
  return new Set(orders.filter((one) => isPositive(one.amount)).map((one) => one.client))
}

/** The figure in the period's own row, else the sum of its months' rows if every month has it. A blank figure is no figure. */
function quota(data: Dataset, rep: string, period: Span, figure: 'amount' | 'quantity' | 'newClients'): Rational | undefined {
  const rowOf = (text: string) => data.quotas?.find((one) => one.rep === rep && one.period === text)
  const own = rowOf(period.text)?.[figure]
  if (own !== undefined) return own
  const months = period.months.map((month) => rowOf(month)?.[figure])
  const given = months.filter((value) => value !== undefined)
  return given.length === months.length ? sum(given) : undefined
}

/**
 * S5a and S5b, client by client, first in first out: by the rep that the documents carry or, by setting, by the one whose client it is
 * on the period's last day, where it is anybody's.
 */
function recovery({ data, settings, period, collections: all }: SalesRecords, rep: string) {
  const ownerOf = (document: { readonly client: string; readonly rep: string }) =>
    (settings.receivablesOwner === 'client' && repOn(data, document.client, period.last)) || document.rep
  const receivables = [...(data.receivables ?? []), ...(data.openings ?? [])].filter((one) => ownerOf(one) === rep)
  const collections = all.filter((one) => ownerOf(one) === rep)
  let [arrears, recovered, due, paid] = [ZERO, ZERO, ZERO, ZERO]
  for (const client of new Set(receivables.map((one) => one.client))) {
    const owed = receivables.filter((one) => one.client === client)
    const received = collections.filter((one) => one.client === client)
    const earlier = total(received.filter((one) => one.date < period.first))
    const now = notBelowZero(total(received.filter((one) => one.date >= period.first && one.date <= period.last)))
    const clientArrears = notBelowZero(subtract(total(owed.filter((one) => one.dueDate < period.first)), earlier))
    const clientDue = notBelowZero(subtract(total(owed.filter((one) => one.dueDate <= period.last)), earlier))
    arrears = sum([arrears, clientArrears])
    recovered = sum([recovered, smaller(clientArrears, now)])
    due = sum([due, clientDue])
    paid = sum([paid, smaller(clientDue, now)])
  }
  return { arrears, recovered, due, paid }
}

/** S8a: clients whose first positive order (ever, or since the look-back began) falls in the period, with the rep of that order. */
function newClients(data: Dataset, period: Span, settings: ModelSettings): Map<string, string> {
  const since = settings.lookBackMonths === undefined ? 0 : period.lookBack(settings.lookBackMonths).first
  const first = new Map<string, { date: number; number: string; line: string; rep: string }>()
  for (const order of data.orders ?? []) {
    if (!isPositive(order.amount) || order.date < since) continue
    const known = first.get(order.client)
    const earlier = known === undefined || order.date < known.date
    const place = () => known && (byCodePoint(order.number, known.number) || byCodePoint(order.line, known.line))
    if (earlier || (order.date === known.date && (place() ?? 0) < 0)) first.set(order.client, order)
  }
  return new Map(
    [...first].filter(([, order]) => order.date >= period.first && order.date <= period.last).map(([client, order]) => [client, order.rep]),
  )
}

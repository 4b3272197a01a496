import { windowsOf } from '../../appraisal/collect-sales-facts.ts'
import type { Readings } from '../../appraisal/rules-in-force.ts'
import type { Period } from '../../base/period.ts'
import { type Rational, rational } from '../../base/rational.ts'
import { QUANTITY_PLACES } from '../../domain/dataset/tables.ts'
import type { SalesMeasure } from '../../domain/sales/sales-facts.ts'
import type { Reader } from '../../store/database/connection.ts'
import { arrearsByClient } from '../../store/measures/arrears-by-rep.ts'
import {
  collectionsByClient,
  complaintsByClient,
  ordersByClient,
  retentionByClient,
  visitsByClient,
} from '../../store/measures/clients-of-rep.ts'
import { newClientsOf } from '../../store/measures/new-clients-by-rep.ts'

/** A measure of one representative by client code; a record without a client stands under ''. */
export type ByClient = ReadonlyMap<string, Rational>

interface Source {
  readonly reader: Reader
  readonly book: number
  readonly rep: string
  readonly period: Period
  readonly readings: Readings
}

/**
 * The clients behind each measure of a representative: what every client adds to it. Quotas and expenses are not counted by
 * client. The figures of a measure add up to the representative's own.
 */
const CLIENT_MEASURES: Readonly<Partial<Record<SalesMeasure, (source: Source) => Promise<ByClient>>>> = {
  netSales: async (source) => each(await orders(source), ({ amount }) => yuan(amount)),
  netQuantity: async (source) => each(await orders(source), ({ quantity }) => units(quantity)),
  pricedAmount: async (source) => each(await orders(source), ({ pricedAmount }) => yuan(pricedAmount)),
  pricedListAmount: async (source) => each(await orders(source), ({ pricedListAmount }) => yuan(pricedListAmount)),
  positiveOrders: async (source) => each(await orders(source), ({ positiveOrders }) => rational(positiveOrders)),
  clientsSold: async (source) => each(await orders(source), ({ clients }) => rational(clients)),
  salesLastYear: async (source) => each(await orders(source, 'lastYear'), ({ amount }) => yuan(amount)),
  salesPreviousPeriod: async (source) => each(await orders(source, 'previous'), ({ amount }) => yuan(amount)),
  async newClients({ reader, book, period, rep, readings }) {
    const clients = await newClientsOf(reader, book, period, rep, windowsOf(period, readings).lookBackFirst)
    return new Map(clients.map((client) => [client, rational(1n)]))
  },
  baseClients: async (source) => each(await retention(source), ({ baseClients }) => rational(baseClients)),
  retainedClients: async (source) => each(await retention(source), ({ retainedClients }) => rational(retainedClients)),
  netCollections: async ({ reader, book, period, readings, rep }) =>
    each(await collectionsByClient(reader, book, period, readings, rep), (amount) => yuan(amount)),
  arrears: async (source) => each(await owed(source), ({ arrears }) => yuan(arrears)),
  arrearsRecovered: async (source) => each(await owed(source), ({ recovered }) => yuan(recovered)),
  dueAmount: async (source) => each(await owed(source), ({ due }) => yuan(due)),
  dueCollected: async (source) => each(await owed(source), ({ collected }) => yuan(collected)),
  visits: async ({ reader, book, period, rep }) => each(await visitsByClient(reader, book, period, rep), ({ visits }) => rational(visits)),
  successfulVisits: async ({ reader, book, period, rep }) =>
    each(await visitsByClient(reader, book, period, rep), ({ successful }) => rational(successful)),
  upheldComplaints: async ({ reader, book, period, rep }) =>
    each(await complaintsByClient(reader, book, period, rep), (complaints) => rational(complaints)),
}

/** What each client adds to a measure; undefined for a measure that is not counted by client. */
export async function measureByClient(measure: SalesMeasure, source: Source): Promise<ByClient | undefined> {
  return CLIENT_MEASURES[measure]?.(source)
}

function orders({ reader, book, period, readings, rep }: Source, window?: 'lastYear' | 'previous') {
  return ordersByClient(reader, book, window === undefined ? period : windowsOf(period, readings)[window], rep)
}

function retention({ reader, book, period, readings, rep }: Source) {
  const { base, current } = windowsOf(period, readings)
  return retentionByClient(reader, book, base, current, rep)
}

function owed({ reader, book, period, readings, rep }: Source) {
  return arrearsByClient(reader, book, period, readings, rep)
}

function each<T>(byClient: ReadonlyMap<string, T>, figure: (totals: T) => Rational): ByClient {
  return new Map([...byClient].map(([client, totals]) => [client, figure(totals)]))
}

function yuan(fen: bigint): Rational {
  return rational(fen, 100n)
}

function units(millionths: bigint): Rational {
  return rational(millionths, 10n ** BigInt(QUANTITY_PLACES))
}

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AdjustmentState, PaymentState } from '../../domain/states.ts'
import type { ADJUSTMENT_ROUTES } from '../../server/adjustments/adjustment-routes.ts'
import type { BONUS_BOARD_ROUTES } from '../../server/bonus-board/bonus-board-routes.ts'
import type { DOCUMENT_ROUTES } from '../../server/documents/document-routes.ts'
import type { PAYMENT_ROUTES } from '../../server/payments/payment-routes.ts'
import type { RECEIVED_ROUTES } from '../../server/received/received-routes.ts'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import { answer, resource } from '../api/resource.ts'

const board = resource<typeof BONUS_BOARD_ROUTES>().periods[':period']
const documents = resource<typeof DOCUMENT_ROUTES>().periods[':period'].documents
const received = resource<typeof RECEIVED_ROUTES>().periods[':period'].received
const recordRoutes = resource<typeof RECORD_ROUTES>()
export const payments = resource<typeof PAYMENT_ROUTES>().periods[':period'].payments
export const adjustments = resource<typeof ADJUSTMENT_ROUTES>().periods[':period'].adjustments

const start = (): string | undefined => undefined
const PAGE = 50

const readBoard = (period: string, run: string | undefined) => answer(board['bonus-board'].$get({ param: { period }, query: { run } }))
export type Board = Awaited<ReturnType<typeof readBoard>>
export type BoardRegion = Board['regions'][number]
export const boardQuery = (period: string, run: string | undefined) =>
  queryOptions({ queryKey: ['bonus-board', period, run ?? 'shown'], queryFn: () => readBoard(period, run) })

const readRegion = (period: string, region: string, run: string | undefined) =>
  answer(board['bonus-board'][':region'].$get({ param: { period, region }, query: { run } }))
export type RegionDetail = Awaited<ReturnType<typeof readRegion>>
export type BoardPerson = RegionDetail['people'][number]
export const regionQuery = (period: string, region: string, run: string | undefined) =>
  queryOptions({ queryKey: ['bonus-board', period, run ?? 'shown', region], queryFn: () => readRegion(period, region, run) })

const readTrend = (period: string) => answer(board['collections-trend'].$get({ param: { period }, query: { periods: 12 } }))
export type TrendPeriod = Awaited<ReturnType<typeof readTrend>>['items'][number]
export const trendQuery = (period: string) => queryOptions({ queryKey: ['collections-trend', period], queryFn: () => readTrend(period) })

const readReceived = (period: string) => answer(received.$get({ param: { period } }))
export type ReceivedTable = Awaited<ReturnType<typeof readReceived>>['items'][number]
export const receivedQuery = (period: string) => queryOptions({ queryKey: ['received', period], queryFn: () => readReceived(period) })

export interface PaymentFilter {
  readonly region?: string | undefined
  readonly state?: PaymentState | undefined
}
const readPayments = (period: string, filter: PaymentFilter, cursor: string | undefined, limit = PAGE) =>
  answer(payments.$get({ param: { period }, query: { ...filter, cursor, limit } }))
export type Payment = Awaited<ReturnType<typeof readPayments>>['items'][number]
export const paymentsQuery = (period: string, filter: PaymentFilter) =>
  infiniteQueryOptions({
    queryKey: ['payments', period, filter],
    queryFn: ({ pageParam }) => readPayments(period, filter, pageParam),
    initialPageParam: start(),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
/** Every payment that a filter lets through, for a download. */
export const allPayments = (period: string, filter: PaymentFilter) => everyPage((cursor) => readPayments(period, filter, cursor, 500))

const readTrail = (period: string, cursor: string | undefined) =>
  answer(payments.trail.$get({ param: { period }, query: { cursor, limit: 20 } }))
export type PaymentEntry = Awaited<ReturnType<typeof readTrail>>['items'][number]
export const trailQuery = (period: string) =>
  infiniteQueryOptions({
    queryKey: ['payments', period, 'trail'],
    queryFn: ({ pageParam }) => readTrail(period, pageParam),
    initialPageParam: start(),
    getNextPageParam: ({ next }) => next ?? undefined,
  })

const readDocuments = (period: string, region: string | undefined) => answer(documents.$get({ param: { period }, query: { region } }))
export type DocumentFile = Awaited<ReturnType<typeof readDocuments>>['files'][number]
export const documentsQuery = (period: string, region: string | undefined) =>
  queryOptions({
    queryKey: ['documents', period, region ?? ''],
    queryFn: () => readDocuments(period, region),
    // Made once and never changed after.
    staleTime: 10 * 60_000,
  })

const readDownloads = (period: string, cursor: string | undefined, limit = PAGE) =>
  answer(documents.downloads.$get({ param: { period }, query: { cursor, limit } }))
export type DocumentDownload = Awaited<ReturnType<typeof readDownloads>>['items'][number]
export const downloadsQuery = (period: string) =>
  infiniteQueryOptions({
    queryKey: ['document-downloads', period],
    queryFn: ({ pageParam }) => readDownloads(period, pageParam),
    initialPageParam: start(),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
export const allDownloads = (period: string) => everyPage((cursor) => readDownloads(period, cursor, 500))

const readAdjustments = (period: string, state: AdjustmentState | undefined, cursor: string | undefined, limit = PAGE) =>
  answer(adjustments.$get({ param: { period }, query: { state, cursor, limit } }))
export type Adjustment = Awaited<ReturnType<typeof readAdjustments>>['items'][number]
export const adjustmentsQuery = (period: string, state: AdjustmentState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['adjustments', period, state ?? 'all'],
    queryFn: ({ pageParam }) => readAdjustments(period, state, pageParam),
    initialPageParam: start(),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
export const allAdjustments = (period: string, state: AdjustmentState | undefined) =>
  everyPage((cursor) => readAdjustments(period, state, cursor, 500))

const readAdjustment = (period: string, adjustment: string) => answer(adjustments[':adjustment'].$get({ param: { period, adjustment } }))
export type ExplainedAdjustment = Awaited<ReturnType<typeof readAdjustment>>
export const adjustmentQuery = (period: string, adjustment: number) =>
  queryOptions({ queryKey: ['adjustments', period, 'one', adjustment], queryFn: () => readAdjustment(period, String(adjustment)) })

/** Names of the regions by code. */
export const regionNamesQuery = queryOptions({
  queryKey: ['region-names'],
  queryFn: async () => {
    const { items } = await answer(recordRoutes.records[':table'].$get({ param: { table: 'regions' }, query: { limit: 500 } }))
    return new Map(items.map(({ values }) => [String(values.code), String(values.name || values.code)]))
  },
  staleTime: 5 * 60_000,
})

/** The columns of the tables, for the titles of late records. */
export const tablesQuery = queryOptions({ queryKey: ['tables'], queryFn: () => answer(recordRoutes.tables.$get()), staleTime: 60_000 })

/** The rows of every page of a list, one after the other. */
async function everyPage<Row>(
  page: (cursor: string | undefined) => Promise<{ readonly items: readonly Row[]; readonly next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await page(cursor)
    rows.push(...items)
    if (next === null) return rows
    cursor = next
  }
}

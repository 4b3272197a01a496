import { queryOptions } from '@tanstack/react-query'
import type { OUTSTANDING_ROUTES } from '../../server/outstanding/outstanding-routes.ts'
import type { PROGRESS_ROUTES } from '../../server/progress/progress-routes.ts'
import type { RECEIVED_ROUTES } from '../../server/received/received-routes.ts'
import type { RUN_ROUTES } from '../../server/runs/run-routes.ts'
import { answer, resource } from '../api/resource.ts'

const outstanding = resource<typeof OUTSTANDING_ROUTES>().periods
const progress = resource<typeof PROGRESS_ROUTES>().periods
const received = resource<typeof RECEIVED_ROUTES>().periods
const runs = resource<typeof RUN_ROUTES>().periods

const NEWEST_RUNS = 3

const readOutstanding = (period: string) => answer(outstanding[':period'].outstanding.$get({ param: { period } }))
export type Outstanding = Awaited<ReturnType<typeof readOutstanding>>
/** Who owes what in a period, and what is missing. */
export const outstandingQuery = (period: string) =>
  queryOptions({ queryKey: ['periods', period, 'outstanding'], queryFn: () => readOutstanding(period) })

const readProgress = (period: string) => answer(progress[':period'].progress.$get({ param: { period } }))
export type Progress = Awaited<ReturnType<typeof readProgress>>
/** How far a period has come, in people. */
export const progressQuery = (period: string) =>
  queryOptions({ queryKey: ['periods', period, 'progress'], queryFn: () => readProgress(period) })

const readReceived = (period: string) => answer(received[':period'].received.$get({ param: { period } }))
export type ReceivedTable = Awaited<ReturnType<typeof readReceived>>['items'][number]
/** What has come in of every table. */
export const receivedQuery = (period: string) =>
  queryOptions({ queryKey: ['periods', period, 'received'], queryFn: () => readReceived(period) })

/** The newest runs of a period. */
export const newestRunsQuery = (period: string) =>
  queryOptions({
    queryKey: ['runs', period, 'newest'],
    queryFn: () => answer(runs[':period'].runs.$get({ param: { period }, query: { limit: NEWEST_RUNS } })),
  })

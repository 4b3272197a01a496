import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { APPEAL_ROUTES } from '../../server/appeals/appeal-routes.ts'
import type { CONFIRMATION_ROUTES } from '../../server/confirmations/confirmation-routes.ts'
import type { PAYMENT_ROUTES } from '../../server/payments/payment-routes.ts'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import type { PERSON_ROUTES } from '../../server/results/person-routes.ts'
import type { RESULT_ROUTES } from '../../server/results/result-routes.ts'
import { answer, resource } from '../api/resource.ts'

const ofPerson = resource<typeof RESULT_ROUTES>().periods[':period'].runs[':run'].people[':employee']
const person = resource<typeof PERSON_ROUTES>()
const more = person.periods[':period'].runs[':run'].people[':employee']
const appeals = resource<typeof APPEAL_ROUTES>().periods[':period'].appeals
const payments = resource<typeof PAYMENT_ROUTES>().periods[':period'].payments
const { tables } = resource<typeof RECORD_ROUTES>()
/** Confirming and objecting to one's own sheet. */
export const confirmation = resource<typeof CONFIRMATION_ROUTES>().periods[':period'].confirmation

/** Whose sheet of which run; "published" is the run that people see. */
export interface SheetPlace {
  readonly period: string
  readonly run: string
  readonly employee: string
}
const keyOf = (place: SheetPlace) => [place.period, place.run, place.employee]
const paramOf = ({ period, run, employee }: SheetPlace) => ({ period, run, employee })
/** What is read of a run that is done never changes. */
const LONG_MS = 10 * 60_000

const readSheet = (place: SheetPlace) => answer(ofPerson.$get({ param: paramOf(place) }))
export type Sheet = Awaited<ReturnType<typeof readSheet>>
export type SheetPart = Sheet['parts'][number]
export type SheetShare = SheetPart['shares'][number]
export type KpiHead = Sheet['kpis'][number]
export type KpiFigure = SheetPart['figures'][number]
export const sheetQuery = (place: SheetPlace) => queryOptions({ queryKey: ['sheets', ...keyOf(place)], queryFn: () => readSheet(place) })

const readWorkings = (place: SheetPlace) => answer(ofPerson.workings.$get({ param: paramOf(place) }))
export type Workings = Awaited<ReturnType<typeof readWorkings>>
export type WorkingsNode = Workings['values'][number]
export const workingsQuery = (place: SheetPlace) =>
  queryOptions({ queryKey: ['workings', ...keyOf(place)], queryFn: () => readWorkings(place), staleTime: LONG_MS })

/** The cursor of a first page. */
function start(): string | undefined {
  return undefined
}

/** The source records behind a fact, page by page. */
export const factRecordsQuery = (place: SheetPlace, fact: string, client?: string) =>
  infiniteQueryOptions({
    queryKey: ['fact-records', ...keyOf(place), fact, client],
    queryFn: ({ pageParam }) =>
      answer(
        ofPerson.workings[':fact'].records.$get({ param: { ...paramOf(place), fact }, query: { limit: 20, client, cursor: pageParam } }),
      ),
    initialPageParam: start(),
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: LONG_MS,
  })

export const oneMorePointQuery = (place: SheetPlace) =>
  queryOptions({
    queryKey: ['one-more-point', ...keyOf(place)],
    queryFn: () => answer(more['one-more-point'].$get({ param: paramOf(place) })),
    staleTime: LONG_MS,
  })

/** The clients behind a KPI, page by page. */
export const kpiClientsQuery = (place: SheetPlace, kpi: string) =>
  infiniteQueryOptions({
    queryKey: ['kpi-clients', ...keyOf(place), kpi],
    queryFn: ({ pageParam }) =>
      answer(more.kpis[':kpi'].clients.$get({ param: { ...paramOf(place), kpi }, query: { limit: 20, cursor: pageParam } })),
    initialPageParam: start(),
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: LONG_MS,
  })

const readHistory = (employee: string) => answer(person.people[':employee'].history.$get({ param: { employee } }))
export type PastResult = Awaited<ReturnType<typeof readHistory>>['items'][number]
/** What was published of a person in the newest 24 periods, newest first. */
export const historyQuery = (employee: string) =>
  queryOptions({ queryKey: ['history', employee], queryFn: () => readHistory(employee), staleTime: 60_000 })

const readAppeals = (period: string) => answer(appeals.$get({ param: { period }, query: { limit: 100 } }))
export type Appeal = Awaited<ReturnType<typeof readAppeals>>['items'][number]
/** The appeals of a period that the caller may see: of staff, their own; newest first. */
export const appealsQuery = (period: string) => queryOptions({ queryKey: ['appeals', period, 'own'], queryFn: () => readAppeals(period) })

/** What a closed period pays the caller. */
export const paymentsQuery = (period: string) =>
  queryOptions({
    queryKey: ['payments', period, 'own'],
    queryFn: () => answer(payments.$get({ param: { period }, query: { limit: 100 } })),
  })

/** The columns of the tables, for the titles of source records. */
export const tablesQuery = queryOptions({ queryKey: ['tables'], queryFn: () => answer(tables.$get()), staleTime: LONG_MS })

import { queryOptions } from '@tanstack/react-query'
import type { ADJUSTMENT_ROUTES } from '../../server/adjustments/adjustment-routes.ts'
import type { CONFIRMATION_ROUTES } from '../../server/confirmations/confirmation-routes.ts'
import type { PUBLICATION_ROUTES } from '../../server/publication/publication-routes.ts'
import type { RESULT_ROUTES } from '../../server/results/result-routes.ts'
import type { REVIEW_ROUTES } from '../../server/results/review-routes.ts'
import type { RUN_ROUTES } from '../../server/runs/run-routes.ts'
import { answer, resource } from '../api/resource.ts'

export const runs = resource<typeof RUN_ROUTES>().periods[':period'].runs
const reviews = resource<typeof REVIEW_ROUTES>().periods[':period'].runs[':run']
const results = resource<typeof RESULT_ROUTES>().periods[':period'].runs[':run']
const publications = resource<typeof PUBLICATION_ROUTES>().periods[':period'].runs[':run'].publication
export const adjustments = resource<typeof ADJUSTMENT_ROUTES>().periods[':period'].adjustments
export const confirming = resource<typeof CONFIRMATION_ROUTES>().periods[':period']

/** More runs than anybody makes of a period; the newest are listed. */
const MOST_RUNS = 100
const PAGE = 500

const readRuns = (period: string) => answer(runs.$get({ param: { period }, query: { limit: MOST_RUNS } }))
export type Run = Awaited<ReturnType<typeof readRuns>>['items'][number]
/** The runs of a period, newest first; one under way is asked after anew. */
export const runsQuery = (period: string) =>
  queryOptions({
    queryKey: ['runs', period],
    queryFn: () => readRuns(period),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 3000 : false),
  })
export const runQuery = (period: string, run: string) =>
  queryOptions({
    queryKey: ['runs', period, run],
    queryFn: () => answer(runs[':run'].$get({ param: { period, run } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 3000 : false),
  })

export function isUnderWay({ state }: Pick<Run, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

/** The runs whose results can be looked at, newest first. */
export function doneRuns(items: readonly Run[]): Run[] {
  return items.filter(({ state, purpose }) => state === 'done' && purpose === 'period')
}

/** Which run of its period it is, as people count them: the first is 1. Undefined for one that is not among the newest. */
export function numberOf(items: readonly Run[], run: string): number | undefined {
  const place = items.findIndex((each) => each.run === run)
  return place < 0 || items.length >= MOST_RUNS ? undefined : items.length - place
}

/** The names of a run's regions by their codes. */
export const regionNamesQuery = (period: string, run: string) =>
  queryOptions({
    queryKey: ['region-names', period, run],
    queryFn: async () => {
      const { items } = await answer(results.regions.$get({ param: { period, run } }))
      return new Map(items.map(({ region, name }) => [region, name]))
    },
    staleTime: 10 * 60_000,
  })

const readFlags = (period: string, run: string) => answer(reviews.flags.$get({ param: { period, run }, query: { limit: PAGE } }))
export type Flag = Awaited<ReturnType<typeof readFlags>>['items'][number]
export const flagsQuery = (period: string, run: string) =>
  queryOptions({ queryKey: ['flags', period, run], queryFn: () => readFlags(period, run) })

const readComparison = (period: string, run: string, before: string, cursor: string | undefined) =>
  answer(reviews.comparison.$get({ param: { period, run }, query: { with: before, limit: PAGE, cursor } }))
export type ComparisonPage = Awaited<ReturnType<typeof readComparison>>
export type ChangedPerson = ComparisonPage['items'][number]

/** Everybody who changed between two runs, all pages of it: they are sorted by how much, which no page knows. */
export const comparisonQuery = (period: string, before: string, after: string) =>
  queryOptions({
    queryKey: ['comparison', period, before, after],
    queryFn: async () => {
      const first = await readComparison(period, after, before, undefined)
      const people = [...first.items]
      let { next } = first
      while (next !== null) {
        const page = await readComparison(period, after, before, next)
        people.push(...page.items)
        next = page.next
      }
      return { people, rules: first.rules, settings: first.settings, titles: first.titles }
    },
    staleTime: 10 * 60_000,
  })

const readResults = (period: string, run: string, cursor: string | undefined) =>
  answer(results.results.$get({ param: { period, run }, query: { limit: PAGE, cursor } }))
export type ResultLine = Awaited<ReturnType<typeof readResults>>['items'][number]
/** Everybody's line of a run, all pages. */
export const allResultsQuery = (period: string, run: string) =>
  queryOptions({
    queryKey: ['results', period, run, 'all'],
    queryFn: async () => {
      const lines: ResultLine[] = []
      let cursor: string | undefined
      do {
        const page = await readResults(period, run, cursor)
        lines.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return lines
    },
  })

const readPublication = (period: string, run: string) => answer(publications.$get({ param: { period, run } }))
export type Publication = Awaited<ReturnType<typeof readPublication>>
export const publicationQuery = (period: string, run: string) =>
  queryOptions({
    queryKey: ['publication', period, run],
    queryFn: () => readPublication(period, run),
    staleTime: 0,
  })

const readConfirmations = (period: string, cursor: string | undefined) =>
  answer(confirming.confirmations.$get({ param: { period }, query: { limit: PAGE, cursor } }))
export type ConfirmationLine = Awaited<ReturnType<typeof readConfirmations>>['items'][number]
/** Everybody with a sheet and what they said of it, all pages. */
export const confirmationsQuery = (period: string) =>
  queryOptions({
    queryKey: ['confirmations', period],
    queryFn: async () => {
      const lines: ConfirmationLine[] = []
      let cursor: string | undefined
      do {
        const page = await readConfirmations(period, cursor)
        lines.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return lines
    },
  })

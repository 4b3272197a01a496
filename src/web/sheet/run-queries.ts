import { queryOptions, useQuery } from '@tanstack/react-query'
import type { LEAGUE_ROUTES } from '../../server/results/league-routes.ts'
import type { RESULT_ROUTES } from '../../server/results/result-routes.ts'
import type { RUN_ROUTES } from '../../server/runs/run-routes.ts'
import { periodQuery } from '../api/periods.ts'
import { answer, resource } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import type { ResultsSearch } from './search.ts'

const ofRun = resource<typeof RESULT_ROUTES>().periods[':period'].runs[':run']
const league = resource<typeof LEAGUE_ROUTES>().periods[':period'].runs[':run']
const { runs } = resource<typeof RUN_ROUTES>().periods[':period']

export interface RunPlace {
  readonly period: string
  readonly run: string
}
/** People on a page. */
const PAGE = 50

interface PageAsked {
  readonly search?: string | undefined
  readonly cursor?: string | undefined
}

/** People of a page of a download, which takes one page after the other. */
const DOWNLOAD_PAGE = 500

const readResults = ({ period, run }: RunPlace, { kind, region, status, search, cursor }: ResultsSearch, limit: number) =>
  answer(ofRun.results.$get({ param: { period, run }, query: { kind, region, status, search, cursor, limit } }))
export const resultsQuery = (place: RunPlace, { kind, region, status, search, cursor }: ResultsSearch) =>
  queryOptions({
    queryKey: ['results', place.period, place.run, { kind, region, status, search, cursor }],
    queryFn: () => readResults(place, { kind, region, status, search, cursor }, PAGE),
    placeholderData: (before) => before,
  })

/** Everybody of the results as they are filtered, for the download. */
export const wholeResults = (place: RunPlace, asked: ResultsSearch) =>
  everyPage((cursor) => readResults(place, { ...asked, cursor }, DOWNLOAD_PAGE))

export interface LeagueAsked extends PageAsked {
  /** "points", or the key of a KPI. */
  readonly sort: string
  readonly order: 'ascending' | 'descending'
  readonly region?: string | undefined
}
const readLeague = ({ period, run }: RunPlace, { sort, order, region, search, cursor }: LeagueAsked, limit: number) =>
  answer(league.kpis.$get({ param: { period, run }, query: { sort, order, region, search, cursor, limit } }))
const readAnyLeague = ({ period, run }: RunPlace) => answer(league.kpis.$get({ param: { period, run }, query: { limit: 1 } }))
export type KpiRow = Awaited<ReturnType<typeof readAnyLeague>>['items'][number]
export const leagueQuery = (place: RunPlace, asked: LeagueAsked) =>
  queryOptions({
    queryKey: ['kpis', place.period, place.run, asked],
    queryFn: () => readLeague(place, asked, PAGE),
    placeholderData: (before) => before,
  })

/** Everybody of the league, for the download. */
export const wholeLeague = (place: RunPlace, asked: LeagueAsked) =>
  everyPage((cursor) => readLeague(place, { ...asked, cursor }, DOWNLOAD_PAGE))

async function everyPage<Row>(
  read: (cursor: string | undefined) => Promise<{ readonly items: readonly Row[]; readonly next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor)
    rows.push(...page.items)
    if (page.next === null) return rows
    cursor = page.next
  }
}

export const distributionQuery = ({ period, run }: RunPlace, asked: { kind: 'service' | 'sales'; region: string | undefined }) =>
  queryOptions({
    queryKey: ['distribution', period, run, asked],
    queryFn: () => answer(league.distribution.$get({ param: { period, run }, query: { ...asked, width: 5 } })),
    placeholderData: (before) => before,
  })

/**
 * The run whose results a page shows: the one in the address, else the published one; before anything is published, for those who
 * may read runs, the newest that is done. Undefined while that is being found out, null where there is none.
 */
export function useViewedRun(period: string, asked: string | undefined): { run: string | null | undefined; isPublished: boolean } {
  const { may } = useSession()
  const { data: opened } = useQuery(periodQuery(period))
  const published = opened?.body.publishedRun
  const seesRuns = may('run.read')
  const { data: list } = useQuery({
    queryKey: ['runs', period, 'newest-done'],
    queryFn: () => answer(runs.$get({ param: { period }, query: { limit: 50 } })),
    enabled: asked === undefined && published === null && seesRuns,
  })
  if (asked !== undefined) return { run: asked, isPublished: asked === 'published' || asked === published }
  if (opened === undefined) return { run: undefined, isPublished: false }
  if (published !== null) return { run: 'published', isPublished: true }
  if (!seesRuns) return { run: null, isPublished: false }
  if (list === undefined) return { run: undefined, isPublished: false }
  return { run: list.items.find(({ state, purpose }) => state === 'done' && purpose === 'period')?.run ?? null, isPublished: false }
}

import { queryOptions } from '@tanstack/react-query'
import type { OPPORTUNITY_ROUTES } from '../../../server/opportunities/opportunity-routes.ts'
import type { PEOPLE_ROUTES } from '../../../server/people/people-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const { regions } = resource<typeof PEOPLE_ROUTES>()
const opportunities = resource<typeof OPPORTUNITY_ROUTES>().opportunities

export interface PipelineDays {
  readonly from: string
  readonly to: string
  readonly region?: string | undefined
}

export function pipelineQuery({ from, to, region }: PipelineDays) {
  return queryOptions({
    queryKey: ['opportunities', 'pipeline', from, to, region],
    queryFn: () => answer(opportunities.pipeline.$get({ query: { from, to, ...(region === undefined ? {} : { region }) } })),
  })
}

export type Pipeline = Awaited<ReturnType<NonNullable<ReturnType<typeof pipelineQuery>['queryFn']>>>

/** The regions within reach in the month of a day. */
export function regionsQuery(day: string) {
  const period = day.slice(0, 7)
  return queryOptions({
    queryKey: ['regions', period],
    queryFn: () => answer(regions.$get({ query: { period } })),
    staleTime: 10 * 60_000,
  })
}

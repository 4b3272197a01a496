import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { PERIOD_ROUTES } from '../../server/periods/period-routes.ts'
import { answer, answerWithVersion, resource } from './resource.ts'

export const periods = resource<typeof PERIOD_ROUTES>().periods

/** The periods that were opened, newest first. */
export const periodsQuery = queryOptions({
  queryKey: ['periods'],
  queryFn: () => answer(periods.$get({ query: { limit: 60 } })),
  staleTime: 60_000,
})

/** One period with its steps, and the version for `ifMatch`. */
export const periodQuery = (period: string) =>
  queryOptions({
    queryKey: ['periods', period],
    queryFn: () => answerWithVersion(periods[':period'].$get({ param: { period } })),
  })

/** The period that screens are about: the one in the address, else the newest that is not closed, else the newest. */
export function useCurrentPeriod(): string | undefined {
  const { period } = useParams({ strict: false })
  const { data } = useQuery(periodsQuery)
  if (period !== undefined) return period
  const items = data?.items ?? []
  const open = items.filter(({ state }) => state !== 'closed')
  return (open.at(0) ?? items.at(0))?.period
}

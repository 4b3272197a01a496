import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { BALANCE_ROUTES } from '../../server/balances/balance-routes.ts'
import { answer, resource } from '../api/resource.ts'

const routes = resource<typeof BALANCE_ROUTES>()
export const balances = routes.balances

const start = (): string | undefined => undefined

const readBalances = (cursor: string | undefined) => answer(balances.$get({ query: { cursor, limit: 50 } }))
export type Balance = Awaited<ReturnType<typeof readBalances>>['items'][number]
export const balancesQuery = infiniteQueryOptions({
  queryKey: ['balances'],
  queryFn: ({ pageParam }) => readBalances(pageParam),
  initialPageParam: start(),
  getNextPageParam: ({ next }) => next ?? undefined,
})

export const personBalancesQuery = (employee: string) =>
  queryOptions({
    queryKey: ['balances', 'of', employee],
    queryFn: () => answer(routes.people[':employee'].balances.$get({ param: { employee } })),
  })

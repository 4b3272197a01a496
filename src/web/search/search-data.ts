import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { SEARCH_ROUTES } from '../../server/search/search-routes.ts'
import { answer, resource } from '../api/resource.ts'

const search = resource<typeof SEARCH_ROUTES>().search
const read = (q: string) => answer(search.$get({ query: { q } }))
export type Hit = Awaited<ReturnType<typeof read>>['items'][number]

/** What is found for a text; while the next is on its way, what was found before stays. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: async () => (await read(text)).items,
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

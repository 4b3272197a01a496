import { useQuery } from '@tanstack/react-query'
import type { PEOPLE_NAME_ROUTES } from '../../server/names/name-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'

const names = resource<typeof PEOPLE_NAME_ROUTES>()['people-names']
const AT_ONCE = 200

/**
 * Names behind the ids that answers show in `by` and its like - accounts, tokens, employees, "system" - asked for at once.
 * Ids are never shown: until the names are there, and for ids that nobody has, the answer is a dash.
 */
export function usePeopleNames(ids: readonly (string | null | undefined)[]): (id: string | null | undefined) => string {
  const say = useWords(COMMON)
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined && id !== ''))].sort()
  const { data } = useQuery({
    queryKey: ['people-names', wanted],
    enabled: wanted.length > 0,
    staleTime: 10 * 60_000,
    placeholderData: (before) => before,
    queryFn: async () => {
      const found = new Map<string, string>()
      for (let first = 0; first < wanted.length; first += AT_ONCE) {
        const { items } = await answer(names.$get({ query: { ids: wanted.slice(first, first + AT_ONCE).join(',') } }))
        for (const { id, kind, name } of items)
          found.set(id, kind === 'system' ? say('bySystem') : kind === 'form' ? say('byClient', { name }) : name)
      }
      return found
    },
  })
  return (id) => (id ? (data?.get(id) ?? '—') : '—')
}

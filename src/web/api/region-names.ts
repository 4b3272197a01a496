import { useQuery } from '@tanstack/react-query'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import { answer, resource } from './resource.ts'
import { useSession } from './session.ts'

const records = resource<typeof RECORD_ROUTES>().records

/** Names of regions by their codes, for who may read records; a code that is not known stays as it is. */
export function useRegionNames(): (code: string) => string {
  const { may } = useSession()
  const { data } = useQuery({
    queryKey: ['records', 'regions', 'names'],
    queryFn: async () => {
      const { items } = await answer(records[':table'].$get({ param: { table: 'regions' }, query: { limit: 500 } }))
      return new Map(items.map(({ values }) => [String(values.code), String(values.name)]))
    },
    enabled: may('record.read'),
    staleTime: 10 * 60_000,
  })
  return (code) => data?.get(code) ?? code
}

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { AccountPosition, Permission, Scope } from '../../http/access-types.ts'
import type { SESSION_ROUTES } from '../../http/session.ts'
import { queryClient } from './query-client.ts'
import { answer, resource } from './resource.ts'

const sessions = resource<typeof SESSION_ROUTES>().session

/** Who is signed in and what they may do; fails with status 401 when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(sessions.$get()),
  staleTime: 5 * 60_000,
  retry: false,
})

export type Session = Awaited<ReturnType<typeof readSession>>
const readSession = () => answer(sessions.$get())

/** Inside of the shell: the session is there, its routes saw to it. */
export function useSession() {
  const { data } = useSuspenseQuery(sessionQuery)
  return {
    ...data,
    /** The rows that a permission reaches; undefined without it. */
    scopeOf: (permission: Permission): Scope | undefined => data.permissions[permission],
    may: (permission: Permission): boolean => data.permissions[permission] !== undefined,
    is: (position: AccountPosition): boolean => data.account.positions.includes(position),
  }
}

export async function signOut(): Promise<void> {
  await answer(sessions.$delete()).catch(() => undefined)
  queryClient.clear()
}

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { present } from '../../base/assert.ts'
import type { CompanyCalendar } from '../../base/company-calendar.ts'
import { dayText } from '../../base/day.ts'
import { periodFromText } from '../../base/period.ts'
import { dayInZone } from '../../base/time-zone.ts'
import type { AccountPosition } from '../../domain/people/account-position.ts'
import type { Permission, Scope } from '../../server/kernel/access-types.ts'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
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
    /** Whether somebody is the person that the account is linked to, or was in the period: what concerns them others decide. */
    isOneself: (employee: string, period: string): boolean =>
      data.persons.some(
        (each) =>
          each.employee === employee &&
          (each.until === null || dayOf(each.until, data.company.timeZone) >= firstDay(period, data.company.calendar)),
      ),
    /** Whether accounts with these positions are theirs to keep. */
    keepsAll: (positions: readonly AccountPosition[]): boolean => positions.every((position) => data.keeps.includes(position)),
    is: (position: AccountPosition): boolean => data.account.positions.includes(position),
  }
}

function dayOf(time: string, timeZone: string): string {
  return dayText(present(dayInZone(Date.parse(time), timeZone), 'A moment is of a day.'))
}

/** "2026-10-01" of "2026-10" where months begin on the 1st. */
function firstDay(period: string, calendar: CompanyCalendar): string {
  const found = periodFromText(period, calendar)
  return found ? dayText(found.first) : period
}

export async function signOut(): Promise<void> {
  await answer(sessions.$delete()).catch(() => undefined)
  queryClient.clear()
}

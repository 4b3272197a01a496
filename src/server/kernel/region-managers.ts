import type { Day } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import { managersOn } from '../../store/aggregates/region-managers.ts'
import type { Reader } from '../../store/database/connection.ts'

/** The employee numbers of those who manage each region; regions without a manager are not in it. */
export type RegionManagers = ReadonlyMap<string, readonly string[]>

/**
 * Whom the open work of a period's regions falls to 负责人: marks, signatures and answers to appeals. That is whoever managed the
 * region on the period's last day and does today; where nobody did both, whoever manages it today; and where nobody does, whoever did
 * on that last day and is still employed. So it is never somebody who left, or moved while another took over.
 */
export async function responsibleManagers(reader: Reader, period: Period, today: Day): Promise<RegionManagers> {
  const [then, now] = [await managersOn(reader, period.last, today), await managersOn(reader, today, today)]
  return new Map(
    [...new Set([...then.keys(), ...now.keys()])].map((region) => {
      const [before, current] = [then.get(region) ?? [], now.get(region) ?? []]
      const stayed = before.filter((number) => current.includes(number))
      return [region, [stayed, current, before].find(({ length }) => length > 0) ?? []]
    }),
  )
}

/**
 * The regions that fall to a manager. Who manages none by the table of employees, and did not in the period either, stands in for
 * a manager by their account's position alone: in the region that was their home.
 */
export function regionsFallingTo(
  manager: string,
  managers: RegionManagers,
  then: { readonly home: string | undefined; readonly position: string | undefined },
): string[] {
  const own = [...managers].filter(([, numbers]) => numbers.includes(manager)).map(([region]) => region)
  return own.length > 0 || then.position === 'regional_manager' || then.home === undefined ? own : [then.home]
}

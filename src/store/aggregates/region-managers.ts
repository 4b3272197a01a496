import { sql } from 'kysely'
import type { Day } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Reader } from '../database/connection.ts'
import { rowsOf } from '../database/query.ts'
import { peopleOn } from './people-on-day.ts'

/** The regional managers of a day who are employed then and today, by the region that was theirs on it; the numbers of each in order. */
export async function managersOn(reader: Reader, day: Day, today: Day): Promise<ReadonlyMap<string, readonly string[]>> {
  const employed = (when: Day) => sql`(hired_on IS NULL OR hired_on <= ${when}) AND (left_on IS NULL OR left_on >= ${when})`
  const managers = await rowsOf(
    reader,
    sql<{ home: string; number: string }>`SELECT home, number FROM (${peopleOn(day)}) AS people
      WHERE position = 'regional_manager' AND ${employed(day)}
        AND number IN (SELECT number FROM (${peopleOn(today)}) AS still WHERE ${employed(today)})
      ORDER BY number`,
  )
  const byRegion = groupBy(managers, ({ home }) => home)
  return new Map([...byRegion].map(([region, list]) => [region, list.map(({ number }) => number)]))
}

import { type Day, dayAfter } from '../../base/day.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import type { Reader } from '../../store/database/connection.ts'

/**
 * From which day on what a staff or client list shows is proposed to hold: the first day of the earliest month that is open, else the day after
 * the last that is published or closed. Undefined before any period was opened: nothing was paid by what held before.
 */
export async function snapshotDay(reader: Reader): Promise<Day | undefined> {
  const periods = await allPeriods(reader)
  const isOver = ({ state }: (typeof periods)[number]) => state === 'published' || state === 'closed'
  const open = periods.filter((period) => !isOver(period)).map(({ first }) => first)
  if (open.length > 0) return Math.min(...open) as Day
  const over = periods.filter(isOver).map(({ last }) => last)
  return over.length === 0 ? undefined : dayAfter(Math.max(...over) as Day)
}

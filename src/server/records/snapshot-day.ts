import { type Day, dayAfter } from '../../base/day.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import type { SnapshotDay } from '../../store/company-book/date-snapshot.ts'
import type { Reader } from '../../store/database/connection.ts'

/**
 * From which day on what a staff or client list shows is proposed to hold: the first day of the earliest open period, but none of a period
 * that is published or closed, which the year around it may be open beside. Undefined before any period was opened: nothing was paid by
 * what held before.
 */
export async function snapshotDay(reader: Reader): Promise<Pick<SnapshotDay, 'from' | 'isAfterPaid'> | undefined> {
  const periods = await allPeriods(reader)
  if (periods.length === 0) return undefined
  const isOver = ({ state }: (typeof periods)[number]) => state === 'published' || state === 'closed'
  const open = periods.filter((period) => !isOver(period)).map(({ first }) => first)
  const over = periods.filter(isOver).map(({ last }) => dayAfter(last as Day))
  return { from: Math.max(Math.min(...(open.length > 0 ? open : over)), ...over) as Day, isAfterPaid: over.length > 0 }
}

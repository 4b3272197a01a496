import type { Reader } from '../database/connection.ts'
import { among, rowsOf, tables } from '../database/query.ts'

/** The published finals of some engineers in a period, by number; nobody where nothing was published. */
export async function publishedFinals(reader: Reader, period: string, employees: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('appraisal_periods')
      .innerJoin('run_people', 'run_people.run', 'appraisal_periods.published_run')
      .select(['run_people.employee', 'run_people.score'])
      .where('appraisal_periods.text', '=', period)
      .where('appraisal_periods.state', 'in', ['published', 'closed'])
      .where('run_people.kind', '=', 'service')
      .where(among('run_people.employee', employees)),
  )
  return new Map(rows.flatMap(({ employee, score }) => (score === undefined ? [] : [[employee, score]])))
}

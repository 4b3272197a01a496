import type { Reader } from '../database/connection.ts'

/** The published finals of some engineers in a period, by number; nobody where nothing was published. */
export async function publishedFinals(reader: Reader, period: string, employees: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (employees.length === 0) return new Map()
  const places = employees.map((_, index) => `$${index + 2}`).join(', ')
  const rows = await reader.all(
    `SELECT run_people.employee, run_people.score FROM appraisal_periods
     JOIN run_people ON run_people.run = appraisal_periods.published_run AND run_people.kind = 'service'
     WHERE appraisal_periods.text = $1 AND appraisal_periods.state IN ('published', 'closed')
       AND run_people.employee IN (${places}) AND run_people.score IS NOT NULL`,
    [period, ...employees],
  )
  return new Map(rows.map(([employee, score]) => [String(employee), String(score)]))
}

import { present } from '../../base/assert.ts'
import { sortedBy } from '../../base/text-order.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import { type Employee, employedIn } from '../../domain/people/employee.ts'
import { type Mark, marksOf } from '../../store/aggregates/marks.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { PeriodPeople } from '../marks/period-people.ts'
import type { progress } from './outstanding-schema.ts'

/** How far one manager has come with the marks of a period. */
export type ManagerProgress = ShapeOf<typeof progress>

export interface MarkingProgress {
  readonly managers: readonly ManagerProgress[]
  readonly researchManagers: readonly ManagerProgress[]
  /** Regions with engineers that fall to no manager, or to more than one. */
  readonly regions: readonly { readonly region: string; readonly engineers: number; readonly managers: readonly string[] }[]
}

/** The overall mark of an evaluation record counts whoever wrote it down: an uploaded one owes no more marking. */
export async function markingProgress(
  reader: Reader,
  { period, book, people, managers: responsible }: PeriodPeople,
): Promise<MarkingProgress> {
  const marks = await marksOf(reader, period.text)
  const recorded = await recordedMarks(reader, book.id, period.text)
  const employed = [...people.employees.values()].filter((employee) => employedIn(employee, period))
  const byRegion = new Map<string, string[]>()
  for (const { number, region } of people.engineers) {
    const home = people.homeOf(number) ?? region
    byRegion.set(home, [...(byRegion.get(home) ?? []), number])
  }
  const managers = [...responsible].flatMap(([region, numbers]) =>
    numbers.map((number) => {
      const manager = present(people.employees.get(number), 'Managers are among the employees.')
      const engineers = (byRegion.get(region) ?? []).filter((each) => each !== number)
      return progressOf(manager, region, engineers, 'overall', marks, recorded)
    }),
  )
  const all = people.engineers.map(({ number }) => number)
  const researchManagers = employed
    .filter(({ position }) => position === 'rd_manager')
    .map((manager) => ({ ...progressOf(manager, null, all, 'on_site_resolution', marks, recorded), owes: false }))
  const regions = [...byRegion].flatMap(([region, engineers]) => {
    const own = managers.filter((manager) => manager.region === region).map(({ employee }) => employee)
    return own.length === 1 ? [] : [{ region, engineers: engineers.length, managers: own }]
  })
  return {
    managers: sortedBy(managers, ({ employee, region }) => `${employee} ${region}`),
    researchManagers,
    regions: sortedBy(regions, ({ region }) => region),
  }
}

function progressOf(
  { number, name }: Employee,
  region: string | null,
  engineers: readonly string[],
  item: MarkItem,
  marks: readonly Mark[],
  recorded: ReadonlySet<string>,
): ManagerProgress {
  const drafts = new Set(
    marks.filter((mark) => mark.evaluator === number && mark.item === item && mark.state === 'draft').map((mark) => mark.engineer),
  )
  // A region has one overall mark of a person, whichever of its managers gave it; an on-site rating is each rater's own.
  const isRecorded = (engineer: string) => recorded.has(item === 'overall' ? `${engineer} overall` : `${engineer} ${item} ${number}`)
  const submitted = engineers.filter(isRecorded).length
  const begun = engineers.filter((engineer) => !isRecorded(engineer) && drafts.has(engineer)).length
  const missing = engineers.length - submitted - begun
  return { employee: number, name, region, engineers: engineers.length, submitted, drafts: begun, missing, owes: begun + missing > 0 }
}

async function recordedMarks(reader: Reader, book: number, period: string): Promise<Set<string>> {
  const rows = await reader.all('SELECT engineer, item, evaluator FROM evaluations WHERE book = $1 AND period = $2', [book, period])
  return new Set(
    rows.map(([engineer, item, evaluator]) => (item === 'overall' ? `${engineer} overall` : `${engineer} ${item} ${evaluator}`)),
  )
}

import type { Day } from '../base/day.ts'
import { dayText } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { sortedBy } from '../base/text-order.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { cell, type RecordValues, type TableKey, textCell, type Value } from '../domain/dataset/tables.ts'
import { type Employee, employedIn, type Position, type Spell, spellsOf } from '../domain/people/employee.ts'
import {
  homeRegion,
  type Postings,
  positionIn,
  postingsByEmployee,
  type RegionSpan,
  regionLooksCurrent,
  regionSpans,
} from '../domain/people/home-region.ts'
import type { Records } from '../store/database/records.ts'

/** The people 人员 of a dataset as they stand in one period. */
export interface PeopleOfPeriod {
  /** By number, with the position of the period. */
  readonly employees: ReadonlyMap<string, Employee>
  readonly postings: Postings
  /** Region code to name, of every region there is; taken from the records where there is no table of regions. */
  readonly regions: ReadonlyMap<string, string>
  /** Employed on at least one day of the period, by number. */
  readonly engineers: readonly Employee[]
  readonly representatives: readonly Employee[]
  /** Home region of the period, of everybody (POLICY A14). */
  homeOf(employee: string): string | undefined
  /** The region on every day of the period, of everybody; none of somebody unknown (POLICY A11). */
  spansOf(employee: string): readonly RegionSpan[]
  readonly problems: readonly Problem[]
}

export function optionalText(value: Value): string | undefined {
  return value === null ? undefined : String(value)
}

export async function peopleOfPeriod(
  records: Records,
  book: number,
  given: ReadonlySet<TableKey>,
  period: Period,
): Promise<PeopleOfPeriod> {
  const spells = groupBy(await records.readTable(book, 'spells'), (record) => textCell('spells', record, 'employee'))
  const postings = postingsByEmployee(
    (await records.readTable(book, 'postings')).map((record) => ({
      employee: textCell('postings', record, 'employee'),
      region: optionalText(cell('postings', record, 'region')),
      position: optionalText(cell('postings', record, 'position')) as Position | undefined,
      from: cell('postings', record, 'from') as Day,
    })),
  )
  const employees = new Map(
    (await records.readTable(book, 'employees')).map((record) => {
      const number = textCell('employees', record, 'number')
      const employee = employeeFrom(record, spells.get(number) ?? [])
      return [number, { ...employee, position: positionIn(employee, postings, period) }]
    }),
  )
  const employed = sortedBy(
    [...employees.values()].filter((employee) => employedIn(employee, period)),
    (employee) => employee.number,
  )
  const homes = new Map([...employees.values()].map((employee) => [employee.number, homeRegion(employee, postings, period)]))
  return {
    employees,
    postings,
    regions: await regionNames(records, book, given),
    engineers: employed.filter((employee) => employee.position === 'service_engineer'),
    representatives: employed.filter((employee) => employee.position === 'sales_rep'),
    homeOf: (employee) => homes.get(employee),
    spansOf(number) {
      const employee = employees.get(number)
      return employee ? regionSpans(employee, postings, period) : []
    },
    problems: [...employees.values()]
      .filter((employee) => regionLooksCurrent(employee, postings, period))
      .map((employee) => currentRegion(employee, postings, period)),
  }
}

function employeeFrom(record: RecordValues, spells: readonly RecordValues[]): Employee {
  const spell = (table: TableKey, of: RecordValues, from: string, to: string): Spell => ({
    from: (cell(table, of, from) as Day | null) ?? undefined,
    to: (cell(table, of, to) as Day | null) ?? undefined,
  })
  return {
    number: textCell('employees', record, 'number'),
    name: textCell('employees', record, 'name'),
    position: textCell('employees', record, 'position') as Position,
    region: textCell('employees', record, 'region'),
    spells: spellsOf(
      spell('employees', record, 'hired_on', 'left_on'),
      spells.map((each) => spell('spells', each, 'from', 'to')),
    ),
  }
}

async function regionNames(records: Records, book: number, given: ReadonlySet<TableKey>): Promise<Map<string, string>> {
  if (given.has('regions')) {
    const found = await records.readTable(book, 'regions')
    return new Map(found.map((record) => [textCell('regions', record, 'code'), textCell('regions', record, 'name')]))
  }
  // Without a table of regions they are taken from the records that name one (CONTRACT section 1).
  const naming = ['employees', 'postings', 'clients', 'collections', 'commissions']
  const rows = await records.all(
    naming.map((table) => `SELECT region FROM ${table} WHERE book = $1 AND region IS NOT NULL`).join(' UNION '),
    [book],
  )
  return new Map(rows.map(([region]) => [String(region), String(region)]))
}

function currentRegion(employee: Employee, postings: Postings, period: Period): Problem {
  const from = postings.get(employee.number)?.find((posting) => posting.region === employee.region)?.from
  const values = {
    employee: employee.number,
    name: employee.name,
    region: employee.region,
    from: from === undefined ? '' : dayText(from),
    period: period.text,
  }
  return appraisalProblem('employee_region_should_be_first', values, { table: 'employees', record: employee.number, column: 'region' })
}

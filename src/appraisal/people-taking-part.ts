import { type Day, daysBetween } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import { attendanceDays, type Period } from '../base/period.ts'
import { type DayCount, workingDayCount } from '../domain/company/working-days.ts'
import { type Participation, participationOf, probationUntil } from '../domain/engineers/participation.ts'
import { regionDays } from '../domain/people/home-region.ts'
import type { Reader } from '../store/database/connection.ts'
import { daysAway } from '../store/measures/service-by-engineer.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { RulesInForce } from './rules-in-force.ts'
import { calendarOf } from './working-calendar.ts'

/** The regions in whose split somebody takes part, with the days where the company splits by them, and how far (POLICY A14). */
export interface PartsOfPerson {
  readonly parts: readonly { readonly region: string; readonly days?: number }[]
  readonly participation: Participation
}

/** The people of a period, and how the company's rules let them take part in the split. */
export interface PeopleTakingPart extends PeopleOfPeriod {
  partsOf(employee: string): PartsOfPerson
}

interface Asked {
  readonly period: Period
  readonly rules: Pick<RulesInForce, 'readings'>
}

/**
 * How movers, joiners, leavers, people on probation 试用期 and people who were long away 长期缺勤 take part in the split (POLICY A14). Days
 * are those of the calendar or, by setting, working days 工作日 of the company, of employment as of absence.
 *
 * Somebody is away on each day of the period's attendance, once, that has a row of one of the chosen kinds of attendance: `count` tells how often something
 * happened, not for how long, and the days of a slip all have rows. On probation is whoever was first hired fewer months ago than it takes
 * on their last day in the period.
 */
export async function peopleTakingPart(
  reader: Reader,
  book: number,
  people: PeopleOfPeriod,
  { period, rules }: Asked,
): Promise<PeopleTakingPart> {
  const { participation: own } = rules.readings
  const attended = attendanceDays(period)
  const both = { first: Math.min(period.first, attended.first) as Day, last: Math.max(period.last, attended.last) as Day }
  const daysOf: DayCount = own.days === 'working' ? workingDayCount(both, await calendarOf(reader, book)) : daysBetween
  const away = groupBy(await daysAway(reader, book, attended, own.longAbsence?.kinds ?? []), ({ employee }) => employee)
  return {
    ...people,
    partsOf(number) {
      const employee = people.employees.get(number)
      const home = people.homeOf(number)
      if (!employee || home === undefined) return { parts: [], participation: { takesPart: true } }
      const byRegion = regionDays(employee, people.postings, period, daysOf)
      const daysEmployed = byRegion.reduce((sum, { days }) => sum + days, 0)
      const time = {
        daysEmployed,
        probationUntil: own.probation && probationUntil(employee, period, own.probation.from),
        daysAway: (away.get(number) ?? []).filter(({ day }) => daysOf(day as Day, day as Day) > 0).length,
      }
      const whole = own.share === 'whole' ? { region: home } : { region: home, days: daysEmployed }
      return { parts: own.share === 'daysInPost' ? byRegion : [whole], participation: participationOf(time, own) }
    },
  }
}

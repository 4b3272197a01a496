import { type Day, dayText } from '../../base/day.ts'
import { divide, type Rational, rational } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import { choiceTitle } from '../../domain/dataset/tables.ts'
import type { ServiceFacts } from '../../domain/engineers/service-facts.ts'

/** What lies before a manager who marks an engineer: the period's records, counted. Means and the suggestion have two decimals. */
export interface EngineerFacts {
  /** Null for who rates on-site resolution only: leave and illness have nothing to do with it. */
  readonly attendance:
    | readonly {
        /** The English key, such as "late", and the Chinese title. */
        readonly kind: string
        readonly title: string
        readonly count: number
        readonly days: readonly string[]
      }[]
    | null
  readonly forms: {
    readonly count: number
    readonly attitude: string | null
    readonly resolution: string | null
    readonly dedication: string | null
    /** Forms that say whether the problem was solved on site, and those that say it was. */
    readonly onSiteAnswers: number
    readonly onSiteSolved: number
  }
  /** Solved on site in a hundred forms that answer the question; null when none does. A rating replaces it (POLICY A9). */
  readonly suggestedOnSite: string | null
  readonly followUps: { readonly count: number; readonly mean: string | null }
}

export function engineerFacts(facts: ServiceFacts, withAttendance: boolean): EngineerFacts {
  const { forms, followUps, onSiteAnswers, onSiteSolved } = facts
  return {
    attendance: withAttendance ? attendanceOf(facts) : null,
    forms: {
      count: forms,
      attitude: meanText(facts.attitudeSum, forms),
      resolution: meanText(facts.resolutionSum, forms),
      dedication: meanText(facts.dedicationSum, forms),
      onSiteAnswers,
      onSiteSolved,
    },
    suggestedOnSite: meanText(rational(BigInt(onSiteSolved) * 100n), onSiteAnswers),
    followUps: { count: followUps, mean: meanText(facts.followUpSum, followUps) },
  }
}

function meanText(sum: Rational, count: number): string | null {
  const mean = divide(sum, rational(BigInt(count)))
  return mean === undefined ? null : decimalText(mean, 2)
}

function attendanceOf({ events }: ServiceFacts): NonNullable<EngineerFacts['attendance']> {
  return events.map(({ kind, count, days }) => ({
    kind,
    title: choiceTitle('attendance', 'kind', kind),
    count,
    // The events' days are days of the calendar: they were read as such.
    days: days.map((day) => dayText(day as Day)),
  }))
}

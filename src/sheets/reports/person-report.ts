import type { Report, ReportContext, ReportReader } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { daysOfReport } from './report-days.ts'
import { headingNamed, type PersonColumns, personColumns, type ReportHeader, reportHeader } from './report-header.ts'
import type { PersonAndDayColumns } from './report-row.ts'

/** The first rows of a sheet that has rows of people below a header. */
export interface PersonTop {
  readonly header: ReportHeader
  readonly people: PersonColumns
  readonly top: readonly RawRow[]
  readonly context: ReportContext
}

/** Those of one with a row a person and day. */
export interface PersonAndDayTop extends PersonTop {
  readonly of: PersonAndDayColumns
}

type Says = Pick<ReportReader, 'key' | 'title' | 'isOfSlips'>

/** A reader of reports about people: `reportOf` answers the report that such rows are the top of, undefined when they are another's. */
export function personReport(says: Says, reportOf: (found: PersonTop) => Report | undefined): ReportReader {
  return {
    ...says,
    recognise(top, context) {
      const header = reportHeader(top)
      return header && reportOf({ header, people: personColumns(header.headings), top, context })
    },
  }
}

/** One of reports that name people and have a column for the day, whose name `date` knows. */
export function personAndDayReport(says: Says, date: RegExp, reportOf: (found: PersonAndDayTop) => Report | undefined): ReportReader {
  return personReport(says, (found) => {
    const { header, people, context } = found
    const heading = headingNamed(header.headings, date)
    if (!people.name || !heading) return undefined
    return reportOf({ ...found, of: { people, date: heading, days: daysOfReport(header.titles, context.period) } })
  })
}

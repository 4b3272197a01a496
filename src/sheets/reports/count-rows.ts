import { dayText } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import type { Report, ReportContext, ReportRow, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { type CountColumn, countColumns, PersonCounts } from './count-columns.ts'
import { eventColumns } from './person-events.ts'
import { type PersonTop, personReport } from './person-report.ts'
import { daysOfReport } from './report-days.ts'
import { type PersonColumns, personHeader, personOf } from './report-header.ts'
import { isTotal, leaveOutNote } from './report-row.ts'

/**
 * A row a person with how often what happened in a month, without its days: 考勤汇总 of time clocks, 月报 without day columns, sheets kept by hand.
 * That many events on the last day of the month, which is said; where leave or absence is given in days or hours, any of it is one.
 */
export const COUNT_ROWS = personReport(
  { key: 'attendance_by_person', title: { zh: '每人一行的考勤汇总', en: 'totals of attendance a person' } },
  (found) => {
    const counts = countColumns(found.header.headings)
    return (found.people.name ?? found.people.number) && counts.length > 1 ? new CountRows(found, counts) : undefined
  },
)

class CountRows implements Report {
  readonly table = 'attendance'
  readonly columns
  readonly headerRow
  readonly #people: PersonColumns
  readonly #counts: readonly CountColumn[]
  readonly #persons: PersonCounts
  readonly #context: ReportContext
  readonly #days: Days | undefined
  #events = 0

  constructor({ header, people, context }: PersonTop, counts: readonly CountColumn[]) {
    this.headerRow = header.last
    this.#people = people
    this.#counts = counts
    this.#persons = new PersonCounts(counts, context)
    this.#context = context
    this.#days = daysOfReport(header.titles, context.period)
    this.columns = eventColumns(personHeader(people), '', counts[0]?.heading.header ?? '')
  }

  read({ row, cells }: RawRow, voice: ReportVoice): ReportRow[] {
    const person = personOf(cells, this.#people, this.#context.isNumber)
    if (person === '' || isTotal(person)) {
      leaveOutNote({ row, cells }, voice)
      return []
    }
    if (!this.#days) return []
    const last = dayText(this.#days.last)
    const counts = this.#persons.in({ row, cells }, voice)
    this.#events += counts.size
    return [...counts].map(([kind, count]) => ({ row, cells: [last, person, kind, String(count), ''] }))
  }

  end(voice: ReportVoice): ReportRow[] {
    this.#persons.end(voice, this.headerRow)
    if (!this.#days) voice.say('report_month_must_be_told', { found: this.#counts[0]?.heading.header ?? '' }, { row: this.headerRow })
    else if (this.#events > 0)
      voice.say('events_stand_on_the_last_day', { count: String(this.#events), day: dayText(this.#days.last) }, { row: this.headerRow })
    return []
  }
}

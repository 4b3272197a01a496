import type { Report, ReportContext, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { type CountColumn, countColumns, countIn, PersonCounts } from './count-columns.ts'
import { eventColumns, PersonEvents } from './person-events.ts'
import { type PersonAndDayTop, personAndDayReport } from './person-report.ts'
import { headingNamed, personHeader, type ReportHeading } from './report-header.ts'
import { type PersonAndDayColumns, personAndDay } from './report-row.ts'

const DATE = /^(?:日期|考勤日期|时间|出勤日期|date|workdate|attendancedate)$/
/** Whether somebody was at work at all that day. */
const WORKED = /^(?:出勤天数|实际出勤天数|打卡次数|实际工作时长|工作时长|实出勤|考勤概况打卡次数|考勤概况实际工作时长)$/
const RESULT = /^(?:考勤结果|考勤状态|状态|考勤概况考勤结果|出勤状态|result|status)$/

/**
 * A row a person and day, with a column for each thing that can happen: DingTalk 钉钉 每日统计, WeCom 企业微信 日报 (headers over two rows),
 * 异常统计 of time clocks, whose columns say for how many minutes.
 */
export const DAILY_ROWS = personAndDayReport(
  { key: 'attendance_by_day_and_person', title: { zh: '每人每天一行的考勤表', en: 'attendance with a row a person and day' } },
  DATE,
  (found) => {
    const counts = countColumns(found.header.headings)
    return counts.length > 1 ? new DailyRows(found, counts) : undefined
  },
)

class DailyRows implements Report {
  readonly table = 'attendance'
  readonly columns
  readonly headerRow
  readonly #of: PersonAndDayColumns
  readonly #counts: PersonCounts
  readonly #worked: readonly ReportHeading[]
  readonly #result: ReportHeading | undefined
  readonly #events: PersonEvents
  readonly #context: ReportContext

  constructor({ header, of, context }: PersonAndDayTop, counts: readonly CountColumn[]) {
    this.headerRow = header.last
    this.#of = of
    this.#counts = new PersonCounts(counts, context)
    this.#worked = header.headings.filter(({ leaf, name }) => WORKED.test(leaf) || WORKED.test(name))
    this.#result = headingNamed(header.headings, RESULT)
    this.#events = new PersonEvents(context)
    this.#context = context
    this.columns = eventColumns(personHeader(of.people), of.date.header, counts[0]?.heading.header ?? '')
  }

  read({ row, cells }: RawRow, voice: ReportVoice) {
    const found = personAndDay({ row, cells }, this.#of, this.#context, voice)
    if (!found) return []
    const { person, day } = found
    for (const [kind, count] of this.#counts.in({ row, cells }, voice)) {
      if ((kind.endsWith('leave') && kind !== 'early_leave') || kind === 'time_off')
        this.#events.addLeave(person, { day, kind, slip: '', row })
      else this.#events.add(person, day, kind, count, row)
    }
    const isWorked =
      this.#worked.some(({ position }) => (countIn(cells[position] ?? '') ?? 0) > 0) ||
      /正常|迟到|早退/.test(this.#result ? (cells[this.#result.position] ?? '').replace(/\(.*?\)|（.*?）/g, '') : '')
    if (isWorked) this.#events.addWorked(person, day)
    return []
  }

  end(voice: ReportVoice) {
    this.#counts.end(voice, this.headerRow)
    return this.#events.rows(voice)
  }
}

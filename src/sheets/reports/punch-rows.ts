import type { Report, ReportContext, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { eventColumns, PersonEvents } from './person-events.ts'
import { type PersonAndDayTop, personAndDayReport } from './person-report.ts'
import { headingNamed, personHeader, type ReportHeading } from './report-header.ts'
import { type PersonAndDayColumns, personAndDay } from './report-row.ts'

const DATE = /^(?:日期|考勤日期|打卡日期|工作日|考勤时间|date)$/
const RESULT = /^(?:打卡状态|打卡结果|考勤结果|考勤状态|结果|时间结果|punchresult|result)$/
const PUNCH = /^(?:打卡类型|考勤类型|实际打卡时间|打卡时间|应打卡时间|基准时间|最早|最晚|班次|打卡次数)$/

/**
 * A row a punch, with what came of it: WeCom 企业微信 打卡详情, DingTalk 钉钉 打卡记录 with 打卡结果. How many minutes somebody was late says nothing
 * new, a punch that is void (失效) or made up for (补卡) is no event.
 */
export const PUNCH_ROWS = personAndDayReport(
  { key: 'attendance_by_punch', title: { zh: '打卡明细', en: 'punches with their results' } },
  DATE,
  (found) => {
    const { headings } = found.header
    const results = headings.filter(({ leaf }) => RESULT.test(leaf))
    return results.length > 0 && headingNamed(headings, PUNCH) ? new PunchRows(found, results) : undefined
  },
)

class PunchRows implements Report {
  readonly table = 'attendance'
  readonly columns
  readonly headerRow
  readonly #of: PersonAndDayColumns
  readonly #results: readonly ReportHeading[]
  readonly #events: PersonEvents
  readonly #context: ReportContext

  constructor({ header, of, context }: PersonAndDayTop, results: readonly ReportHeading[]) {
    this.headerRow = header.last
    this.#of = of
    this.#results = results
    this.#events = new PersonEvents(context)
    this.#context = context
    this.columns = eventColumns(personHeader(of.people), of.date.header, results[0]?.header ?? '')
  }

  read({ row, cells }: RawRow, voice: ReportVoice) {
    const found = personAndDay({ row, cells }, this.#of, this.#context, voice)
    if (!found) return []
    for (const { position, header } of this.#results)
      this.#events.addText(found.person, found.day, { row, column: header, text: cells[position] ?? '' })
    return []
  }

  end(voice: ReportVoice) {
    return this.#events.rows(voice)
  }
}

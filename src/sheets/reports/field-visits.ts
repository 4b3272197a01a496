import { createHash } from 'node:crypto'
import { dayText } from '../../base/day.ts'
import type { Report, ReportColumn, ReportContext, ReportRow, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { type PersonAndDayTop, personAndDayReport } from './person-report.ts'
import { isDayWithoutYear } from './report-days.ts'
import { headingNamed, personHeader, type ReportHeading, said } from './report-header.ts'
import { type PersonAndDayColumns, personAndDay } from './report-row.ts'

const DATE = /^(?:日期|签到日期|签到时间|拜访日期|date)$/
const CLIENT = /^(?:拜访客户|客户名称|拜访对象|客户)$/
const TIME = /^(?:时间|签到时间)$/
const PLACE = /^(?:经度|纬度|地点|详细地址|签到地点|定位)$/

/** DingTalk 钉钉 签到: visits in the field. Nobody says there whether a visit succeeded: who signed in at a client made it. */
export const FIELD_VISITS = personAndDayReport(
  { key: 'field_visits', title: { zh: '外勤签到', en: 'visits signed in at in the field' } },
  DATE,
  (found) => {
    const { headings } = found.header
    const client = headingNamed(headings, CLIENT)
    return client && headingNamed(headings, PLACE) ? new FieldVisits(found, client) : undefined
  },
)

class FieldVisits implements Report {
  readonly table = 'visits'
  readonly columns: readonly ReportColumn[]
  readonly headerRow
  readonly #of: PersonAndDayColumns
  readonly #client: ReportHeading
  readonly #time: ReportHeading | undefined
  readonly #context: ReportContext

  constructor({ header, of, context }: PersonAndDayTop, client: ReportHeading) {
    this.headerRow = header.last
    this.#of = of
    this.#client = client
    this.#time = headingNamed(header.headings, TIME)
    this.#context = context
    this.columns = [
      { key: 'number', header: of.date.header },
      { key: 'date', header: of.date.header },
      { key: 'rep', header: personHeader(of.people) },
      { key: 'client', header: client.header },
      { key: 'successful', header: client.header },
    ]
  }

  read({ row, cells }: RawRow, voice: ReportVoice): ReportRow[] {
    const of = (heading: ReportHeading | undefined) => (heading ? said(cells[heading.position] ?? '') : '')
    const found = personAndDay({ row, cells }, this.#of, this.#context, voice)
    if (!found) return []
    const { person, day } = found
    const [date, client] = [of(this.#of.date), of(this.#client)]
    if (client === '') {
      voice.leaveOut(row, `${person} ${date}`, 'without_client')
      return []
    }
    const number = createHash('sha256')
      .update([person, isDayWithoutYear(date) ? dayText(day) : date, of(this.#time), client].join('\n'))
      .digest('hex')
      .slice(0, 16)
    return [{ row, cells: [`V-${number}`, dayText(day), person, client, 'yes'] }]
  }
}

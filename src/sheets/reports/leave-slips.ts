import { type Day, dayText } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import type { LeftOutReason } from '../../domain/dataset/left-out.ts'
import { headerKey } from '../read/header-map.ts'
import type { Report, ReportColumn, ReportContext, ReportRow, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { leaveKind } from './event-words.ts'
import { type PersonTop, personReport } from './person-report.ts'
import { dayInText, daysOfReport, dayUpTo, dayWithin } from './report-days.ts'
import { headingNamed, type PersonColumns, personHeader, personOf, type ReportHeading, said } from './report-header.ts'
import { leaveOutNote, sayNoDay } from './report-row.ts'

const TYPE = /^(?:请假类型|假期类型|休假类型|假别|假种|请假种类|假期名称|类型|leavetype)$/
const START = /^(?:开始时间|开始日期|请假开始时间|请假日期|起始时间|起始日期|休假日期|请假时间|开始|startdate|starttime|fromdate)$/
const END = /^(?:结束时间|结束日期|请假结束时间|终止时间|结束|enddate|endtime|todate)$/
const NUMBER = /^(?:审批编号|审批单号|单号|申请编号|申请单号|假单号|流水号|请假单号|requestno|requestid)$/
const STATE = /^(?:审批状态|申请状态|单据状态|当前审批状态|流程状态|状态|status|approvalstatus)$/
const RESULT = /^(?:审批结果|结果|审批意见结果|approvalresult)$/
const LENGTH = /^(?:时长|请假天数|请假时长|天数|小时数|请假小时数|休假天数|合计时长|duration|days)$/

const OVER = /^(?:完成|已完成|结束|已结束|审批完成|审批结束|办结|已办结|归档|已归档|completed|finished|done|closed)$/i
const GRANTED = /^(?:同意|已同意|通过|已通过|审批通过|审批同意|批准|已批准|核准|生效|已生效|approved|agree|agreed|granted)$/i
const NOT: readonly (readonly [RegExp, LeftOutReason])[] = [
  [/撤销|撤回|取消|作废|销假|cancel|withdraw|revok/i, 'withdrawn'],
  [/拒绝|不同意|驳回|未通过|不通过|退回|reject|declin|refus/i, 'refused'],
  [/审批中|进行中|待审|未审|处理中|草稿|未提交|待提交|暂存|转交|pending|draft|progress|waiting/i, 'pending'],
]

/**
 * Slips of leave: DingTalk 钉钉 请假, WeCom and Feishu approvals, registers kept by hand. A slip that is over and granted is one leave on its
 * first day, however long it is; what was withdrawn, refused or not decided is left out and said.
 */
export const LEAVE_SLIPS = personReport({ key: 'leave_slips', title: { zh: '请假单', en: 'slips of leave' }, isOfSlips: true }, (found) => {
  const { header, people } = found
  const { headings } = header
  const type = headingNamed(headings, TYPE)
  const start = headingNamed(headings, START)
  const isOfLeave =
    headings.some(({ leaf }) => /请假|休假|假期|假别|leave/.test(leaf)) || header.titles.some((title) => /请假|休假/.test(title))
  if (!(people.name ?? people.number) || !type || !start || !isOfLeave) return undefined
  return new LeaveSlips(found, type, start)
})

class LeaveSlips implements Report {
  readonly table = 'attendance'
  readonly columns: readonly ReportColumn[]
  readonly headerRow
  readonly #people: PersonColumns
  readonly #type: ReportHeading
  readonly #start: ReportHeading
  readonly #end: ReportHeading | undefined
  readonly #number: ReportHeading | undefined
  readonly #state: ReportHeading | undefined
  readonly #result: ReportHeading | undefined
  readonly #length: ReportHeading | undefined
  readonly #days: Days | undefined
  readonly #context: ReportContext

  constructor({ header, people, context }: PersonTop, type: ReportHeading, start: ReportHeading) {
    const { headings, last, titles } = header
    this.headerRow = last
    this.#people = people
    this.#type = type
    this.#start = start
    this.#end = headingNamed(headings, END)
    this.#number = headingNamed(headings, NUMBER)
    this.#state = headingNamed(headings, STATE)
    this.#result = headingNamed(headings, RESULT)
    this.#length = headingNamed(headings, LENGTH)
    this.#days = daysOfReport(titles, context.period)
    this.#context = context
    this.columns = [
      { key: 'date', header: start.header },
      { key: 'employee', header: personHeader(people) },
      { key: 'kind', header: type.header },
      { key: 'slip', header: this.#number?.header ?? start.header },
    ]
  }

  read({ row, cells }: RawRow, voice: ReportVoice): ReportRow[] {
    const of = (heading: ReportHeading | undefined) => (heading ? said(cells[heading.position] ?? '') : '')
    const person = personOf(cells, this.#people, this.#context.isNumber)
    const [type, start] = [of(this.#type), of(this.#start)]
    if (type === '' && start === '') {
      leaveOutNote({ row, cells }, voice)
      return []
    }
    const why = this.#whyNot(of(this.#state), of(this.#result), row, voice)
    if (why === 'unknown') return []
    if (why) {
      voice.leaveOut(row, `${person} ${type} ${start}`, why)
      return []
    }
    const day = this.#dayOf(start, of(this.#end))
    const meant = this.#context.meanings?.get('kind')?.get(headerKey(type))
    if (meant === null) {
      voice.leaveOut(row, `${person} ${type} ${start}`, 'meaning')
      return []
    }
    const kind = meant ?? leaveKind(type)
    const length = of(this.#length)
    if (kind === undefined) voice.say('attendance_word_must_be_understood', { found: type, word: type }, { row, column: this.#type.header })
    if (day === undefined) sayNoDay(start, this.#days, voice, { row, column: this.#start.header })
    if (kind === undefined || day === undefined) return []
    if (/^0+(?:\.0+)?$/.test(length)) {
      voice.leaveOut(row, `${person} ${type} ${start}`, 'withdrawn')
      return []
    }
    const number = of(this.#number)
    // Whoever gives slips no number has them told apart by when they begin and end.
    const slip = number !== '' ? number : `${type} ${[start, of(this.#end)].filter((each) => each !== '').join(' - ')}`
    return [{ row, cells: [dayText(day), person, kind, slip] }]
  }

  /**
   * The first day of a slip. Without its year it is the last one up to its end, which may have its year or lies within the days of the report: a
   * leave that began before them ends in them; else it lies within them itself.
   */
  #dayOf(start: string, end: string): Day | undefined {
    const days = this.#days
    const last = dayInText(end) ?? (days && dayWithin(end, days))
    const before = last === undefined ? undefined : dayUpTo(start, last)
    return dayInText(start) ?? before ?? (days && dayWithin(start, days))
  }

  /** Why a slip is no leave; undefined for one that is. */
  #whyNot(state: string, result: string, row: number, voice: ReportVoice): LeftOutReason | 'unknown' | undefined {
    for (const text of [state, result]) for (const [pattern, why] of NOT) if (pattern.test(text)) return why
    const meantState = this.#meant(this.#state, state)
    const meantResult = this.#meant(this.#result, result)
    if (meantState === null || meantResult === null) return 'meaning'
    const isStateGood =
      !this.#state ||
      meantState !== undefined ||
      GRANTED.test(state) ||
      (OVER.test(state) && (!this.#result || GRANTED.test(result) || meantResult !== undefined))
    const isResultGood = !this.#result || meantResult !== undefined || GRANTED.test(result) || (result === '' && GRANTED.test(state))
    if (isStateGood && isResultGood) return undefined
    const asked = isStateGood ? this.#result : this.#state
    voice.say('report_state_must_be_understood', { found: (isStateGood ? result : state) || '-' }, { row, column: asked?.header })
    return 'unknown'
  }

  #meant(heading: ReportHeading | undefined, text: string): string | null | undefined {
    return heading && this.#context.meanings?.get(`header:${heading.header}`)?.get(headerKey(text))
  }
}

import { type Day, dayOf, dayOfMonth, daysBetween, monthOf, yearOf } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import type { Report, ReportContext, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { eventColumns, PersonEvents } from './person-events.ts'
import { type PersonTop, personReport } from './person-report.ts'
import { type DayHeader, dayHeader, daysFrom, daysOfReport, weekdayOf } from './report-days.ts'
import { headingNamed, type PersonColumns, personHeader, personOf, type ReportHeading, said } from './report-header.ts'
import { isTotal, leaveOutNote } from './report-row.ts'

/** Fewer columns in a row than these are no month, nor a week. */
const LEAST_DAYS = 5
/** Days that a row without a name must fill to go on with the row above; notes fill one cell or two. */
const LEAST_FILLED = 3
const KIND = /^(?:考勤结果|每日考勤结果|考勤情况|出勤情况)$/

/**
 * A row a person and a column a day: DingTalk 钉钉 月度汇总, WeCom 企业微信 月报, Feishu 飞书, and the sheets that companies keep by hand with √, 迟 and
 * 事, whose legend stands above or below (layouts: the vendors' help pages and public parsers of their exports).
 */
export const DAY_COLUMNS = personReport(
  { key: 'attendance_by_day_columns', title: { zh: '每天一列的考勤表', en: 'attendance with a column a day' } },
  (found) => {
    const columns = dayRun(found.header.headings)
    if (columns.length < LEAST_DAYS || !found.people.name || hasTimesOnly(columns, found)) return undefined
    return new DayColumns(found, columns)
  },
)

/** Whether its days hold nothing but times of punches, without what came of them. */
function hasTimesOnly(columns: readonly DayColumn[], { header, top }: PersonTop): boolean {
  const below = top.filter(({ row }) => row > header.last)
  const cells = below.flatMap((row) => columns.map(({ heading }) => row.cells[heading.position] ?? '')).filter((cell) => said(cell) !== '')
  const times = cells.filter((cell) => /^(?:(?:次日|外勤)?\s*\d{1,2}:\d{2}(?::\d{2})?[\s,;~-]*)+$/.test(cell))
  return cells.length > 0 && times.length * 2 > cells.length
}

interface DayColumn {
  readonly heading: ReportHeading
  readonly header: DayHeader
}

/** The longest run of neighbouring columns whose headers are days one after the other. */
function dayRun(headings: readonly ReportHeading[]): DayColumn[] {
  let best: DayColumn[] = []
  let run: DayColumn[] = []
  for (const heading of headings) {
    const header = dayOfHeading(heading)
    const before = run.at(-1)
    const goesOn = header && (!before || (heading.position === before.heading.position + 1 && follows(run, header)))
    if (!goesOn) run = []
    if (header) run.push({ heading, header })
    if (run.length > best.length) best = [...run]
  }
  return best.some(({ header }) => header.ofMonth !== undefined) ? best : []
}

/** The day that a heading is; its weekday may stand below its number. */
function dayOfHeading({ header, stack }: ReportHeading): DayHeader | undefined {
  const own = dayHeader(header)
  return own?.ofMonth === undefined ? (dayHeader(stack) ?? own) : own
}

/** Whether a header may be the day after those of a run: only its weekday, the next number, or the first of a month. */
function follows(run: readonly DayColumn[], { ofMonth, day }: DayHeader): boolean {
  if (ofMonth === undefined) return true
  const at = run.findLastIndex(({ header }) => header.ofMonth !== undefined)
  const known = run[at]?.header
  if (!known?.ofMonth) return true
  if (day !== undefined && known.day !== undefined) return daysBetween(known.day, day) === run.length - at + 1
  const expected = known.ofMonth + run.length - at
  return ofMonth === expected || (expected > 28 && ofMonth < 8)
}

class DayColumns implements Report {
  readonly table = 'attendance'
  readonly columns
  readonly headerRow
  readonly #people: PersonColumns
  readonly #days: readonly { readonly heading: ReportHeading; readonly day: Day }[]
  readonly #events: PersonEvents
  readonly #context: ReportContext
  readonly #problem:
    | { readonly code: 'report_month_must_be_told' | 'report_days_must_agree'; readonly values: Readonly<Record<string, string>> }
    | undefined
  readonly #rows: { readonly row: number; readonly person: string; readonly cells: readonly string[] }[] = []
  readonly #notes: string[]

  constructor({ header, people, context }: PersonTop, columns: readonly DayColumn[]) {
    this.#people = people
    this.#context = context
    this.#events = new PersonEvents(context)
    this.#notes = [...header.titles]
    this.columns = eventColumns(personHeader(people), columns[0]?.heading.header ?? '', headingNamed(header.headings, KIND)?.header ?? '')
    this.headerRow = header.last
    const first = firstDay(columns, daysOfReport(header.titles, context.period))
    const days = first === undefined ? [] : daysFrom(first, columns.length)
    this.#days = columns.flatMap(({ heading }, index) => (days[index] === undefined ? [] : [{ heading, day: days[index] }]))
    const wrong = columns.find(({ header: each }, index) => {
      const day = days[index]
      return (
        day !== undefined &&
        ((each.ofMonth !== undefined && each.ofMonth !== dayOfMonth(day)) ||
          (each.weekday !== undefined && each.weekday !== weekdayOf(day)))
      )
    })
    if (first === undefined) this.#problem = { code: 'report_month_must_be_told', values: { found: columns[0]?.heading.header ?? '' } }
    else if (wrong)
      this.#problem = {
        code: 'report_days_must_agree',
        values: { found: wrong.heading.header.replace(/\s+/g, ' '), month: `${yearOf(first)}-${String(monthOf(first)).padStart(2, '0')}` },
      }
    else this.#problem = undefined
  }

  read({ row, cells }: RawRow, voice: ReportVoice) {
    // What is wrong with its days is said at the end, and nothing else.
    if (this.#problem) return []
    const filled = this.#days.filter(({ heading }) => (cells[heading.position] ?? '').trim() !== '').length
    const hasDays = filled > 0
    const own = personOf(cells, this.#people, this.#context.isNumber)
    // Mornings and afternoons are two rows under one name that is merged over both.
    const above = this.#rows.at(-1)
    const person = own === '' && filled >= LEAST_FILLED && above?.row === row - 1 ? above.person : own
    if (person === '' || isTotal(person) || !hasDays) {
      this.#notes.push(...cells)
      leaveOutNote({ row, cells }, voice)
      return []
    }
    this.#rows.push({ row, person, cells })
    return []
  }

  end(voice: ReportVoice) {
    if (this.#problem) {
      voice.say(this.#problem.code, this.#problem.values, { row: this.headerRow })
      return []
    }
    for (const [sign, word] of legendIn(this.#notes)) this.#events.explain(sign, word)
    for (const { row, person, cells } of this.#rows)
      for (const { heading, day } of this.#days)
        this.#events.addText(person, day, { row, column: heading.header.replace(/\s+/g, ' '), text: cells[heading.position] ?? '' })
    return this.#events.rows(voice, this.#days[0]?.day)
  }
}

/** The first day of the columns: their own, else that of the report whose number they begin with. */
function firstDay(columns: readonly DayColumn[], days: Days | undefined): Day | undefined {
  const at = columns.findIndex(({ header }) => header.ofMonth !== undefined)
  const header = columns[at]?.header
  if (!header?.ofMonth) return undefined
  if (header.day !== undefined) return before(header.day, at)
  if (!days) return undefined
  for (const day of [days.first, days.last]) {
    const found = dayOf(yearOf(day), header.month ?? monthOf(day), header.ofMonth)
    if (found !== undefined && found >= days.first && found <= days.last) return before(found, at)
  }
  return undefined
}

function before(day: Day, count: number): Day | undefined {
  return count === 0 ? day : dayOf(yearOf(day), monthOf(day), dayOfMonth(day) - count)
}

/** Signs that sheets kept by hand use without saying what they mean. */
const USUAL: ReadonlyMap<string, string> = new Map(
  '√正常 ✓正常 ✔正常 迟迟到 早早退 旷旷工 事事假 病病假 年年假 婚婚假 丧丧假 产产假 调调休 休休息 差出差 勤正常 缺缺卡'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)
const LEGEND =
  /([^\s\p{Script=Han}\w:;,()]|[A-Za-z]|[迟早旷事病年婚丧产调休差勤缺假])\s*(?:[:=\-—为]|表示|代表|是)?\s*(正常出勤|出勤|正常|迟到|早退|旷工|事假|病假|年休假|年假|婚假|丧假|产假|陪产假|调休|休息|公休|出差|外出|外勤|缺卡|未打卡|请假|加班|严重迟到)/gu

/** What the legend of a report says: √出勤 ×旷工 △迟到, 事：事假, L=迟到; the usual signs where it says nothing of them. */
function legendIn(notes: readonly string[]): Map<string, string> {
  const legend = new Map<string, string>()
  for (const note of notes) {
    const text = note.normalize('NFKC')
    const found = [...text.matchAll(LEGEND)].filter(([whole, sign = '', word = '']) => sign !== '' && !(whole === word))
    if (found.length < 2 && !/图例|说明|符号|备注|注|代表|表示/.test(text)) continue
    for (const [, sign = '', word = ''] of found) legend.set(sign, word)
  }
  for (const [sign, word] of USUAL) if (!legend.has(sign)) legend.set(sign, word)
  return legend
}

import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import type { Report, ReportReader, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { eventColumns } from './person-events.ts'
import { personReport } from './person-report.ts'
import { reportHeader } from './report-header.ts'

const TIMES_ONLY = /打卡时间|签到时间|刷卡时间|上班|下班|刷卡|原始记录|punchtime|checkin|checkout/
const FORM = /(?:绩效|考核|评分|考评)(?:表|单)?|自评|被考核人/
const SCORES = /^(?:评分|得分|自评|分值|权重|考核内容|考核项目|考核指标)/

/** Punch times without what came of them: nobody here decides from when on somebody is late. */
export const PUNCH_TIMES = personReport(
  { key: 'punch_times', title: { zh: '没有结果的打卡时间', en: 'punch times without results' } },
  ({ header, people, top }) => {
    if (!people.name) return undefined
    const times = header.headings.filter(({ leaf, name }) => TIMES_ONLY.test(leaf) || TIMES_ONLY.test(name))
    const sample = top.filter(({ row }) => row > header.last).slice(0, 10)
    const isTimes = sample.some(({ cells }) => cells.filter((cell) => /\b\d{1,2}:\d{2}\b/.test(cell)).length > 0)
    return (times.length > 0 || sample.some(({ cells }) => cells.filter((cell) => /^\s*\d{1,2}:\d{2}/.test(cell)).length > 2)) && isTimes
      ? new NoList(header.last, 'punch_times_must_have_results')
      : undefined
  },
)

/** A form for one person, such as an appraisal sheet: it is no list. */
export const APPRAISAL_FORM: ReportReader = {
  key: 'appraisal_form',
  title: { zh: '一人一张的考核表', en: 'an appraisal form of one person' },
  recognise(top) {
    const texts = top.slice(0, 12).flatMap(({ cells }) => cells.map((cell) => cell.replace(/\s/g, '')))
    const isForm = texts.slice(0, 6).some((text) => FORM.test(text)) && texts.some((text) => SCORES.test(text))
    const fields = texts.filter((text) => /^(?:姓名|部门|岗位|职务|考核期间|考核人|被考核人)[:：]?/.test(text)).length
    return isForm && fields >= 2 && !reportHeader(top)?.headings.some(({ leaf }) => leaf === '工号')
      ? new NoList(top[0]?.row ?? 1, 'form_must_be_a_list')
      : undefined
  },
}

class NoList implements Report {
  readonly isRefused = true
  readonly table = 'attendance'
  readonly columns = eventColumns('', '', '')
  readonly headerRow: number
  readonly #code: DatasetProblemCode

  constructor(headerRow: number, code: DatasetProblemCode) {
    this.headerRow = headerRow
    this.#code = code
  }

  read(_: RawRow) {
    return []
  }

  end(voice: ReportVoice) {
    voice.say(this.#code, {}, { row: this.headerRow })
    return []
  }
}

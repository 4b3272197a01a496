import { decimal } from '../parts/format.ts'
import { sign } from '../parts/punctuation.ts'
import { language } from '../words/language.ts'
import { defineWords } from '../words/words.ts'

/** Facts that results are computed from, beside measures, as the comparison of runs names them. */
export const FACTS = defineWords('facts', {
  zh: {
    events: '考勤事件',
    forms: '反馈表份数',
    attitudeSum: '服务态度得分合计',
    resolutionSum: '问题解决得分合计',
    dedicationSum: '敬业得分合计',
    onSiteAnswers: '回答现场解决的反馈表',
    onSiteSolved: '现场解决的反馈表',
    followUps: '后期反馈次数',
    followUpSum: '后期反馈得分合计',
    overallMark: '销售经理综合评价',
    onSiteRatings: '现场解决评分',
    decisions: '缺项处理决定',
    region: '归属区域',
    netCollections: '销售回款净额',
    commission: '销售提成',
    pool: '区域奖金总额',
    scoreTotal: '区域得分合计',
    nothing: '无',
    late: '迟到',
    early_leave: '早退',
    leave: '请假',
    sick_leave: '病假',
    time_off: '调休',
    statutory_leave: '法定假',
    arrival_late: '到岗迟到',
    call_absence: '外出缺勤',
    absence: '旷工',
    missing_punch: '缺卡',
    serious_late: '严重迟到',
    listed: '{{count}} 项',
  },
  en: {
    events: 'Attendance events',
    forms: 'Feedback forms',
    attitudeSum: 'Sum of attitude',
    resolutionSum: 'Sum of problem solved',
    dedicationSum: 'Sum of dedication',
    onSiteAnswers: 'Forms answering on-site resolution',
    onSiteSolved: 'Forms solved on site',
    followUps: 'Follow-ups',
    followUpSum: 'Sum of follow-up scores',
    overallMark: 'Manager’s overall mark',
    onSiteRatings: 'On-site ratings',
    decisions: 'Decisions on gaps',
    region: 'Home region',
    netCollections: 'Net collections',
    commission: 'Sales commission',
    pool: 'Pool of the region',
    scoreTotal: 'Score total of the region',
    nothing: 'none',
    late: 'late',
    early_leave: 'early leave',
    leave: 'leave',
    sick_leave: 'sick leave',
    time_off: 'time off in lieu',
    statutory_leave: 'statutory leave',
    arrival_late: 'late at the client’s',
    call_absence: 'absence from a call',
    absence: 'absence',
    missing_punch: 'missing punch',
    serious_late: 'serious lateness',
    listed: '{{count}} items',
  },
})
export type FactWord = NonNullable<(typeof FACTS)['keys']>
type SayFact = (key: FactWord, values?: Readonly<Record<string, string | number>>) => string

/** What measures and KPIs are called, by key, as the server says with a comparison. */
type Titles = Readonly<Record<string, { readonly zh: string; readonly en: string }>>

/** The name of a fact, by `titles` or in words of our own; a key without any is shown as it is. */
export function factName(say: SayFact, fact: string, titles: Titles = {}): string {
  return titles[fact]?.[language()] ?? say(fact as FactWord)
}

/** A fact's value as people read it: figures with groups, events counted by kind, lists by their number. */
export function factValue(say: SayFact, value: string | null): string {
  if (value === null) return say('nothing')
  if (!/^[[{]/.test(value)) return decimal(value)
  const parsed: unknown = JSON.parse(value)
  if (!Array.isArray(parsed)) return say('listed', { count: Object.keys(Object(parsed)).length })
  if (parsed.length === 0) return say('nothing')
  const events = parsed.flatMap((each: unknown) => eventIn(each))
  if (events.length < parsed.length) return say('listed', { count: parsed.length })
  return events.map(({ kind, times }) => `${factName(say, kind)} ${times}`).join(sign('list'))
}

function eventIn(each: unknown): { kind: string; times: string }[] {
  const fields = Object.fromEntries(Object.entries(Object(each)))
  return typeof fields.kind === 'string' && fields.count !== undefined ? [{ kind: fields.kind, times: String(fields.count) }] : []
}

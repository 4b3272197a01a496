import { decimal } from '../parts/format.ts'
import { sign } from '../parts/punctuation.ts'
import { defineWords } from '../words/words.ts'

/** Facts that results are computed from, as the comparison of runs names them. */
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
    netSales: '净销售额',
    salesLastYear: '去年同期销售额',
    salesPreviousPeriod: '上期销售额',
    netQuantity: '净销售数量',
    pricedAmount: '按实际价格的金额',
    pricedListAmount: '按标准价格的金额',
    positiveOrders: '订单数',
    clientsSold: '成交顾客数',
    newClients: '新顾客数',
    baseClients: '老顾客数',
    retainedClients: '保持的老顾客数',
    quotaAmount: '计划金额',
    quotaQuantity: '计划数量',
    quotaNewClients: '计划新顾客数',
    expenses: '销售费用',
    arrears: '期初欠款',
    arrearsRecovered: '收回的欠款',
    dueAmount: '到期应收',
    dueCollected: '收回的到期应收',
    visits: '访问次数',
    successfulVisits: '成功访问次数',
    upheldComplaints: '成立的投诉',
    nothing: '无',
    late: '迟到',
    early_leave: '早退',
    leave: '请假',
    sick_leave: '病假',
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
    netSales: 'Net sales',
    salesLastYear: 'Sales a year ago',
    salesPreviousPeriod: 'Sales of the period before',
    netQuantity: 'Net quantity',
    pricedAmount: 'Amount at actual price',
    pricedListAmount: 'Amount at list price',
    positiveOrders: 'Orders',
    clientsSold: 'Clients sold to',
    newClients: 'New clients',
    baseClients: 'Base clients',
    retainedClients: 'Retained clients',
    quotaAmount: 'Quota amount',
    quotaQuantity: 'Quota quantity',
    quotaNewClients: 'Planned new clients',
    expenses: 'Sales expenses',
    arrears: 'Arrears at the start',
    arrearsRecovered: 'Arrears recovered',
    dueAmount: 'Amount due',
    dueCollected: 'Due amount collected',
    visits: 'Visits',
    successfulVisits: 'Successful visits',
    upheldComplaints: 'Upheld complaints',
    nothing: 'none',
    late: 'late',
    early_leave: 'early leave',
    leave: 'leave',
    sick_leave: 'sick leave',
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

/** The name of a fact; a key without words is shown as it is. */
export function factName(say: SayFact, fact: string): string {
  return say(fact as FactWord)
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

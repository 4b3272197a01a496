import { defineWords, isWord } from './words.ts'

/** The tables of the data, by their keys: 数据表. */
export const TABLE_WORDS = defineWords('tables', {
  zh: {
    regions: '区域',
    employees: '员工',
    postings: '调动',
    spells: '任职期',
    pay_bases: '绩效基数',
    clients: '客户',
    client_aliases: '客户别名',
    client_reps: '客户归属',
    orders: '订单',
    collections: '回款',
    receivables: '应收',
    openings: '期初欠款',
    quotas: '计划',
    expenses: '费用',
    visits: '拜访',
    complaints: '投诉',
    opportunities: '商机',
    opportunity_stages: '商机阶段',
    campaigns: '活动',
    credits: '分成',
    attendance: '考勤',
    feedback: '反馈表',
    followups: '后期反馈',
    evaluations: '评价',
    decisions: '处理决定',
    commissions: '提成',
    holidays: '工作日历',
  },
  en: {
    regions: 'Regions',
    employees: 'Employees',
    postings: 'Postings',
    spells: 'Spells of employment',
    pay_bases: 'Pay bases',
    clients: 'Clients',
    client_aliases: 'Other codes of clients',
    client_reps: 'Client handovers',
    orders: 'Orders',
    collections: 'Collections',
    receivables: 'Receivables',
    openings: 'Opening arrears',
    quotas: 'Quotas',
    expenses: 'Expenses',
    visits: 'Visits',
    complaints: 'Complaints',
    opportunities: 'Opportunities',
    opportunity_stages: 'Stages of opportunities',
    campaigns: 'Campaigns',
    credits: 'Split credit',
    attendance: 'Attendance',
    feedback: 'Feedback forms',
    followups: 'Follow-ups',
    evaluations: 'Evaluations',
    decisions: 'Decisions',
    commissions: 'Commissions',
    holidays: 'Working days',
  },
})
export type TableWord = NonNullable<(typeof TABLE_WORDS)['keys']>

/** The name of a table whose key came as text; the key itself for one that is not known. */
export function tableName(say: (key: TableWord) => string, key: string): string {
  return isWord(TABLE_WORDS, key) ? say(key) : key
}

import { defineWords } from '../words/words.ts'

/** What the facts are called that an adjustment comes from. */
export const FACTS = defineWords('facts', {
  zh: {
    netCollections: '区域回款净额',
    pool: '区域奖金总额',
    commission: '区域销售提成',
    scoreTotal: '区域评分合计',
    region: '归属区域',
    events: '考勤事件',
    forms: '反馈表张数',
    attitudeSum: '服务态度得分之和',
    resolutionSum: '问题解决程度得分之和',
    dedicationSum: '敬业得分之和',
    onSiteAnswers: '填写现场解决的反馈表',
    onSiteSolved: '现场解决的反馈表',
    followUps: '后期反馈条数',
    followUpSum: '后期反馈得分之和',
    overallMark: '销售经理综合评价',
    onSiteRatings: '现场解决率评分',
    decisions: '处理决定',
  },
  en: {
    netCollections: 'Net collections of the region',
    pool: 'Pool of the region',
    commission: 'Commission of the region',
    scoreTotal: 'Sum of scores of the region',
    region: 'Home region',
    events: 'Attendance events',
    forms: 'Feedback forms',
    attitudeSum: 'Sum of service attitude',
    resolutionSum: 'Sum of problem solving',
    dedicationSum: 'Sum of dedication',
    onSiteAnswers: 'Forms that say whether solved on site',
    onSiteSolved: 'Forms solved on site',
    followUps: 'Follow-ups',
    followUpSum: 'Sum of follow-ups',
    overallMark: 'Manager’s overall mark',
    onSiteRatings: 'Ratings of on-site resolution',
    decisions: 'Decisions on missing data',
  },
})
type FactWord = NonNullable<(typeof FACTS)['keys']>

const KNOWN = [
  'netCollections',
  'pool',
  'commission',
  'scoreTotal',
  'region',
  'events',
  'forms',
  'attitudeSum',
  'resolutionSum',
  'dedicationSum',
  'onSiteAnswers',
  'onSiteSolved',
  'followUps',
  'followUpSum',
  'overallMark',
  'onSiteRatings',
  'decisions',
] as const satisfies readonly FactWord[]

/** A fact in words; its name for one that is not known here. */
export function factWords(say: (key: FactWord) => string, fact: string): string {
  const known = KNOWN.find((each) => each === fact)
  return known === undefined ? fact : say(known)
}

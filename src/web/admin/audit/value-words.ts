import { DECISIONS, MODULES } from '../../../domain/engineers/service-facts.ts'
import { ACCOUNT_POSITIONS } from '../../../domain/people/account-position.ts'
import { MARK_STATES, PERIOD_STATES } from '../../../domain/states.ts'
import { POSITION_WORDS } from '../../words/positions.ts'
import { STATE_WORDS } from '../../words/states.ts'
import { defineWords, wordsNow } from '../../words/words.ts'

const VALUES = defineWords('audit-values', {
  zh: {
    attendance: '出勤',
    customer: '客户评价',
    manager: '销售经理评价',
    problemSolving: '解决问题能力',
    reweight: '其余模块按比例承担权重',
    zero: '记零分',
    value: '给定分数',
    exclude: '不参与分配',
    overall: '经理总评',
    on_site_resolution: '现场解决率',
    draft: '草稿',
    submitted: '已提交',
    checked: '待确认',
    committed: '已导入',
    dropped: '已放弃',
    true: '是',
    false: '否',
  },
  en: {
    attendance: 'attendance',
    customer: 'customer evaluation',
    manager: 'manager evaluation',
    problemSolving: 'problem solving',
    reweight: 'the other modules carry the weight',
    zero: 'scored zero',
    value: 'a value given',
    exclude: 'takes no part in the split',
    overall: 'overall mark',
    on_site_resolution: 'on-site resolution',
    draft: 'draft',
    submitted: 'submitted',
    checked: 'to confirm',
    committed: 'committed',
    dropped: 'dropped',
    true: 'yes',
    false: 'no',
  },
})

const ITEMS = ['overall', 'on_site_resolution'] as const
const STATES = [...MARK_STATES, 'checked', 'committed', 'dropped'] as const

/** A value of an entry in words, by what its part is about; what is not known stays as it is. */
export function valueText(path: string, value: string): string {
  const say = wordsNow(VALUES)
  const parts = path.split(' › ')
  const among = <Known extends string>(known: readonly Known[], word: (key: Known) => string) => {
    const found = known.find((each) => each === value)
    return found === undefined ? undefined : word(found)
  }
  if (parts.includes('positions')) return among(ACCOUNT_POSITIONS, wordsNow(POSITION_WORDS)) ?? value
  switch (parts.at(-1)) {
    case 'module':
      return among(MODULES, say) ?? value
    case 'decision':
      return among(DECISIONS, say) ?? value
    case 'item':
      return among(ITEMS, say) ?? value
    case 'state':
      return among(STATES, say) ?? among(PERIOD_STATES, wordsNow(STATE_WORDS)) ?? value
    default:
      return among(['true', 'false'], say) ?? value
  }
}

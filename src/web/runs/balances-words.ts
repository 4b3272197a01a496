import { defineWords } from '../words/words.ts'

/** What of a month goes back 待扣, before it is published or closed. */
export const BALANCES_SAID = defineWords('balances-said', {
  zh: {
    title: '待扣',
    arising: '{{people}} 人的奖金与调整合计为负：本期不发放，关闭后 {{amount}} 转入待扣，由财务决定扣回、追讨或核销。',
    deducting: '{{people}} 人扣回以前的待扣，共 {{amount}}。',
    undecided: '以前期间还有 {{people}} 人、共 {{amount}} 的待扣等待财务决定。',
  },
  en: {
    title: 'Money that goes back',
    arising:
      'Bonus and adjustments of {{people}} people are below zero: nothing is paid, and from the closing on {{amount}} are open, for finance to deduct, reclaim or write off.',
    deducting: 'From {{people}} people earlier balances are deducted, {{amount}} together.',
    undecided: 'Of earlier periods {{amount}} of {{people}} people still wait for a decision by finance.',
  },
})

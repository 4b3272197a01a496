import { defineWords } from '../words/words.ts'

/** From when on what a list or a record says of a person or a client holds. */
export const HELD_WORDS = defineWords('data-held', {
  zh: {
    from: '从何时起生效',
    hint: '岗位、区域、任职或客户归属的变化从这一天起生效，之前的月份不变。',
    proposed: '自最早未公布期间的第一天起',
    proposedDay: '自 {{day}} 起（最早未公布期间的第一天）',
    otherDay: '自另一天起',
    day: '生效日期',
    ever: '一直如此（更正，会涉及以前的所有月份，须写明原因）',
    dayNeeded: '请选择日期。',
    again: '按所选日期，提交后是这样。请确认：',
    rows: '自 {{day}} 起生效，记为 {{n}} 条带日期的记录。',
    corrects: '名单上的列直接更正，不记生效日期。',
    lateFor: '已关闭的期间 {{periods}} 会受影响：差额作为调整提出。',
    lateForNone: '不涉及已关闭的期间。',
  },
  en: {
    from: 'From when it holds',
    hint: 'Another position, region, employment or representative of a client holds from this day on; months before it stay as they are.',
    proposed: 'From the first day of the earliest month that is not published',
    proposedDay: 'From {{day}} (the first day of the earliest month that is not published)',
    otherDay: 'From another day',
    day: 'First day',
    ever: 'It was always so (a correction: it reaches every month before and needs a reason)',
    dayNeeded: 'Choose a day.',
    again: 'With the day you chose the commit means this. Please confirm:',
    rows: 'It holds from {{day}}, in {{n}} dated rows.',
    corrects: 'The columns of the list themselves are corrected, without a day.',
    lateFor: 'Closed periods are concerned: {{periods}}. Differences are proposed as adjustments.',
    lateForNone: 'No closed period is concerned.',
  },
})

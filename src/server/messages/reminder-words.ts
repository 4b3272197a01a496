import type { PeriodState } from '../../domain/states.ts'
import type { MessagePayload } from '../../store/aggregates/messages.ts'

/** The steps with a deadline, and what is said before it and after it. */
export type ReminderStep = Exclude<PeriodState, 'closed'>
export type ReminderMoment = 'before' | 'after'

interface Said {
  readonly zh: string
  readonly en: string
}

/** What the person owes. `{open}` is how many engineers still want a mark. */
const OWED: Readonly<Record<ReminderStep, Said>> = {
  collecting: { zh: '请完成考核数据的收集', en: 'collect the data of the appraisal' },
  evaluating: { zh: '您还有 {open} 位技术客服未提交评分', en: 'you have yet to submit the marks of {open} engineers' },
  review: { zh: '请复核运算结果并公布', en: 'review the results and publish them' },
  published: { zh: '请确认您的考核评分表，或提出异议', en: 'confirm your score sheet, or object to it' },
}

const STEPS: Readonly<Record<ReminderStep, Said>> = {
  collecting: { zh: '收集数据', en: 'Collecting data' },
  evaluating: { zh: '评分', en: 'Marking' },
  review: { zh: '复核', en: 'Review' },
  published: { zh: '确认', en: 'Confirmation' },
}

/** For the person who owes something. */
export function ownReminder(step: ReminderStep, moment: ReminderMoment, values: Readonly<Record<string, string>>): MessagePayload {
  const owed = OWED[step]
  const zh = moment === 'before' ? '{period} 考核将于 {deadline} 截止，{owed}。' : '{period} 考核已于 {deadline} 截止，{owed}。'
  const en = moment === 'before' ? '{period} is due by {deadline} (Beijing): {owed}.' : '{period} was due by {deadline} (Beijing): {owed}.'
  return {
    zh: filled(zh, { ...values, owed: filled(owed.zh, values) }),
    en: filled(en, { ...values, owed: filled(owed.en, values) }),
    values,
  }
}

const NAMES_AT_MOST = 30

/** For the company's webhook: the step, the period and the names of who owes, and nothing else about anybody. */
export function webhookReminder(
  step: ReminderStep,
  moment: ReminderMoment,
  { period, deadline, names }: { readonly period: string; readonly deadline: string; readonly names: readonly string[] },
): MessagePayload {
  const shown = names.slice(0, NAMES_AT_MOST)
  const more = names.length - shown.length
  const zhNames = shown.join('、') + (more > 0 ? `等 ${names.length} 人` : '')
  const enNames = shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
  const { zh, en } = STEPS[step]
  return {
    zh: `${period} ${zh}${moment === 'before' ? '将于' : '已于'} ${deadline} 截止，尚未完成：${zhNames}。`,
    en: `${en} of ${period} ${moment === 'before' ? 'is' : 'was'} due by ${deadline} (Beijing). Still open: ${enNames}.`,
    values: { period, step, moment, deadline, names: shown.join(', ') },
  }
}

/** "2026-12-05 18:00", as the clocks of the company show it. */
export function companyTime(time: string): string {
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

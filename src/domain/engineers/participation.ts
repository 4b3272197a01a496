import { type Day, dayText, monthsAfter } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import { type Employee, lastDayIn } from '../people/employee.ts'
import type { Remark } from './service-result.ts'

/** The settings of the rule bonus.split that say how people take part in a region's split (POLICY A14). */
export const PARTICIPATION_CHOICES = {
  movers: ['homeRegion', 'daysInPost'],
  joiners: ['whole', 'daysEmployed'],
  days: ['calendar', 'working'],
  probation: ['whole', 'exclude', 'percent'],
  longAbsence: ['exclude', 'percent'],
  absenceKinds: ['leave', 'sick_leave', 'statutory_leave', 'time_off', 'absence'],
} as const

/** How movers, joiners, leavers, people on probation 试用期 and people who were long away 长期缺勤 take part in the split (POLICY A14). */
export interface ParticipationRules {
  /** By days in post in every region 在岗天数, by days employed 在职天数 in the home region alone, or whole there. */
  readonly share: 'daysInPost' | 'daysEmployed' | 'whole'
  /** Which days count: all of them, or those of the company's working calendar. */
  readonly days: 'calendar' | 'working'
  /** Who was employed on fewer days of the period takes no part. */
  readonly leastDays: number
  /** For how many months from the day somebody was first hired, and at what per cent they take part meanwhile; 0 is not at all. */
  readonly probation: Reduction | undefined
  /** From how many days away in the period, and at what per cent; 0 is not at all. */
  readonly longAbsence: (Reduction & { readonly kinds: readonly string[] }) | undefined
}

interface Reduction {
  readonly from: number
  readonly percent: number
}

/** What the settings say, by name; rule files written before there was one of them leave everything as it was. */
export function participationRules(setting: (name: string) => string | undefined): ParticipationRules {
  const number = (name: string) => Number(setting(name) ?? 0)
  const reduction = (choice: string, percent: string, from: string): Reduction | undefined => {
    const chosen = setting(choice) ?? 'whole'
    if (chosen === 'whole' || number(from) === 0) return undefined
    return { from: number(from), percent: chosen === 'exclude' ? 0 : number(percent) }
  }
  const longAbsence = reduction('longAbsence', 'absencePercent', 'absenceDays')
  const share = setting('movers') === 'daysInPost' ? 'daysInPost' : setting('joiners') === 'daysEmployed' ? 'daysEmployed' : 'whole'
  return {
    share,
    days: setting('days') === 'working' ? 'working' : 'calendar',
    // Who shares by days and has none of them has no share either.
    leastDays: Math.max(number('leastDays'), share === 'whole' ? 0 : 1),
    probation: reduction('probation', 'probationPercent', 'probationMonths'),
    longAbsence: longAbsence && { ...longAbsence, kinds: (setting('absenceKinds') ?? '').split(',').filter(Boolean) },
  }
}

/** What the records say of one person in the period; days are of the kind that the rules count. */
export interface TimeInPeriod {
  readonly daysEmployed: number
  /** The first day after the probation, where the person's last day in the period lies before it. */
  readonly probationUntil: Day | undefined
  readonly daysAway: number
}

/** The first day after the probation 试用期 of somebody who is on it on their last day in the period. */
export function probationUntil(employee: Pick<Employee, 'spells'>, period: Days, months: number): Day | undefined {
  const hired = employee.spells[0]?.from
  const until = hired && monthsAfter(hired, months)
  return until !== undefined && lastDayIn(employee, period) < until ? until : undefined
}

/** Whether and how far somebody takes part: `percent` is left out for whoever takes part whole. */
export type Participation =
  | { readonly takesPart: false; readonly because: Remark }
  | { readonly takesPart: true; readonly percent?: number; readonly because?: Remark }

/** Least days go before probation, probation before long absence; where both lower a share, the lower per cent holds alone (POLICY A14). */
export function participationOf({ daysEmployed, probationUntil, daysAway }: TimeInPeriod, rules: ParticipationRules): Participation {
  if (daysEmployed < rules.leastDays) return { takesPart: false, because: tooFew(daysEmployed, rules) }
  const reductions: (Remark & { readonly percent: number })[] = []
  if (rules.probation && probationUntil !== undefined) {
    const until = dayText(probationUntil)
    const { percent } = rules.probation
    reductions.push({ percent, zh: `试用期至 ${until} 前`, en: `on probation until before ${until}` })
  }
  if (rules.longAbsence && daysAway >= rules.longAbsence.from) {
    const { percent, from } = rules.longAbsence
    reductions.push({ percent, zh: `请假 ${daysAway} 天，达到 ${from} 天`, en: `away on ${daysAway} days, ${from} or more` })
  }
  const [lowest] = reductions.sort((a, b) => a.percent - b.percent)
  if (!lowest) return { takesPart: true }
  const { percent, zh, en } = lowest
  if (percent === 0) return { takesPart: false, because: { zh: `不参与分配：${zh}`, en: `excluded: ${en}` } }
  return { takesPart: true, percent, because: { zh: `按 ${percent}% 参与分配：${zh}`, en: `takes part at ${percent}%: ${en}` } }
}

function tooFew(employed: number, { leastDays, days }: ParticipationRules): Remark {
  const kind = days === 'working' ? { zh: '工作日', en: 'working days' } : { zh: '天', en: 'days' }
  return {
    zh: `不参与分配：期间内在职 ${employed} ${kind.zh}，不足 ${leastDays} ${kind.zh}`,
    en: `excluded: employed on ${employed} ${kind.en} of the period, fewer than ${leastDays}`,
  }
}

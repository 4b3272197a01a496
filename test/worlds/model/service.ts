import {
  add,
  compare,
  decimal,
  divide,
  HUNDRED,
  multiply,
  type Rational,
  rational,
  subtract,
  sum,
  ZERO,
} from '../../../src/base/rational.ts'
import { decimalText, roundHalfUp } from '../../../src/base/rounding.ts'
import type { Span } from './calendar.ts'
import type { Dataset } from './dataset.ts'
import { counts, daysEmployed, isOnProbation, peopleIn } from './people.ts'
import type { ModelSettings } from './settings.ts'

const MODULE_WEIGHTS = { attendance: '0.1', customer: '0.2', manager: '0.3', problemSolving: '0.4' } as const
export type ModuleKey = keyof typeof MODULE_WEIGHTS
const MODULE_KEYS: readonly ModuleKey[] = ['attendance', 'customer', 'manager', 'problemSolving']

export interface ServiceRow {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly status: 'scored' | 'incomplete' | 'excluded'
  readonly missing: readonly string[]
  readonly modules: Readonly<Record<string, { readonly score: string }>>
  readonly final: string | null
}

/** Policy 5.1 and 5.2 with the readings A1 to A10, one engineer after the other. */
export function serviceRows(data: Dataset, period: Span, settings: ModelSettings): ServiceRow[] {
  return peopleIn(data, 'service_engineer', period).map((person): ServiceRow => {
    const found: Readonly<Record<ModuleKey, Rational | undefined>> = {
      attendance: attendance(data, person.number, period, settings),
      customer: customer(data, person.number, period, settings),
      manager: managerMark(data, person.number, period),
      problemSolving: problemSolving(data, person.number, period),
    }
    const missing = MODULE_KEYS.filter((key) => found[key] === undefined)
    const decisions = (data.decisions ?? []).filter((one) => one.period === period.text && one.employee === person.number)
    const excluded = decisions.some((one) => one.decision === 'exclude') || percentOf(data, person.number, period, settings) === 0

    const scores = new Map<ModuleKey, Rational>()
    let undecided = 0
    for (const key of MODULE_KEYS) {
      const score = found[key]
      if (score !== undefined) {
        scores.set(key, roundHalfUp(score, 2))
        continue
      }
      const decision = decisions.find((one) => one.module === key)
      const treatment = decision?.decision ?? settings.onIncomplete
      if (treatment === 'zero') scores.set(key, ZERO)
      else if (treatment === 'value') scores.set(key, decision?.value ?? ZERO)
      else if (treatment === 'hold') undecided++
    }

    const incomplete = undecided > 0 || scores.size === 0
    const status = excluded ? 'excluded' : incomplete ? 'incomplete' : 'scored'
    return {
      employee: person.number,
      name: person.name,
      region: person.region,
      status,
      missing,
      modules: Object.fromEntries([...scores].map(([key, score]) => [key, { score: decimalText(score, 2) }])),
      final: status === 'scored' ? decimalText(weighted(scores), 2) : null,
    }
  })
}

/** A14: at how many of a hundred somebody takes part in the split; 0 is not at all. */
export function percentOf(data: Dataset, engineer: string, period: Span, settings: ModelSettings): number {
  const byDays = settings.movers === 'days_in_post' || settings.joiners === 'days_employed'
  const employed = daysEmployed(data, engineer, period, settings.countedDays)
  if (employed < settings.leastDays || (byDays && employed === 0)) return 0
  const { probation, longAbsence } = settings
  const days = (data.attendance ?? []).filter(
    (one) =>
      one.employee === engineer &&
      longAbsence?.kinds.includes(one.kind) &&
      one.date >= period.attendance.first &&
      one.date <= period.attendance.last &&
      counts(data, one.date, settings.countedDays),
  )
  const away = new Set(days.map((one) => one.date)).size
  return Math.min(
    probation && isOnProbation(data, engineer, period, probation.months) ? probation.percent : 100,
    longAbsence && away >= longAbsence.days ? longAbsence.percent : 100,
  )
}

/** 5.2: the printed module scores by weight; where a module is left out the others carry its weight in proportion. */
function weighted(scores: ReadonlyMap<ModuleKey, Rational>): Rational {
  let total = ZERO
  let weights = ZERO
  for (const [key, score] of scores) {
    total = add(total, multiply(score, decimal(MODULE_WEIGHTS[key])))
    weights = add(weights, decimal(MODULE_WEIGHTS[key]))
  }
  return divide(total, weights) ?? ZERO
}

/** 5.1.1 with A1 to A6. */
function attendance(data: Dataset, engineer: string, period: Span, settings: ModelSettings): Rational | undefined {
  if (data.attendance === undefined) return undefined

  const { first, last } = period.attendance
  const own = data.attendance.filter((event) => event.employee === engineer)
  // A6: one person, day, kind and shift count once, with the largest count.
  const sameDay = (event: (typeof own)[number]) => `${event.date} ${event.kind} ${event.shift}`
  const onSlips = new Set(own.filter((event) => event.slip !== '').map(sameDay))
  const merged = new Map<string, { kind: string; count: number }>()
  for (const event of own) {
    if (event.slip !== '' || onSlips.has(sameDay(event)) || event.date < first || event.date > last) continue
    const key = sameDay(event)
    merged.set(key, { kind: event.kind, count: Math.max(event.count, merged.get(key)?.count ?? 0) })
  }
  // A2: a slip is one, in the period of its first day.
  for (const event of own.filter((one) => one.slip !== '')) {
    const days = own.filter((one) => one.slip === event.slip && one.kind === event.kind).map((one) => one.date)
    const begins = Math.min(...days)
    if (begins >= first && begins <= last) merged.set(`slip ${event.slip} ${event.kind}`, { kind: event.kind, count: 1 })
  }

  let office = 0
  let arrival = 0
  let callAbsence = false
  let unclassified = false
  for (const event of merged.values()) {
    const meant = meaning(event.kind, settings)
    if (meant === 'late' || meant === 'early_leave' || settings.leaveKinds.includes(meant)) office += event.count
    else if (meant === 'arrival_late') arrival += event.count
    else if (meant === 'call_absence') callAbsence = true
    else if (meant === 'unclassified') unclassified = true
  }

  if (callAbsence && settings.zeroScope === 'module') return ZERO
  if (unclassified) return undefined
  const onDuty = hundredLess(settings.deductFrom === 'both' ? office + arrival : office)
  const onTime = callAbsence ? ZERO : hundredLess(settings.deductFrom === 'both' ? office + arrival : arrival)
  return add(multiply(onDuty, decimal('0.4')), multiply(onTime, decimal('0.6')))
}

/** A5 */
function meaning(kind: string, settings: ModelSettings): string {
  if (kind === 'absence') return settings.absence
  if (kind === 'missing_punch') return settings.missingPunch
  if (kind === 'serious_late') return settings.seriousLate
  return kind
}

/** Ten off for each event, never below zero (A3). */
function hundredLess(events: number): Rational {
  const left = subtract(HUNDRED, rational(BigInt(events) * 10n))
  return compare(left, ZERO) < 0 ? ZERO : left
}

/** 5.1.2 with A7: the mean of the forms' weighted scores. */
function customer(data: Dataset, engineer: string, period: Span, settings: ModelSettings): Rational | undefined {
  const scores = (data.feedback ?? [])
    .filter((form) => form.engineer === engineer && form.date >= period.first && form.date <= period.last)
    .map((form) =>
      sum([
        multiply(form.attitude, decimal('0.25')),
        multiply(form.resolution, decimal('0.5')),
        multiply(form.dedication, decimal('0.25')),
      ]),
    )
  const average = mean(scores)
  return average && settings.feedbackScale === 5 ? multiply(average, decimal('20')) : average
}

/** 5.1.3: the one overall mark of exactly this period. */
function managerMark(data: Dataset, engineer: string, period: Span): Rational | undefined {
  return data.evaluations?.find((one) => one.item === 'overall' && one.engineer === engineer && one.period === period.text)?.score
}

/** 5.1.4 with A8 to A10. */
function problemSolving(data: Dataset, engineer: string, period: Span): Rational | undefined {
  const ratings = (data.evaluations ?? []).filter(
    (one) => one.item === 'on_site_resolution' && one.engineer === engineer && one.period === period.text,
  )
  const answers = (data.feedback ?? []).filter(
    (form) => form.engineer === engineer && form.date >= period.first && form.date <= period.last && form.solvedOnSite !== undefined,
  )
  const onSite = mean(ratings.map((one) => one.score)) ?? mean(answers.map((form) => (form.solvedOnSite ? HUNDRED : ZERO)))
  const followUp = mean(
    (data.followups ?? [])
      .filter((one) => one.engineer === engineer && one.date >= period.first && one.date <= period.last)
      .map((one) => one.score),
  )
  if (onSite === undefined || followUp === undefined) return undefined
  return add(multiply(onSite, decimal('0.4')), multiply(followUp, decimal('0.6')))
}

function mean(values: readonly Rational[]): Rational | undefined {
  return divide(sum(values), rational(BigInt(values.length)))
}

import { createHash } from 'node:crypto'
import { type Day, dayBefore, dayText, firstOfMonth } from '../../base/day.ts'
import { type Period, periodFromText, windowEnding } from '../../base/period.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { type HeldSpan, type OldEnough, periodsWritten, type RetentionLine, retentionLines } from '../../store/aggregates/retention.ts'
import { KIND_TABLES, RETENTION_KINDS, type RetentionKind } from '../../store/aggregates/retention-kinds.ts'
import { retentionHolds, retentionRules } from '../../store/aggregates/retention-log.ts'
import { settingChangesOn } from '../../store/aggregates/setting-changes.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { knownSettings } from '../settings/list-settings.ts'

/** How far growth looks back, at the most: a year before a year. */
const LEAST_MONTHS = 24
const WINDOWS = { 'sales.retention-rate.windowMonths': 2, 'sales.new-client-rate.lookBackMonths': 1 } as const
const EVER = 29991231 as Day

/** How many months before its first day the measures of a period look back, as the windows are set and will be. */
export async function monthsLookedBack(service: Service, reader: Reader): Promise<number> {
  const today = await companyToday(service, reader)
  const known = await knownSettings(service, today)
  const months = [LEAST_MONTHS]
  for (const [key, windows] of Object.entries(WINDOWS)) {
    const shipped = known.ok ? known.settings.find((setting) => setting.key === key)?.value : undefined
    const values = [shipped]
    for (const day of [today, EVER]) values.push((await settingChangesOn(reader, day)).get(key)?.value)
    for (const value of values) months.push(windows * (Number(value ?? 0) || 0) + 12 * (windows === 1 ? 1 : 0))
  }
  return Math.max(...months)
}

/** What is old enough to go of one kind. */
export interface KindPlan {
  readonly kind: RetentionKind
  readonly old: OldEnough
  /** The period that is not closed, or whose adjustment is open, for whose sake more is kept than the years say. */
  readonly keptFor: string | undefined
}

export interface RemovalPlan {
  readonly company: number
  readonly kinds: readonly KindPlan[]
  readonly holds: readonly HeldSpan[]
  readonly lines: readonly RetentionLine[]
  /** Names the plan: what was shown is what is removed. */
  readonly plan: string
}

/** What the years in force let go today, with what holds and open work keep of it. */
export async function planRemoval(service: Service, reader: Reader): Promise<RemovalPlan> {
  const company = (await findCompanyBook(reader))?.id ?? 0
  const rules = await retentionRules(reader)
  const today = await companyToday(service, reader)
  const calendar = await companyCalendar(reader)
  const needs = await earliestNeeded(reader, await monthsLookedBack(service, reader))
  const kinds: KindPlan[] = []
  for (const kind of RETENTION_KINDS) {
    const years = rules.get(kind)?.years
    if (years === undefined) continue
    const byYears = firstOfMonth(today, -12 * years)
    const isRecord = KIND_TABLES[kind].record !== undefined
    const isLimited = isRecord && needs !== undefined && needs.from < byYears
    const before = isLimited ? needs.from : byYears
    const written = KIND_TABLES[kind].when.kind === 'period' ? await periodsWritten(reader, company, kind) : []
    const periods = written.filter((text) => (periodFromText(text, calendar)?.last ?? Number.POSITIVE_INFINITY) < before).sort()
    kinds.push({ kind, old: { before, periods }, keptFor: isLimited ? needs.period : undefined })
  }
  const holds = await spansHeld(reader, company)
  const lines: RetentionLine[] = []
  for (const { kind, old } of kinds) lines.push(...(await retentionLines(reader, company, kind, old, holds)))
  const named = JSON.stringify([kinds, holds, lines])
  return { company, kinds, holds, lines, plan: createHash('sha256').update(named).digest('hex').slice(0, 32) }
}

/** The first day that a period needs which is not closed yet, or on which an adjustment is proposed. */
async function earliestNeeded(reader: Reader, months: number): Promise<{ readonly from: Day; readonly period: string } | undefined> {
  const proposed = await reader.all(`SELECT DISTINCT closed_period FROM adjustments WHERE state = 'proposed'`)
  const open = new Set(proposed.map(([period]) => String(period)))
  const calendar = await companyCalendar(reader)
  const [first] = (await allPeriods(reader))
    .filter(({ state, text }) => state !== 'closed' || open.has(text))
    .flatMap(({ text }) => periodFromText(text, calendar) ?? [])
    .map((period) => ({ period: period.text, from: neededFrom(period, months) }))
    .sort((a, b) => a.from - b.from)
  return first
}

/** The first day of whose records a period makes use. */
export function neededFrom(period: Period, monthsBack: number): Day {
  return windowEnding(dayBefore(period.first), monthsBack, period).first
}

async function spansHeld(reader: Reader, company: number): Promise<HeldSpan[]> {
  const standing = (await retentionHolds(reader)).filter(({ endedAt }) => endedAt === undefined).reverse()
  if (standing.length === 0) return []
  const calendar = await companyCalendar(reader)
  const written = new Set<string>()
  for (const kind of RETENTION_KINDS) {
    if (KIND_TABLES[kind].when.kind === 'period') for (const text of await periodsWritten(reader, company, kind)) written.add(text)
  }
  return standing.map(({ employee, period: text }) => {
    const period = text === undefined ? undefined : periodFromText(text, calendar)
    const touching = [...written].filter((each) => {
      const other = periodFromText(each, calendar)
      return period !== undefined && other !== undefined && other.first <= period.last && other.last >= period.first
    })
    return { employee, first: period?.first, last: period?.last, periods: touching.sort() }
  })
}

/** The last day of what goes, for people to read. */
export function lastDayRemoved({ old }: KindPlan): string {
  return dayText(dayBefore(old.before as Day))
}

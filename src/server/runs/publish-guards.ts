import type { Answer } from '../../base/answer.ts'
import { attendanceDays, monthsOf, type Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { CALENDAR_KEYS } from '../../domain/company/calendar-settings.ts'
import { rulePublishedSince } from '../../store/aggregates/company-rules.ts'
import { readRuleTextsKept } from '../../store/aggregates/rule-texts.ts'
import { findRun, newestDoneRun, type RunRow } from '../../store/aggregates/runs.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { lastChange } from '../../store/company-book/changes.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { newestChangeTouching } from '../../store/company-book/runs-changes.ts'
import type { Reader } from '../../store/database/connection.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import type { PeriodEffect, PeriodGuard } from '../kernel/period-step.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { settingsInForce } from '../settings/settings-in-force.ts'
import { runProblem } from './run-problems.ts'

/**
 * The run that a period may be published with: the one named, else the newest that is done. It has seen everything that the
 * period is computed from as it is now, and no region of it is held. Problems, all of them at once: thing_must_exist,
 * run_must_be_done, run_must_be_of_newest_data, run_must_be_of_newest_rules, run_must_be_of_newest_settings, region_must_not_be_held.
 */
export async function runToPublish(
  reader: Reader,
  period: Period,
  named?: string,
): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const run = named === undefined ? await newestDoneRun(reader, period.text) : await findRun(reader, named)
  if (named !== undefined && run?.period !== period.text) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `run ${named}` })] }
  }
  if (!run) return { ok: false, problems: [runProblem('run_must_be_done', { run: '-', state: '-' })] }
  if (run.state !== 'done' || run.purpose !== 'period') {
    return { ok: false, problems: [runProblem('run_must_be_done', { run: run.id, state: run.state })] }
  }
  const problems = [...(await staleness(reader, period, run)), ...(await heldRegions(reader, run))]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, run }
}

async function staleness(reader: Reader, period: Period, run: RunRow): Promise<Problem[]> {
  const company = await findCompanyBook(reader)
  const span = { after: run.asOfChange ?? 0, upTo: await lastChange(reader) }
  const periods = [period.text, ...monthsOf(period).map((month) => month.text)]
  const touched =
    company && (await newestChangeTouching(reader, company.id, span, { last: Math.max(period.last, attendanceDays(period).last), periods }))
  if (touched !== undefined) return [runProblem('run_must_be_of_newest_data', { run: run.id, change: String(touched) })]
  const used = run.rulesSha256 === undefined ? undefined : await readRuleTextsKept(reader, run.rulesSha256)
  const rule = used && (await rulePublishedSince(reader, period.last, used))
  if (rule !== undefined) return [runProblem('run_must_be_of_newest_rules', { run: run.id, rule })]
  const changed = await changedSetting(reader, period, run)
  return changed === undefined ? [] : [runProblem('run_must_be_of_newest_settings', { run: run.id, setting: changed })]
}

/** A setting that was set, or set otherwise, after the run. */
async function changedSetting(reader: Reader, period: Period, run: RunRow): Promise<string | undefined> {
  const { rules, onIncomplete, language } = await settingsInForce(reader, period)
  const now: Readonly<Record<string, string>> = { ...rules, onIncomplete, language }
  const then: unknown = JSON.parse(run.settings)
  const used = new Map(Object.entries(typeof then === 'object' && then !== null ? then : {}).map(([key, value]) => [key, String(value)]))
  const later = await reader.all('SELECT DISTINCT key FROM setting_changes WHERE effective_from <= $1 AND at > $2', [
    period.last,
    run.startedAt,
  ])
  // The days of a period follow from all that was set of the company's calendar, from whichever day it holds.
  const ofCalendar = CALENDAR_KEYS.find((key) => used.get(key) !== now[key])
  const changed = later.map(([key]) => String(key)).filter((key) => !CALENDAR_KEYS.includes(key))
  return ofCalendar ?? changed.find((key) => now[key] === undefined || used.get(key) !== now[key])
}

async function heldRegions(reader: Reader, run: RunRow): Promise<Problem[]> {
  const held = (await snapshotRegions(reader, run.id)).filter(({ status }) => status === 'held')
  return held.length === 0 ? [] : [runProblem('region_must_not_be_held', { regions: held.map(({ region }) => region).join(', ') })]
}

/** A period is published with a finished run of the newest data in which no region is held. */
export const PUBLISH_GUARDS: readonly PeriodGuard[] = [
  {
    to: 'published',
    async check({ transaction, period, run }) {
      const found = await runToPublish(transaction, await openedPeriod(transaction, period.text), run)
      return found.ok ? [] : found.problems
    },
  },
]

/** From then on people see that run. */
export const PUBLISH_EFFECTS: readonly PeriodEffect[] = [
  {
    to: 'published',
    async apply({ transaction, period, run }) {
      const found = await runToPublish(transaction, await openedPeriod(transaction, period.text), run)
      return found.ok ? { publishedRun: found.run.id } : undefined
    },
  },
]

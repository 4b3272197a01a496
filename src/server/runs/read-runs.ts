import { z } from 'zod'
import type { Result } from '../../appraisal/result-json.ts'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Period, periodFromText } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { calendarFrom } from '../../domain/company/calendar-settings.ts'
import { dismissalsInForce } from '../../store/aggregates/odd-dismissals.ts'
import { findRun, type RunMark, type RunRow, runsOfPeriod } from '../../store/aggregates/runs.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import type { RunSummary } from './build-snapshot.ts'
import { runControl } from './run-control.ts'

/** A run as it is shown: its row with JSON read, and the progress of one that is under way. */
export interface RunView extends Omit<RunRow, 'settings' | 'given' | 'rules' | 'problems' | 'summary'> {
  readonly settings: Readonly<Record<string, string>>
  /** Table to number of records. */
  readonly rows: Readonly<Record<string, number>>
  readonly rules: Result['rules']
  readonly problems: readonly Problem[]
  /** What of the odd is dismissed now, by its key; the problems themselves stay what the run found. */
  readonly dismissed: { has(key: string): boolean }
  /** Undefined until it is done. */
  readonly summary: RunSummary | undefined
}

interface RunPage {
  readonly after?: RunMark | undefined
  readonly limit: number
}

interface RunOfPeriod {
  readonly period: Period
  readonly run: string
}

/** The period of a run, with the days that its settings give the name. */
export function periodOfRun({ period }: Pick<RunRow, 'period'>, settings: RunView['settings']): Period {
  return present(periodFromText(period, calendarFrom(settings)), 'A run is of a period.')
}

/** Runs of a period, the newest first; one more than the limit where there are more. */
export const listRuns = useCase(
  'run.read',
  async (service, _, period: Period, page: RunPage): Promise<Answer<{ readonly ok: true; readonly runs: readonly RunView[] }>> => {
    const rows = await runsOfPeriod(service.store, period.text, { after: page.after, limit: page.limit + 1 })
    const dismissed = await dismissalsInForce(service.store)
    return { ok: true, runs: rows.map((row) => runView(service, row, dismissed)) }
  },
)

/** One run of a period; thing_must_exist where it has none such. */
export const readRun = useCase('run.read', (service, _, asked: RunOfPeriod) => runOfPeriod(service, asked))

/** The same for an answer to whoever began or cancelled it. */
export async function runOfPeriod(
  service: Service,
  { period, run }: RunOfPeriod,
): Promise<Answer<{ readonly ok: true; readonly value: RunView }>> {
  const row = await findRun(service.store, run)
  if (!row || row.period !== period.text) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `run ${run}` })] }
  return { ok: true, value: runView(service, row, await dismissalsInForce(service.store)) }
}

const texts = z.record(z.string(), z.string())
const numbers = z.record(z.string(), z.number())
const rules = z.array(
  z.object({ id: z.string(), effectiveFrom: z.string(), sha256: z.string(), months: z.array(z.string()).exactOptional() }),
)
const place = z.object({
  file: z.string(),
  sheet: z.string().optional(),
  row: z.number().optional(),
  column: z.string().optional(),
})
const problems = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    values: texts,
    table: z.string().optional(),
    record: z.string().optional(),
    column: z.string().optional(),
    place: place.optional(),
    odd: z.unknown().optional(),
  }),
)
const summary = z.object({
  engineers: z.number(),
  representatives: z.number(),
  scored: z.number(),
  incomplete: z.number(),
  excluded: z.number(),
  held: z.array(z.string()),
  pools: z.string(),
  paid: z.string(),
})

export function runView(service: Service, row: RunRow, dismissed: RunView['dismissed'] = new Map()): RunView {
  const live = row.state === 'running' ? runControl(service).progressOf(row.id) : undefined
  const done = row.state === 'done'
  const { given, ...others } = row
  return {
    ...others,
    dismissed,
    ...(live ? { step: live.step, progress: live.progress } : {}),
    settings: texts.parse(JSON.parse(row.settings)),
    rows: numbers.parse(JSON.parse(given)),
    rules: rules.parse(JSON.parse(row.rules)),
    problems: problems.parse(JSON.parse(row.problems)),
    summary: done ? summary.parse(JSON.parse(row.summary)) : undefined,
  }
}

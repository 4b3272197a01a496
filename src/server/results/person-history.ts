import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayText } from '../../base/day.ts'
import { decimalText } from '../../base/rounding.ts'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import { type PublishedResult, publishedResultsOf } from '../../store/aggregates/snapshots-history.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'
import { type ResultLine, resultLine } from './list-results.ts'
import { rulesOfRun } from './run-rules.ts'
import { hiddenKpis } from './visible-kpis.ts'

/** A person's result in one published period. Scores and bonus as in a list of results, ratios with 4 decimals. */
export interface PastResult extends ResultLine {
  readonly period: string
  readonly first: string
  readonly last: string
  readonly run: string
  /** Printed module scores of an engineer; null where a module has none. */
  readonly modules: Readonly<Record<string, string | null>>
  /** KPI values of a representative; null where a KPI is not applicable. */
  readonly kpis: Readonly<Record<string, string | null>>
}

/**
 * What was published of a person in the newest periods, newest first: only those in which they were within the actor's reach,
 * so that a manager sees the months when the person was theirs. Problems: thing_must_exist where none is within reach, unless
 * the actor reaches the person in any case.
 */
export const personHistory = useCase(
  'result.read',
  async (
    service,
    actor,
    { employee, periods }: { readonly employee: string; readonly periods: number },
  ): Promise<Answer<{ readonly ok: true; readonly results: readonly PastResult[] }>> => {
    const own = employee === actor.employee && actor.positions.includes('staff')
    const published = await publishedResultsOf(service.store, employee, periods)
    const seen: PublishedResult[] = []
    for (const each of published) {
      const period = await openedPeriod(service.store, each.period)
      if (own || reaches(await reachOf(service, actor, period), { employee, region: each.person.region })) seen.push(each)
    }
    if (seen.length === 0 && !own) {
      const known = actor.scope === 'all' && (await personOfCompany(service.store, employee)) !== undefined
      if (!known) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `person ${employee}` })] }
    }
    if (!own && seen.length > 0) {
      const newest = seen[0]?.period ?? ''
      await recordReading(service, actor, { action: 'result.history', subject: `person ${employee}`, period: newest, asked: { periods } })
    }
    const results: PastResult[] = []
    for (const each of seen) results.push(await seenResult(service, actor, each))
    return { ok: true, results }
  },
)

async function seenResult(service: Service, actor: Actor, published: PublishedResult): Promise<PastResult> {
  const past = pastResult(published)
  if (published.person.kind !== 'sales') return past
  const run = present(await findRun(service.store, published.run), 'What was published is of a run.')
  const hidden = hiddenKpis(await rulesOfRun(service, run), actor)
  return { ...past, kpis: Object.fromEntries(Object.entries(past.kpis).filter(([kpi]) => !hidden.has(kpi))) }
}

function pastResult({ period, first, last, run, person }: PublishedResult): PastResult {
  const head = { ...resultLine(person), period, first: dayText(first as Day), last: dayText(last as Day), run }
  if (person.kind === 'sales') {
    const { kpis } = storedSalesFrom(person.facts).result
    const values = Object.entries(kpis).map(([kpi, { value }]) => [kpi, value === undefined ? null : decimalText(value, 4)])
    return { ...head, modules: {}, kpis: Object.fromEntries(values) }
  }
  const { modules } = storedServiceFrom(person.facts).result
  const scores = MODULES.map((module) => {
    const { score } = modules[module]
    return [module, score === undefined ? null : decimalText(score, 2)]
  })
  return { ...head, modules: Object.fromEntries(scores), kpis: {} }
}

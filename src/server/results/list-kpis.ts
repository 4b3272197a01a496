import type { Answer } from '../../base/answer.ts'
import { compare, rationalFromText } from '../../base/rational.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { Kpi } from '../../domain/sales/sales-facts.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { snapshotFacts } from '../../store/aggregates/snapshots.ts'
import { regionNames } from '../../store/aggregates/snapshots-history.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { type KpiFigure, type KpiHead, kpiFigures, kpiHeads } from './kpi-lines.ts'
import { type RegionName, type ResultLine, regionsWithin, resultLine } from './list-results.ts'
import { noSuchKpi, rulesOfRun } from './run-rules.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'
import { rulesSeenBy } from './visible-kpis.ts'

/** A representative 业务员 with what they reached, KPI by KPI. */
export interface KpiRow extends Omit<ResultLine, 'kind' | 'bonus'> {
  readonly regionName: string
  readonly figures: readonly KpiFigure[]
}

export interface ListKpis extends ViewedRun {
  readonly region?: string | undefined
  /** Part of a name or number. */
  readonly search?: string | undefined
  /** What the list is ordered by: a KPI's value, the points of the scorecard, or the number. */
  readonly sort: 'points' | 'employee' | Kpi
  readonly order: 'ascending' | 'descending'
  readonly offset: number
  readonly limit: number
}

export interface KpiList {
  readonly run: string
  readonly kpis: readonly KpiHead[]
  readonly rows: readonly KpiRow[]
  readonly total: number
  readonly regions: readonly RegionName[]
}

/**
 * Everybody's KPIs in a run within reach, in the order asked for; those without a value come last, and of equal ones the smaller
 * number first. Entered into the audit trail where they are of others. Problems: of viewedRun; thing_must_exist for a KPI that the run's
 * rules do not have.
 */
export const listKpis = useCase(
  'result.read',
  async (
    service,
    actor,
    { region, search, sort, order, offset, limit, ...view }: ListKpis,
  ): Promise<Answer<{ readonly ok: true; readonly value: KpiList }>> => {
    const viewed = await viewedRun(service, actor, view)
    if (!viewed.ok) return viewed
    const { run } = viewed
    const rules = rulesSeenBy(await rulesOfRun(service, run), actor)
    if (sort !== 'points' && sort !== 'employee' && !rules.kpis.has(sort)) return { ok: false, problems: [noSuchKpi(sort, run)] }
    const reach = await reachOf(service, actor, view.period)
    const sought = search?.toLowerCase()
    const within = (await rowsOfRun(service, run)).filter(
      (row) =>
        reaches(reach, row) &&
        (region === undefined || row.region === region) &&
        (sought === undefined || `${row.name} ${row.employee}`.toLowerCase().includes(sought)),
    )
    const rows = sorted(within, sort, order)
      .slice(offset, offset + limit)
      .map((row) => ({ ...row, figures: row.figures.filter(({ kpi }) => rules.kpis.has(kpi)) }))
    if (rows.some(({ employee }) => employee !== actor.employee)) {
      const asked = { region, search, sort, order, offset }
      await recordReading(service, actor, { action: 'result.kpis', subject: `run ${run.id}`, period: view.period.text, asked })
    }
    const regions = await regionsWithin(service, run.id, reach)
    return { ok: true, value: { run: run.id, kpis: kpiHeads(rules), rows, total: within.length, regions } }
  },
)

const PEOPLE_AT_ONCE = 200
/** Runs whose rows are kept: the one people look at, and the one it is compared with. A snapshot never changes. */
const KEPT = 2
const kept = new Map<string, Promise<readonly KpiRow[]>>()

/** Reading the facts of thousands of people takes a second, and every page and order of the list needs all of them. */
function rowsOfRun(service: Service, run: RunRow): Promise<readonly KpiRow[]> {
  const known = kept.get(run.id)
  if (known) return known
  for (const oldest of [...kept.keys()].slice(0, Math.max(kept.size - KEPT + 1, 0))) kept.delete(oldest)
  const rows = readRows(service, run)
  kept.set(run.id, rows)
  rows.catch(() => kept.delete(run.id))
  return rows
}

async function readRows(service: Service, run: RunRow): Promise<readonly KpiRow[]> {
  const rules = await rulesOfRun(service, run)
  const names = await regionNames(service.store, run.id)
  const rows: KpiRow[] = []
  for (let after = ''; ; ) {
    const people = await snapshotFacts(service.store, run.id, 'sales', after, PEOPLE_AT_ONCE)
    for (const person of people) {
      const { employee, name, region, status, score } = resultLine(person)
      const figures = kpiFigures(storedSalesFrom(person.facts).result, rules)
      rows.push({ employee, name, region, regionName: names.get(region) ?? region, status, score, figures })
    }
    const last = people.at(-1)
    if (!last || people.length < PEOPLE_AT_ONCE) return rows
    after = last.employee
  }
}

function sorted(rows: readonly KpiRow[], sort: ListKpis['sort'], order: ListKpis['order']): KpiRow[] {
  const sign = order === 'ascending' ? 1 : -1
  if (sort === 'employee') return [...rows].sort((a, b) => sign * byCodePoint(a.employee, b.employee))
  const keyed = rows.map((row) => {
    const text = sort === 'points' ? row.score : (row.figures.find(({ kpi }) => kpi === sort)?.value ?? null)
    return { row, value: text === null ? undefined : rationalFromText(text) }
  })
  keyed.sort((a, b) => {
    if (a.value !== undefined && b.value !== undefined)
      return sign * compare(a.value, b.value) || byCodePoint(a.row.employee, b.row.employee)
    if (a.value === b.value) return byCodePoint(a.row.employee, b.row.employee)
    return a.value === undefined ? 1 : -1
  })
  return keyed.map(({ row }) => row)
}

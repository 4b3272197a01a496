import type { Answer } from '../../base/answer.ts'
import { fen, yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { type Rational, rationalFromText, subtract, ZERO } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import type { PersonMark, SnapshotPerson } from '../../store/aggregates/snapshots.ts'
import { changedPeople, type PersonOfTwo } from '../../store/aggregates/snapshots-compare.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { runView } from '../runs/read-runs.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { type ChangedFact, changedFacts } from './changed-facts.ts'
import { kpiHeads } from './kpi-lines.ts'
import { type ResultLine, resultLine } from './list-results.ts'
import { rulesOfRun } from './run-rules.ts'
import { viewedRun } from './viewed-run.ts'
import { hiddenFacts, hiddenKpis } from './visible-kpis.ts'

export interface CompareRuns {
  readonly period: Period
  readonly before: string | undefined
  readonly after: string | undefined
  readonly from?: PersonMark | undefined
  readonly limit: number
}

/** A rule or setting that differs between two runs; null where one of them has none. */
export interface Differing {
  readonly key: string
  readonly before: string | null
  readonly after: string | null
}

export interface Comparison {
  readonly before: string
  readonly after: string
  /** Rules by id with their versions' hashes, settings by key with their values. */
  readonly rules: readonly Differing[]
  readonly settings: readonly Differing[]
  /** What KPIs and measures are called, by key; a KPI as the rules of the later run say, of those it does not have as the earlier one's. */
  readonly titles: Readonly<Record<string, Remark>>
  /** One more than the limit where there are more. */
  readonly people: readonly ChangedPerson[]
}

export interface ChangedPerson {
  readonly kind: string
  readonly employee: string
  readonly name: string
  /** Null in the run that does not have the person. */
  readonly before: ResultLine | null
  readonly after: ResultLine | null
  /** After less before, as decimal text; null where one of them has none. */
  readonly scoreChange: string | null
  readonly bonusChange: string | null
  /** KPI points of a representative that differ, to 4 decimals; null is not applicable. */
  readonly kpiPoints: readonly Differing[]
  /** What it came from: facts that differ with the changes that touched them, rules and settings that differ and bear on it. */
  readonly because: { readonly facts: readonly ChangedFact[]; readonly rules: readonly string[]; readonly settings: readonly string[] }
}

/**
 * Who changed between two runs of a period, by how much and because of what; `before` is the published run unless told. Entered
 * into the audit trail. Problems: those of viewedRun, for either.
 */
export const compareRuns = useCase(
  'run.read',
  async (
    service,
    actor,
    { period, before, after, from, limit }: CompareRuns,
  ): Promise<Answer<{ readonly ok: true; readonly value: Comparison }>> => {
    const first = await viewedRun(service, actor, { period, run: before })
    if (!first.ok) return first
    const second = await viewedRun(service, actor, { period, run: after })
    if (!second.ok) return second
    const runs = { before: first.run, after: second.run }
    const rules = differing(rulesOf(service, runs.before), rulesOf(service, runs.after))
    const settings = differing(runView(service, runs.before).settings, runView(service, runs.after).settings)
    const ids = { before: runs.before.id, after: runs.after.id }
    const people = await changedPeople(service.store, ids, { from, limit: limit + 1 })
    const facts = await changedFacts(service, runs, people)
    await recordReading(service, actor, {
      action: 'result.compare',
      subject: `run ${runs.after.id}`,
      period: period.text,
      asked: { before: runs.before.id, from },
    })
    const unseen = await hiddenIn(service, actor, runs)
    const value = {
      ...ids,
      rules,
      settings,
      titles: { ...(await titlesOf(service, runs.before)), ...(await titlesOf(service, runs.after)) },
      people: people.map((person, index): ChangedPerson => {
        const bears = (key: string) => (person.kind === 'sales' ? /^(sales|measures)\./ : /^(service|bonus)\.|^onIncomplete$/).test(key)
        const because = {
          facts: (facts[index] ?? []).filter(({ fact }) => !unseen.facts.has(fact)),
          rules: rules.map(({ key }) => key).filter(bears),
          settings: settings.map(({ key }) => key).filter(bears),
        }
        const changed = changedPerson(person)
        return { ...changed, kpiPoints: changed.kpiPoints.filter(({ key }) => !unseen.kpis.has(key)), because }
      }),
    }
    return { ok: true, value }
  },
)

/** What of either run's rules an actor may not see. */
async function hiddenIn(service: Service, actor: Actor, runs: { readonly before: RunRow; readonly after: RunRow }) {
  const rules = [await rulesOfRun(service, runs.before), await rulesOfRun(service, runs.after)]
  return {
    kpis: new Set(rules.flatMap((each) => [...hiddenKpis(each, actor)])),
    facts: new Set(rules.flatMap((each) => [...hiddenFacts(each, actor)])),
  }
}

function changedPerson({ kind, employee, before, after }: PersonOfTwo): Omit<ChangedPerson, 'because'> {
  const bonus = before?.bonus === undefined || after?.bonus === undefined ? null : yuanText(fen(after.bonus - before.bonus))
  return {
    kind,
    employee,
    name: (after ?? before)?.name ?? '',
    before: before ? resultLine(before) : null,
    after: after ? resultLine(after) : null,
    scoreChange: before?.score === undefined || after?.score === undefined ? null : moved(before.score, after.score),
    bonusChange: bonus,
    kpiPoints: kind === 'sales' ? differing(pointsOf(before), pointsOf(after)) : [],
  }
}

async function titlesOf(service: Service, run: RunRow): Promise<Record<string, Remark>> {
  const rules = await rulesOfRun(service, run)
  const measures = Object.entries(rules.measures).map(([name, { title }]) => [name, title] as const)
  return Object.fromEntries([...measures, ...kpiHeads(rules).map(({ kpi, title }) => [kpi, title] as const)])
}

function moved(before: string, after: string): string {
  return decimalText(subtract(rationalFromText(after) ?? ZERO, rationalFromText(before) ?? ZERO), 2)
}

/** Points by KPI of the scorecard; a KPI without points is not in it. */
function pointsOf(person: SnapshotPerson | undefined): Record<string, string> {
  if (!person) return {}
  const lines = storedSalesFrom(person.facts).result.lines
  return Object.fromEntries(lines.flatMap(({ kpi, points }) => (points === undefined ? [] : [[kpi, pointsText(points)]])))
}

function pointsText(points: Rational): string {
  return decimalText(points, 4)
}

function rulesOf(service: Service, run: RunRow): Record<string, string> {
  return Object.fromEntries(runView(service, run).rules.map(({ id, sha256 }) => [id, sha256]))
}

function differing(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Differing[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.filter((key) => before[key] !== after[key]).map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }))
}

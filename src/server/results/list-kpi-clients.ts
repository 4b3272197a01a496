import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { compare, type Rational, ZERO } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import type { Kpi } from '../../domain/sales/sales-facts.ts'
import { kpiInputs } from '../../domain/sales/score-kpis.ts'
import type { CompiledRule, Workings } from '../../engine/compiled-rule.ts'
import { asOfReader } from '../../store/company-book/as-of.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { clientNames } from '../../store/measures/clients-of-rep.ts'
import { exactFigure } from '../../store/measures/measure.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type StoredSales, storedSalesFrom } from '../runs/stored-sales.ts'
import { noSuchKpi, rulesOfRun } from './run-rules.ts'
import { type PersonOfRun, seenPerson } from './seen-person.ts'
import { rulesSeenBy } from './visible-kpis.ts'

/** What each client adds to a measure, by code; '' for records without one. */
type ByClient = ReadonlyMap<string, Rational>

export interface KpiClients {
  readonly kpi: Kpi
  /** What the KPI is computed from under the settings in force; `byClient` is false for what no client stands behind (quotas, expenses). */
  readonly measures: readonly ClientMeasure[]
  readonly clients: readonly KpiClient[]
  readonly total: number
}

export interface ClientMeasure {
  readonly measure: string
  readonly title: Remark
  readonly unit: string
  /** The representative's figure, which the clients' add up to. */
  readonly value: string | null
  readonly byClient: boolean
}

export interface KpiClient {
  /** Null for records that name no client. */
  readonly client: string | null
  readonly name: string | null
  /** By measure. */
  readonly figures: Readonly<Record<string, string>>
}

/**
 * The clients 客户 behind a KPI of a representative, as the run saw their records: what each adds to every measure of it. Those
 * that add most to its last measure by client, its denominator where it has one, come first. Problems: of seenPerson;
 * thing_must_exist for somebody who is no representative, and for a KPI that the run's rules do not have.
 */
export const listKpiClients = useCase(
  'result.read',
  async (
    service,
    actor,
    input: PersonOfRun & { readonly kpi: Kpi; readonly offset: number; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly value: KpiClients }>> => {
    const answer = await seenPerson(service, actor, input, 'result.clients')
    if (!answer.ok) return answer
    const { run, period, rows } = answer.seen
    const { kpi, employee, offset, limit } = input
    const row = rows.find(({ kind }) => kind === 'sales')
    const company = await findCompanyBook(service.store)
    if (!row || !company) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `representative ${employee} of run ${run.id}` })] }
    }
    const rules = rulesSeenBy(await rulesOfRun(service, run), actor)
    const rule = rules.kpis.get(kpi)
    if (!rule) return { ok: false, problems: [noSuchKpi(kpi, run)] }
    const reader = asOfReader(service.store, company.id, present(run.asOfChange, 'A run that is done knows its change.'))
    const source = { reader, book: company.id, period, readings: rules.readings }
    const measured: { readonly head: ClientMeasure; readonly byClient: ByClient | undefined }[] = []
    for (const head of await measuresOf(rule, storedSalesFrom(row.facts))) {
      // Another KPI that this one takes has clients of its own.
      const measure = rules.measures[head.measure]
      const figures = await measure?.byClient?.(source, employee)
      const byClient = measure && figures && new Map([...figures].map(([client, figure]) => [client, exactFigure(measure, figure)]))
      measured.push({ head: { ...head, byClient: byClient !== undefined }, byClient })
    }
    const counted = measured.flatMap(({ head, byClient }) => (byClient ? [{ head, byClient }] : []))
    const codes = inOrder(
      [...new Set(counted.flatMap(({ byClient }) => [...byClient.keys()]))].filter((code) =>
        counted.some(({ byClient }) => (byClient.get(code) ?? ZERO).numerator !== 0n),
      ),
      counted.map(({ byClient }) => byClient),
    )
    const page = codes.slice(offset, offset + limit)
    const names = await clientNames(reader, company.id, page)
    const clients = page.map(
      (code): KpiClient => ({
        client: code === '' ? null : code,
        name: names.get(code) ?? null,
        figures: Object.fromEntries(counted.map(({ head, byClient }) => [head.measure, shown(byClient.get(code) ?? ZERO, head.unit)])),
      }),
    )
    return { ok: true, value: { kpi, measures: measured.map(({ head }) => head), clients, total: codes.length } }
  },
)

/** The measures that the rule really uses, with the titles that its workings give them. */
async function measuresOf(rule: CompiledRule, { facts, result }: StoredSales): Promise<readonly ClientMeasure[]> {
  const inputs = kpiInputs(facts, rule, result.kpis)
  const { workings } = await rule.explain(inputs)
  const leaves = new Map(leavesOf(workings).map((leaf) => [leaf.name, leaf]))
  return rule.used.map((measure) => {
    const value = inputs[rule.inputs.indexOf(measure)]
    const leaf = leaves.get(measure)
    const unit = leaf?.unit ?? rule.measure ?? 'count'
    const title = leaf?.title ?? { zh: measure, en: measure }
    return { measure, title, unit, value: value === undefined ? null : shown(value, unit), byClient: false }
  })
}

function leavesOf(node: Workings): Workings[] {
  return node.parts.length === 0 ? [node] : node.parts.flatMap(leavesOf)
}

/** Largest first by the last measure, then by those before it, then by code. */
function inOrder(codes: readonly string[], measures: readonly ByClient[]): string[] {
  const figures = [...measures].reverse()
  return [...codes].sort((a, b) => {
    for (const byClient of figures) {
      const order = compare(byClient.get(b) ?? ZERO, byClient.get(a) ?? ZERO)
      if (order !== 0) return order
    }
    return byCodePoint(a, b)
  })
}

function shown(value: Rational, unit: string): string {
  return unit === 'yuan' ? decimalText(value, 2) : exactText(value)
}

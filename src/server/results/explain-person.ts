import { collectionsOf, explainBonus, poolFact } from '../../appraisal/explain/explain-bonus.ts'
import { explainSales } from '../../appraisal/explain/explain-sales.ts'
import { explainService } from '../../appraisal/explain/explain-service.ts'
import type { Explainable } from '../../appraisal/explain/explainable.ts'
import { type Explained, type ExplainedRecord, explainedRecord } from '../../appraisal/explain/explained.ts'
import { findRecords } from '../../appraisal/explain/find-records.ts'
import { salesSources, serviceSources } from '../../appraisal/explain/source-queries.ts'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { groupBy } from '../../base/group-by.ts'
import { TABLES } from '../../domain/dataset/tables.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import { removedMonths } from '../../store/aggregates/retention-log.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { asOfReader } from '../../store/company-book/as-of.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { recordsOf } from '../../store/database/records.ts'
import type { SourceQuery } from '../../store/measures/source-query.ts'
import { reaches } from '../kernel/reach.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { nameReferences } from '../records/name-references.ts'
import { runView } from '../runs/read-runs.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'
import { regionsOfPerson } from './regions-of-person.ts'
import { removedRemarks } from './removed-records.ts'
import { clausesOfRun } from './run-clauses.ts'
import { rulesOfRun } from './run-rules.ts'
import { type PersonOfRun, type SeenPerson, seenPerson } from './seen-person.ts'
import { hiddenFacts, rulesSeenBy } from './visible-kpis.ts'

export interface PersonWorkings {
  readonly run: string
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  /** One tree a value; its leaves name the facts whose records can be asked for. */
  readonly values: readonly Explained[]
  /** The words of every clause 条款 that the tree cites, by its number, as they stood when the run was computed. */
  readonly clauses: Readonly<Record<string, Remark>>
  /** The words of every reason that the rules give for a missing value, by its key. */
  readonly reasons: Readonly<Record<string, Remark>>
}

/**
 * The workings 计算过程 of every value of a person in a run, from the facts, rule texts and settings that its snapshot keeps:
 * the same for ever, whatever became of data and rules. `perFact` records of each fact are listed. Problems: of seenPerson.
 */
export const explainPerson = useCase(
  'result.read',
  async (
    service,
    actor,
    input: PersonOfRun & { readonly perFact: number },
  ): Promise<Answer<{ readonly ok: true; readonly value: PersonWorkings }>> => {
    const answer = await seenPerson(service, actor, input, 'result.workings')
    if (!answer.ok) return answer
    const { seen } = answer
    const explainable = await explainableOf(service, actor, seen, input.perFact)
    const values: Explained[] = []
    for (const row of seen.rows) {
      if (row.kind === 'sales') {
        const { result, facts } = storedSalesFrom(row.facts)
        values.push(...(await explainSales(result, facts, explainable)))
      } else {
        const { result, facts } = storedServiceFrom(row.facts)
        values.push(await explainService(result, facts, explainable))
        values.push(...(await explainBonus(result, await regionsOfPerson(service, seen.run, row), explainable)))
      }
    }
    const [first] = seen.rows
    const { employee } = input
    const person = { run: seen.run.id, period: seen.period.text, employee, name: first?.name ?? '', region: first?.region ?? '' }
    return { ok: true, value: { ...person, values, ...(await wordsOf(service, seen.run, values, explainable)) } }
  },
)

/** The words that a reader of the trees needs besides: of clauses and of reasons. */
async function wordsOf(
  service: Service,
  run: RunRow,
  values: readonly Explained[],
  { rules }: Explainable,
): Promise<Pick<PersonWorkings, 'clauses' | 'reasons'>> {
  const nodes = values.flatMap(nodesOf)
  const cited = new Set(nodes.flatMap(({ clause, decisions }) => [clause, ...(decisions ?? []).map((decision) => decision.clause)]))
  const clauses = Object.entries(await clausesOfRun(service, run)).filter(([clause]) => cited.has(clause))
  const keys = new Set(nodes.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))
  const reasons = [...keys].map((key) => [key, { zh: rules.book.reasonWords(key, 'zh'), en: rules.book.reasonWords(key, 'en') }] as const)
  return { clauses: Object.fromEntries(clauses), reasons: Object.fromEntries(reasons.filter(([key, { zh }]) => zh !== key)) }
}

function nodesOf(node: Explained): Explained[] {
  return [node, ...node.parts.flatMap(nodesOf)]
}

export interface FactRecords {
  readonly total: number
  readonly records: readonly ExplainedRecord[]
  /** What the codes of people, clients and regions in the records stood for, by code. */
  readonly names: Readonly<Record<string, string>>
  /** Why they may be fewer than were counted. */
  readonly notes: readonly Remark[]
}

/**
 * One page of the source records 原始记录 behind a fact of a person, as they stood when the run read them. Problems: of
 * seenPerson; thing_must_exist for a fact that no value of the person has, or whose records are not for the actor to see.
 */
export const listFactRecords = useCase(
  'result.read',
  async (
    service,
    actor,
    input: PersonOfRun & { readonly fact: string; readonly client?: string | undefined; readonly offset: number; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly value: FactRecords }>> => {
    const answer = await seenPerson(service, actor, input, 'result.records')
    if (!answer.ok) return answer
    const { seen } = answer
    const queries = (await sourcesOf(service, seen)).get(input.fact)
    const isHidden = hiddenFacts(await rulesOfRun(service, seen.run), actor).has(input.fact)
    if (!queries || isHidden || !maySee(actor, seen, input.fact, queries))
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `fact ${input.fact}` })] }
    const found = await recordsBehind(service, seen.run, input.client === undefined ? queries : queries.map(ofClient(input.client)), input)
    return { ok: true, value: { ...found, notes: removedRemarks(queries, await removedMonths(service.store)) } }
  },
)

/** The query narrowed to one client's records; those of a table without clients stay. */
function ofClient(client: string): (query: SourceQuery) => SourceQuery {
  return (query) =>
    query.kind === 'ledger'
      ? { ...query, ledger: { ...query.ledger, client } }
      : query.kind === 'own'
        ? { ...query, client }
        : query.kind === 'dated' && TABLES[query.table].columns.some(({ key }) => key === 'client')
          ? { ...query, filter: { ...query.filter, client } }
          : query
}

async function explainableOf(service: Service, actor: Actor, seen: SeenPerson, perFact: number): Promise<Explainable> {
  const removed = await removedMonths(service.store)
  return {
    period: seen.period,
    rules: rulesSeenBy(await rulesOfRun(service, seen.run), actor),
    attendanceGiven: Object.hasOwn(runView(service, seen.run).rows, 'attendance'),
    showsOthers: seen.reach.kind !== 'own',
    async list(fact, queries) {
      const visible = maySee(actor, seen, fact, queries)
      const { total, records } = await recordsBehind(service, seen.run, queries, { offset: 0, limit: visible ? perFact : 0 })
      return { total, shown: records, notes: removedRemarks(queries, removed), ...(visible ? { fact } : {}) }
    },
  }
}

/**
 * What a region collected is not about one person: only those who reach the region's records see them one by one. The same goes for what
 * a measure counts of a region, of the company, or of what clients said of engineers.
 */
function maySee(actor: Actor, seen: SeenPerson, fact: string, queries: readonly SourceQuery[]): boolean {
  const region = regionOfFact(fact)
  const own = queries.filter((query) => query.kind === 'own')
  if (own.some(({ per }) => per === 'company') && actorScope(actor, 'record.read') !== 'all') return false
  const regions = [...(region === undefined ? [] : [region]), ...own.flatMap(({ per, key }) => (per === 'region' ? [key] : []))]
  if (own.some(({ table }) => table === 'feedback' || table === 'followups') && seen.reach.kind === 'own') return false
  return regions.every((each) => maySeeRegion(actor, seen, each))
}

function maySeeRegion(actor: Actor, { reach }: SeenPerson, region: string): boolean {
  return reach.kind !== 'own' && (reaches(reach, { region }) || actorScope(actor, 'record.read') === 'all')
}

function regionOfFact(fact: string): string | undefined {
  const beginning = poolFact('')
  return fact.startsWith(beginning) ? fact.slice(beginning.length) : undefined
}

async function recordsBehind(
  service: Service,
  run: RunRow,
  queries: readonly SourceQuery[],
  page: { readonly offset: number; readonly limit: number },
): Promise<Omit<FactRecords, 'notes'>> {
  const company = await findCompanyBook(service.store)
  if (!company) return { total: 0, records: [], names: {} }
  const records = recordsOf(asOfReader(service.store, company.id, present(run.asOfChange, 'A run that is done knows its change.')))
  const found = await findRecords(records, company.id, queries, page)
  const names: Record<string, string> = {}
  for (const [table, ofTable] of groupBy(found.records, (record) => record.table)) {
    for (const { code, name } of await nameReferences(records, company.id, table, ofTable)) names[code] = name
  }
  return { total: found.total, records: found.records.map((record) => explainedRecord(record)), names }
}

/** Every fact of a person by its name, with the queries that find its records. */
async function sourcesOf(service: Service, seen: SeenPerson): Promise<ReadonlyMap<string, readonly SourceQuery[]>> {
  const rules = await rulesOfRun(service, seen.run)
  const sources = new Map<string, readonly SourceQuery[]>()
  for (const row of seen.rows) {
    const { kind, employee } = row
    const named: Readonly<Record<string, readonly SourceQuery[]>> =
      kind === 'sales' ? salesSources(row, seen.period, rules) : serviceSources(employee, seen.period, rules.service.attendanceSettings)
    for (const [fact, queries] of Object.entries(named)) sources.set(fact, queries)
    if (kind === 'sales') continue
    for (const region of await regionsOfPerson(service, seen.run, row)) {
      sources.set(poolFact(region.bonus.region), [collectionsOf(region, seen.period, rules.readings)])
    }
  }
  return sources
}

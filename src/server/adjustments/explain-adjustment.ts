import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { fen, yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { decimalText } from '../../base/rounding.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { acceptedBefore, findAdjustment } from '../../store/aggregates/adjustments.ts'
import { accountNames } from '../../store/aggregates/people-names.ts'
import { findRun, publishedRunOf, type RunRow } from '../../store/aggregates/runs.ts'
import { snapshotPerson, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { findChange } from '../../store/company-book/changes.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { recordsOfChange, type TouchedRecord } from '../../store/company-book/records-of-change.ts'
import type { Touched } from '../../store/company-book/runs-changes.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { type RecordJson, recordJson } from '../records/record-json.ts'
import { type ChangedFact, changedFacts, tablesOfFact } from '../results/changed-facts.ts'
import { type StoredRegion, storedRegionFrom } from '../runs/stored-region.ts'
import type { explainedSchema } from './adjustment-schema.ts'
import { adjustmentView } from './adjustment-view.ts'

/** A region that pays the person, as it was published and as it would be today; null where it does not pay them. Money in yuan. */
export interface RegionOfTwo {
  readonly region: string
  readonly name: string
  readonly before: RegionFigures | null
  readonly after: RegionFigures | null
}

export interface RegionFigures {
  readonly netCollections: string
  readonly pool: string
  readonly scoreTotal: string
  readonly score: string
  readonly share: string
}

/** A change of the data that the difference comes from, with the records it touched. */
export interface ChangeBehind {
  readonly change: number
  readonly kind: string
  readonly at: string
  /** The name of who made it. */
  readonly by: string
  readonly reason: string | null
  readonly records: readonly { readonly table: TableKey; readonly before: RecordJson | null; readonly after: RecordJson | null }[]
}

/** Why an adjustment is what it is: published, accepted since, due today, and the late records behind it. */
export type ExplainedAdjustment = ShapeOf<typeof explainedSchema>

const CHANGES_SHOWN = 20
const RECORDS_A_CHANGE = 50

/** Explains an adjustment from the two runs it lies between. Entered into the audit trail. Problems: thing_must_exist. */
export const explainAdjustment = useCase(
  'adjustment.read',
  async (
    service,
    actor,
    { period, adjustment: id }: { readonly period: Period; readonly adjustment: number },
  ): Promise<Answer<{ readonly ok: true; readonly explained: ExplainedAdjustment }>> => {
    const { store } = service
    const found = await findAdjustment(store, id)
    if (!found || found.openPeriod !== period.text) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `adjustment ${id} of ${period.text}` })] }
    }
    const before = await runOf(service, (await publishedRunOf(store, found.closedPeriod)) ?? '')
    const after = await runOf(service, found.run)
    const [was, is] = [await serviceRow(service, before, found.employee), await serviceRow(service, after, found.employee)]
    const person = { kind: 'service', employee: found.employee, before: was, after: is }
    const [facts = []] = was || is ? await changedFacts(service, { before, after }, [person]) : []
    const regions = { before: await regionsOf(service, before), after: await regionsOf(service, after) }
    await recordReading(service, actor, { action: 'adjustment.read', subject: `adjustment ${id}`, period: period.text })
    const accepted = await acceptedBefore(store, found)
    const explained = {
      adjustment: await adjustmentView(store, found),
      published: yuanText(fen(found.paid - accepted)),
      accepted: yuanText(accepted),
      regions: regionsOfTwo(found.employee, regions.before, regions.after),
      facts,
      changes: await changesBehind(service, found.employee, facts, [...regions.before, ...regions.after], [was?.region, is?.region]),
    }
    return { ok: true, explained }
  },
)

async function runOf({ store }: Service, id: string): Promise<RunRow> {
  return present(await findRun(store, id), 'An adjustment lies between two runs that are there.')
}

async function serviceRow({ store }: Service, run: RunRow, employee: string) {
  return (await snapshotPerson(store, run.id, employee)).find(({ kind }) => kind === 'service')
}

async function regionsOf({ store }: Service, run: RunRow): Promise<StoredRegion[]> {
  return (await snapshotRegions(store, run.id)).map(({ result }) => storedRegionFrom(result))
}

function regionsOfTwo(employee: string, before: readonly StoredRegion[], after: readonly StoredRegion[]): RegionOfTwo[] {
  const all = new Map([...before, ...after].map(({ bonus }) => [bonus.region, bonus.name || bonus.region]))
  return [...all].flatMap(([region, name]) => {
    const [was, is] = [before, after].map((list) =>
      figuresOf(
        employee,
        list.find(({ bonus }) => bonus.region === region),
      ),
    )
    return was || is ? [{ region, name, before: was ?? null, after: is ?? null }] : []
  })
}

function figuresOf(employee: string, region: StoredRegion | undefined): RegionFigures | undefined {
  const share = region?.bonus.shares.find((each) => each.employee === employee)
  return region && share && { ...poolOf(region.bonus), score: decimalText(share.score, 2), share: yuanText(share.amount) }
}

function poolOf({ netCollections, pool, scoreTotal }: RegionBonus) {
  return { netCollections: yuanText(netCollections), pool: yuanText(pool), scoreTotal: decimalText(scoreTotal, 2) }
}

/** The changes behind facts that differ, in their order, with the records that bear on the person or their regions. */
async function changesBehind(
  { store }: Service,
  employee: string,
  facts: readonly ChangedFact[],
  stored: readonly StoredRegion[],
  homes: readonly (string | undefined)[],
): Promise<ChangeBehind[]> {
  const company = await findCompanyBook(store)
  const ids = [...new Set(facts.flatMap(({ changes }) => changes))].sort((a, b) => a - b).slice(0, CHANGES_SHOWN)
  const regions = homes.filter((region) => region !== undefined)
  const reps = [
    ...new Set(
      stored.filter(({ bonus }) => regions.includes(bonus.region)).flatMap(({ creditedReps }) => creditedReps.map(({ rep }) => rep)),
    ),
  ]
  const behind: ChangeBehind[] = []
  for (const id of ids) {
    const change = await findChange(store, id)
    if (!change || !company) continue
    const touched = new Map<string, TouchedRecord>()
    for (const { table, column } of tablesBehind(facts, id)) {
      const about: Touched[] = column === 'region' ? [{ column, values: regions }] : [{ column, values: [employee] }]
      if (table === 'collections' && column === 'region') about.push({ column: 'credited_rep', values: reps, blank: 'region' })
      for (const each of about) {
        for (const record of await recordsOfChange(store, company.id, table, id, each, RECORDS_A_CHANGE)) {
          touched.set(JSON.stringify(record), record)
        }
      }
    }
    behind.push({
      ...{ change: id, kind: change.kind, at: change.at, reason: change.reason ?? null },
      by: (await accountNames(store, [change.by])).get(change.by) ?? change.by,
      records: [...touched.values()].slice(0, RECORDS_A_CHANGE).map(({ table, before, after }) => ({
        table,
        before: before ? recordJson(table, before) : null,
        after: after ? recordJson(table, after) : null,
      })),
    })
  }
  return behind
}

function tablesBehind(facts: readonly ChangedFact[], change: number) {
  const named = facts.filter(({ changes }) => changes.includes(change)).flatMap(({ fact }) => tablesOfFact(fact))
  return [...new Map(named.map((each) => [`${each.table} ${each.column}`, each])).values()]
}

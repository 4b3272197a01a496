import { groupBy } from '../../../base/group-by.ts'
import { yuanText } from '../../../base/money.ts'
import { decimalText } from '../../../base/rounding.ts'
import type { Remark } from '../../../domain/appraisal.ts'
import { type PersonKind, type SnapshotPerson, snapshotRegions } from '../../../store/snapshots.ts'
import type { Answer } from '../../appraise.ts'
import { type StoredRegion, storedRegionFrom } from '../runs/stored-region.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'
import type { Actor, Service } from '../service.ts'
import { type ResultLine, resultLine } from './list-results.ts'
import { type PersonOfRun, seenPerson } from './seen-person.ts'

/** A person's own sheet 考核表 of one run. */
export interface ResultSheet {
  readonly run: string
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  /** One part for each kind in which the person was appraised. */
  readonly parts: readonly SheetPart[]
}

export interface SheetPart extends ResultLine {
  readonly kind: PersonKind
  /** The person's entry of result.json. */
  readonly result: unknown
  /** Remarks of the modules, and on the person as a whole under `person`, in both languages. */
  readonly remarks: Readonly<Record<string, readonly Remark[]>>
  /** What each region pays the person. */
  readonly shares: readonly SheetShare[]
}

export interface SheetShare {
  readonly region: string
  readonly regionName: string
  readonly status: string
  readonly pool: string
  readonly scoreTotal: string
  /** Null while the region is held. */
  readonly amount: string | null
}

/** One person's sheet; problems are those of seenPerson. */
export async function readSheet(
  service: Service,
  actor: Actor,
  input: PersonOfRun,
): Promise<Answer<{ readonly ok: true; readonly value: ResultSheet }>> {
  const answer = await seenPerson(service, actor, input, 'result.read')
  if (!answer.ok) return answer
  const { run, period, rows } = answer.seen
  const [first] = rows
  const regions = rows.some((row) => row.kind === 'service') ? await snapshotRegions(service.store, run.id) : []
  const stored = regions.map((region) => storedRegionFrom(region.result))
  const parts = rows.map((row) => sheetPart(row, stored))
  const { employee } = input
  return { ok: true, value: { run: run.id, period: period.text, employee, name: first?.name ?? '', region: first?.region ?? '', parts } }
}

function sheetPart(row: SnapshotPerson, regions: readonly StoredRegion[]): SheetPart {
  const line = { ...resultLine(row), result: JSON.parse(row.result) as unknown }
  if (row.kind === 'sales') return { ...line, remarks: {}, shares: [] }
  const { modules, remarks } = storedServiceFrom(row.facts).result
  const said = Object.entries(modules).flatMap(([module, { remarks: own }]) => own.map((remark) => ({ module, remark })))
  const byModule = groupBy([...said, ...remarks.map((remark) => ({ module: 'person', remark }))], ({ module }) => module)
  return {
    ...line,
    remarks: Object.fromEntries([...byModule].map(([module, list]) => [module, list.map(({ remark }) => remark)])),
    shares: regions.flatMap((region) => shareOf(region, row)),
  }
}

function shareOf({ bonus }: StoredRegion, { employee, region }: SnapshotPerson): SheetShare[] {
  const share = bonus.shares.find((each) => each.employee === employee)
  if (!share && bonus.region !== region) return []
  return [
    {
      region: bonus.region,
      regionName: bonus.name,
      status: bonus.status,
      pool: yuanText(bonus.pool),
      scoreTotal: decimalText(bonus.scoreTotal, 2),
      amount: share ? yuanText(share.amount) : null,
    },
  ]
}

import type { Answer } from '../../base/answer.ts'
import { yuanText } from '../../base/money.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { useCase } from '../kernel/use-case.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'

/** A region's pool and split: its entry of result.json with what its bonus sheet prints besides. Yuan as decimal text. */
export interface RegionResult {
  readonly region: string
  readonly name: string
  readonly status: string
  readonly receipts: string
  readonly refunds: string
  readonly heldBy: readonly string[]
  /** The region's entry of result.json. */
  readonly result: object
}

export interface RegionList {
  readonly run: string
  readonly regions: readonly RegionResult[]
}

/** The pools and splits of the regions within the actor's reach; staff, who reach themselves only, see none. */
export const listRegions = useCase(
  'result.read',
  async (
    service,
    actor,
    input: ViewedRun & { readonly region?: string | undefined },
  ): Promise<Answer<{ readonly ok: true; readonly value: RegionList }>> => {
    const viewed = await viewedRun(service, actor, input)
    if (!viewed.ok) return viewed
    const reach = await reachOf(service, actor, input.period)
    const reached = reach.kind === 'all' ? undefined : reach.kind === 'regions' ? reach.regions : []
    const asked = input.region === undefined ? reached : (reached ?? [input.region]).filter((region) => region === input.region)
    const found = await snapshotRegions(service.store, viewed.run.id, asked)
    if (found.length > 0) {
      const regions = found.map(({ region }) => region).join(' ')
      await recordReading(service, actor, {
        action: 'result.regions',
        subject: `run ${viewed.run.id}`,
        period: input.period.text,
        asked: { regions },
      })
    }
    return { ok: true, value: { run: viewed.run.id, regions: found.map(({ result }) => regionResult(result)) } }
  },
)

function regionResult(text: string): RegionResult {
  const { bonus, result } = storedRegionFrom(text)
  return {
    region: bonus.region,
    name: bonus.name,
    status: bonus.status,
    receipts: yuanText(bonus.receipts),
    refunds: yuanText(bonus.refunds),
    heldBy: bonus.heldBy,
    result,
  }
}

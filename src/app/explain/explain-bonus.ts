import { yuan, yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { decimalText } from '../../base/rounding.ts'
import type { BonusShare, RegionBonus, ServiceResult } from '../../domain/appraisal.ts'
import type { Readings } from '../rules-in-force.ts'
import type { Explainable } from './explainable.ts'
import { type Explained, withLeaf } from './explained.ts'
import type { SourceQuery } from './source-queries.ts'
import { withRecords } from './with-records.ts'

/** A region with the representatives whose collections count for it because they are at home there. */
export interface ExplainedRegion {
  readonly bonus: RegionBonus
  readonly creditedReps: readonly string[]
}

/** The bonus 奖金 of one engineer in each region that pays them: share, pool, net collections, and the region's collections. */
export async function explainBonus(person: ServiceResult, regions: readonly ExplainedRegion[], open: Explainable): Promise<Explained[]> {
  const explained: Explained[] = []
  for (const region of regions) {
    const share = region.bonus.shares.find((each) => each.employee === person.employee)
    if (share) explained.push(await shareTree(share, region, open))
    else if (region.bonus.region === person.region) explained.push(await withoutShare(person, region, open))
  }
  return explained
}

async function shareTree(share: BonusShare, explained: ExplainedRegion, open: Explainable): Promise<Explained> {
  const region = explained.bonus
  const { rule } = open.rules.book.allocation('bonus.split')
  const inputs = { pool: yuan(region.pool), score: share.score, scoreTotal: region.scoreTotal }
  const { workings } = await rule.explain(rule.inputs.map((name) => inputs[name as keyof typeof inputs]))
  const tree: Explained = { ...workings, published: yuanText(share.amount), notes: [roundingNote(share), ...dayNotes(share)] }
  const shown = open.showsOthers ? region.shares : [share]
  const scores = shown.map((each) => leaf(each.employee, `${each.name} ${each.employee}`, decimalText(each.score, 2)))
  const total: Explained = {
    ...leaf('scoreTotal', '', decimalText(region.scoreTotal, 2)),
    title: titles('得分合计', 'total of scores'),
    parts: scores,
  }
  return withLeaf(withLeaf(tree, 'pool', await poolTree(explained, open)), 'scoreTotal', total)
}

async function withoutShare(person: ServiceResult, explained: ExplainedRegion, open: Explainable): Promise<Explained> {
  const region = explained.bonus
  const reason = person.status === 'excluded' ? 'excluded' : region.status === 'held' ? heldReason(region, open) : region.status
  return { name: 'bonus.split', title: titles('奖金', 'bonus'), value: null, reason, parts: [await poolTree(explained, open)] }
}

async function poolTree(explained: ExplainedRegion, open: Explainable): Promise<Explained> {
  const region = explained.bonus
  const { pool } = open.rules
  const inputs = {
    netCollections: yuan(region.netCollections),
    commission: region.commission === undefined ? undefined : yuan(region.commission),
  }
  const { workings } = await pool.explain(pool.inputs.map((name) => inputs[name as keyof typeof inputs]))
  const sources = { netCollections: [collectionsOf(explained, open.period, open.rules.readings)] }
  return withRecords(workings, sources, { ...open, list: (_, queries) => open.list(poolFact(region.region), queries) })
}

function heldReason(region: RegionBonus, open: Explainable): string {
  return open.showsOthers ? `held: ${region.heldBy.join(', ')}` : 'held'
}

/** The name of a region's net collections among the facts of a person: unlike a representative's own they need the region. */
export function poolFact(region: string): string {
  return `netCollections@${region}`
}

/** The collections that a region's pool was counted from. */
export function collectionsOf({ bonus, creditedReps }: ExplainedRegion, period: Period, readings: Readings): SourceQuery {
  return {
    kind: 'dated',
    table: 'collections',
    filter: {
      first: period.first,
      last: period.last,
      counted: readings,
      region: { code: bonus.region, representatives: creditedReps },
    },
  }
}

function roundingNote(share: BonusShare) {
  const got = share.extra > 0n
  return {
    zh: got ? '向下取整到分，再得尾差 0.01 元（最大余数法）' : '向下取整到分，未得尾差（最大余数法）',
    en: got ? 'rounded down to the fen, plus one of the fen left over (largest remainder)' : 'rounded down to the fen (largest remainder)',
  }
}

function dayNotes(share: BonusShare) {
  if (share.days === undefined) return []
  return [{ zh: `按在岗 ${share.days} 天折算`, en: `weighted by ${share.days} days in post` }]
}

function leaf(name: string, title: string, value: string): Explained {
  return { name, title: titles(title, title), value, parts: [] }
}

function titles(zh: string, en: string) {
  return { zh, en }
}

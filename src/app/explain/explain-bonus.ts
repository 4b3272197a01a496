import { yuan, yuanText } from '../../base/money.ts'
import { decimalText } from '../../base/rounding.ts'
import type { BonusShare, RegionBonus, ServiceResult } from '../../domain/appraisal.ts'
import type { OpenAppraisal } from '../appraise.ts'
import { tablesGiven } from '../appraise-book.ts'
import { peopleOfPeriod } from '../people-of-period.ts'
import { type Explained, withLeaf } from './explained.ts'
import type { SourceQuery } from './source-queries.ts'
import { type RecordLimit, withRecords } from './with-records.ts'

/** The bonus 奖金 of one engineer in each region that pays them: share, pool, net collections, and the region's collections. */
export async function explainBonus(person: ServiceResult, open: OpenAppraisal, limit: RecordLimit): Promise<Explained[]> {
  const explained: Explained[] = []
  for (const region of open.appraisal.bonus) {
    const share = region.shares.find((each) => each.employee === person.employee)
    if (share) explained.push(await shareTree(share, region, open, limit))
    else if (region.region === person.region) explained.push(await withoutShare(person, region, open, limit))
  }
  return explained
}

async function shareTree(share: BonusShare, region: RegionBonus, open: OpenAppraisal, limit: RecordLimit): Promise<Explained> {
  const { rule } = open.rules.book.allocation('bonus.split')
  const inputs = { pool: yuan(region.pool), score: share.score, scoreTotal: region.scoreTotal }
  const { workings } = await rule.explain(rule.inputs.map((name) => inputs[name as keyof typeof inputs]))
  const tree: Explained = { ...workings, published: yuanText(share.amount), notes: [roundingNote(share), ...dayNotes(share)] }
  const scores = region.shares.map((each) => leaf(each.employee, `${each.name} ${each.employee}`, decimalText(each.score, 2)))
  const total: Explained = {
    ...leaf('scoreTotal', '', decimalText(region.scoreTotal, 2)),
    title: titles('得分合计', 'total of scores'),
    parts: scores,
  }
  return withLeaf(withLeaf(tree, 'pool', await poolTree(region, open, limit)), 'scoreTotal', total)
}

async function withoutShare(person: ServiceResult, region: RegionBonus, open: OpenAppraisal, limit: RecordLimit): Promise<Explained> {
  const reason = person.status === 'excluded' ? 'excluded' : region.status === 'held' ? `held: ${region.heldBy.join(', ')}` : region.status
  return { name: 'bonus.split', title: titles('奖金', 'bonus'), value: null, reason, parts: [await poolTree(region, open, limit)] }
}

async function poolTree(region: RegionBonus, open: OpenAppraisal, limit: RecordLimit): Promise<Explained> {
  const { pool } = open.rules
  const inputs = {
    netCollections: yuan(region.netCollections),
    commission: region.commission === undefined ? undefined : yuan(region.commission),
  }
  const { workings } = await pool.explain(pool.inputs.map((name) => inputs[name as keyof typeof inputs]))
  return withRecords(workings, { netCollections: [await collectionsOf(region, open)] }, open, limit)
}

async function collectionsOf(region: RegionBonus, { store, book, appraisal, rules }: OpenAppraisal): Promise<SourceQuery> {
  const people = await peopleOfPeriod(store, book.id, tablesGiven(book), appraisal.period)
  const representatives = [...people.employees.keys()].filter((number) => people.homeOf(number) === region.region)
  return {
    kind: 'dated',
    table: 'collections',
    filter: {
      first: appraisal.period.first,
      last: appraisal.period.last,
      counted: rules.readings,
      region: { code: region.region, representatives },
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

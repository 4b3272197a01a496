import { yuan, yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { type Rational, rational, sum } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { BonusMonth, BonusShare, RegionBonus } from '../../domain/appraisal.ts'
import type { CreditedRep } from '../../domain/bonus/credited-rep.ts'
import { poolInputs } from '../../domain/bonus/region-bonus.ts'
import { addsUp, basisOf, claimInputs, splitPool } from '../../domain/bonus/split-pool.ts'
import type { ServiceResult } from '../../domain/engineers/service-result.ts'
import type { SourceQuery } from '../../store/measures/source-query.ts'
import type { Readings } from '../rules-in-force.ts'
import type { Explainable } from './explainable.ts'
import { type Explained, withLeaf } from './explained.ts'
import { withRecords } from './with-records.ts'

/** A region with the representatives whose collections count for it because they belong there. */
export interface ExplainedRegion {
  readonly bonus: RegionBonus
  readonly creditedReps: readonly CreditedRep[]
}

/** The bonus 奖金 of one engineer in each region that pays them: share, pool, net collections, and the region's collections. */
export async function explainBonus(person: ServiceResult, regions: readonly ExplainedRegion[], open: Explainable): Promise<Explained[]> {
  const explained: Explained[] = []
  for (const region of regions) {
    const share = region.bonus.shares.find((each) => each.employee === person.employee)
    if (share) explained.push(await shareTree(person, share, region, open))
    else if (region.bonus.region === person.region) explained.push(await withoutShare(person, region, open))
  }
  return explained
}

async function shareTree(person: ServiceResult, share: BonusShare, explained: ExplainedRegion, open: Explainable): Promise<Explained> {
  const region = explained.bonus
  if (region.months) return sharesOfMonths(person, share, region.months)
  const { rules } = open
  const pool = await poolTree(explained, open)
  const split = splitPool(region.pool, region.shares, rules.bonus.split)
  const own = split.ok ? split.shares.find((each) => each.employee === share.employee) : undefined
  const published = yuanText(share.amount)
  if (!split.ok || own?.place === undefined) {
    const title = { ...rules.bonus.split.rule.title }
    return { name: 'bonus.split', title, unit: 'yuan', value: '0', published, notes: [NOTHING_SPLIT[region.status]], parts: [pool] }
  }
  const { rule } = rules.bonus.split
  const inputs = claimInputs(region.pool, basisOf(share), sum(region.shares.map(basisOf)))
  const { workings } = await rule.explain(rule.inputs.map((name) => inputs[name]))
  const claim = withLeaf(withLeaf(workings, 'score', basisTree('score', share)), 'scoreTotal', totalTree(share, region, open))
  const notes = [...dayNotes(share), ...person.remarks, roundingNote(share)]
  if (addsUp(yuan(region.pool), split.claimTotal)) return { ...withLeaf(claim, 'pool', pool), published, notes }
  return {
    name: rule.id,
    title: rule.title,
    clause: rule.clause,
    unit: 'yuan',
    value: exactText(own.exact),
    formula: 'pool * claim / claimTotal',
    substituted: `${yuanText(region.pool)} * ${figureText(own.claim)} / ${figureText(split.claimTotal)}`,
    published,
    notes,
    parts: [
      pool,
      { ...claim, name: 'claim', title: titles('按公式算得', 'by the formula') },
      { ...leaf('claimTotal', '', exactText(split.claimTotal)), title: titles('按公式算得的合计', 'the same, over the region') },
    ],
  }
}

/** What one person's share goes by: the printed final score, times days and per cent where the company splits by them. */
function basisTree(name: string, share: BonusShare, person?: string): Explained {
  const score = decimalText(share.score, 2)
  const title = person === undefined ? titles('最终考核评分', 'final score') : titles(person, person)
  const factors: Explained[] = [
    { name: 'finalScore', title: titles('最终考核评分', 'final score'), unit: 'points', value: score, parts: [] },
  ]
  if (share.days !== undefined) {
    factors.push({ name: 'days', title: titles('在岗天数', 'days in post'), unit: 'days', value: String(share.days), parts: [] })
  }
  if (share.percent !== undefined) {
    const value = exactText(rational(BigInt(share.percent), 100n))
    factors.push({ name: 'part', title: titles('参与比例', 'part taken'), unit: 'ratio', value, parts: [] })
  }
  if (factors.length === 1) return { name, title, unit: 'points', value: score, parts: [] }
  const titled = (language: 'zh' | 'en', sign: string) =>
    factors.map(({ title: own }, index) => (index === 0 ? SCORE[language] : own[language])).join(sign)
  return {
    name,
    title: person === undefined ? titles(titled('zh', '×'), titled('en', ' times ')) : title,
    clause: 'A14',
    value: exactText(basisOf(share)),
    formula: factors.map((factor) => factor.name).join(' * '),
    substituted: factors.map(({ value }) => value).join(' * '),
    parts: factors,
  }
}

const SCORE = titles('评分', 'score')

function totalTree(own: BonusShare, region: RegionBonus, { showsOthers }: Explainable): Explained {
  const isByScore = region.shares.every(({ days, percent }) => days === undefined && percent === undefined)
  const total = sum(region.shares.map(basisOf))
  const shown = showsOthers ? region.shares : [own]
  return {
    name: 'scoreTotal',
    title: isByScore ? titles('得分合计', 'total of scores') : totalTitle(region),
    value: isByScore ? decimalText(total, 2) : exactText(total),
    parts: shown.map((each) => basisTree(each.employee, each, `${each.name} ${each.employee}`)),
  }
}

function totalTitle({ shares }: RegionBonus) {
  const byDays = shares.some(({ days }) => days !== undefined)
  const inPart = shares.some(({ percent }) => percent !== undefined)
  return titles(
    `评分${byDays ? '×在岗天数' : ''}${inPart ? '×参与比例' : ''}合计`,
    `scores${byDays ? ' times days in post' : ''}${inPart ? ' times part taken' : ''}, added up`,
  )
}

/** A bonus that is the sum of its months': each month's share, which is explained with that month. */
function sharesOfMonths(person: ServiceResult, share: BonusShare, months: readonly BonusMonth[]): Explained {
  const parts = months.flatMap(({ period, bonus }): Explained[] => {
    const own = bonus.shares.find((each) => each.employee === share.employee)
    const value = own && yuanText(own.amount)
    return value === undefined
      ? []
      : [{ name: period, title: titles(`${period} 奖金`, `bonus of ${period}`), unit: 'yuan', value, parts: [] }]
  })
  const value = yuanText(share.amount)
  const substituted = parts.map((part) => part.value).join(' + ')
  const notes = [
    { zh: '各月奖金之和；各月怎么来的，见该月的说明', en: 'the sum of the months; each is explained with its month' },
    ...person.remarks,
  ]
  return {
    name: 'bonus.split',
    title: titles('奖金', 'bonus'),
    clause: '5.3.1',
    unit: 'yuan',
    value,
    published: value,
    substituted,
    notes,
    parts,
  }
}

async function withoutShare(person: ServiceResult, explained: ExplainedRegion, open: Explainable): Promise<Explained> {
  const region = explained.bonus
  const reason = person.status === 'excluded' ? 'excluded' : region.status === 'held' ? heldReason(region, open) : region.status
  return {
    name: 'bonus.split',
    title: titles('奖金', 'bonus'),
    value: null,
    reason,
    ...(person.remarks.length === 0 ? {} : { notes: person.remarks }),
    parts: region.months ? [] : [await poolTree(explained, open)],
  }
}

async function poolTree(explained: ExplainedRegion, open: Explainable): Promise<Explained> {
  const region = explained.bonus
  const { pool } = open.rules.bonus
  const { workings } = await pool.explain(poolInputs(pool, region.netCollections, region.commission))
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

const NOTHING_SPLIT = {
  split: { zh: '奖金总额为零，无可分配', en: 'the pool is zero: there is nothing to split' },
  unallocated: { zh: '没有人可以分配，奖金列为未分配', en: 'nobody can claim the pool: it is unallocated' },
  held: { zh: '区域奖金暂缓分配', en: 'the split of the region is held' },
} as const

function dayNotes(share: BonusShare) {
  if (share.days === undefined) return []
  return [{ zh: `按在岗 ${share.days} 天折算`, en: `weighted by ${share.days} days in post` }]
}

function leaf(name: string, title: string, value: string): Explained {
  return { name, title: titles(title, title), value, parts: [] }
}

/** A figure as it stands in a formula: in brackets where it is no plain number. */
function figureText(value: Rational): string {
  const text = exactText(value)
  return /^\d+(\.\d+)?$/.test(text) ? text : `(${text})`
}

function titles(zh: string, en: string) {
  return { zh, en }
}

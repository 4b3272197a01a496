import type { Answer } from '../../base/answer.ts'
import { divide, rational } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import { columnIndex, type RecordValues } from '../../domain/dataset/tables.ts'
import { MARK_ITEMS, type MarkItem } from '../../domain/engineers/mark-items.ts'
import { marksOf } from '../../store/aggregates/marks.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { marking } from './find-mark-target.ts'
import type { spread } from './many-marks-schema.ts'
import { scoreText } from './mark-view.ts'
import { readsEveryMark } from './marking-duties.ts'

/** Where the buckets of the histogram begin, in points; each goes up to the next, the last one to 100 itself. */
const BUCKETS_FROM = [0, 60, 65, 70, 75, 80, 85, 90, 95] as const

/** The marks of one item, as counts and figures: nobody is named. */
export type MarkSpread = ShapeOf<typeof spread>

export interface MarkDistribution {
  readonly ok: true
  /** From inclusive, to exclusive but for the last, in points. */
  readonly buckets: readonly { readonly from: number; readonly to: number }[]
  /** The items that are the caller's to give; for who reads every mark, both. */
  readonly items: readonly { readonly item: MarkItem; readonly own: MarkSpread; readonly others: MarkSpread }[]
}

interface Given {
  readonly evaluator: string
  readonly score: number
}

/**
 * How the caller marked a period, drafts too, beside the marks in force of all other managers: whether one marks higher or
 * closer together than the company does. Problem: period_must_exist.
 */
export const markDistribution = useCase('mark.read', async (service, actor, period: string): Promise<Answer<MarkDistribution>> => {
  const found = await marking(service, actor, period)
  if (!found.ok) return found
  const { book, duties } = found
  const evaluators = new Set(duties.map(({ evaluator }) => evaluator))
  const inForce = (await service.store.readPeriods(book.id, 'evaluations', [period])).map(givenFrom)
  const drafts = (await marksOf(service.store, period, { evaluators: [...evaluators] })).filter(({ state }) => state === 'draft')
  const items = MARK_ITEMS.filter((item) => readsEveryMark(actor) || duties.some((duty) => duty.items.includes(item)))
  return {
    ok: true,
    buckets: BUCKETS_FROM.map((from, index) => ({ from, to: BUCKETS_FROM[index + 1] ?? 100 })),
    items: items.map((item) => {
      const here = inForce.filter((given) => given.item === item)
      const draft = drafts.flatMap(({ item: of, evaluator, score }) => (of === item && score !== undefined ? [{ evaluator, score }] : []))
      return {
        item,
        own: spreadOf([...here.filter(({ evaluator }) => evaluators.has(evaluator)), ...draft]),
        others: spreadOf(here.filter(({ evaluator }) => !evaluators.has(evaluator))),
      }
    }),
  }
})

const [ITEM, EVALUATOR, SCORE] = ['item', 'evaluator', 'score'].map((key) => columnIndex('evaluations', key)) as [number, number, number]

function givenFrom(record: RecordValues): Given & { readonly item: MarkItem } {
  return {
    item: record[ITEM] === 'overall' ? 'overall' : 'on_site_resolution',
    evaluator: String(record[EVALUATOR]),
    score: Number(record[SCORE] ?? 0),
  }
}

function spreadOf(given: readonly Given[]): MarkSpread {
  const scores = given.map(({ score }) => score).sort((a, b) => a - b)
  const [low, high] = [scores[(scores.length - 1) >> 1], scores[scores.length >> 1]]
  const total = scores.reduce((sum, score) => sum + score, 0)
  return {
    count: scores.length,
    managers: new Set(given.map(({ evaluator }) => evaluator)).size,
    mean: meanText(total, scores.length),
    median: low === undefined || high === undefined ? null : meanText(low + high, 2),
    lowest: pointsText(scores[0]),
    highest: pointsText(scores.at(-1)),
    counts: BUCKETS_FROM.map((from, index) => {
      const to = BUCKETS_FROM[index + 1]
      return scores.filter((score) => score >= from * 100 && (to === undefined || score < to * 100)).length
    }),
  }
}

/** The mean of so many scores in hundredths of a point. */
function meanText(total: number, count: number): string | null {
  const mean = divide(rational(BigInt(total)), rational(BigInt(count) * 100n))
  return mean === undefined ? null : decimalText(mean, 2)
}

function pointsText(score: number | undefined): string | null {
  return score === undefined ? null : scoreText(score)
}

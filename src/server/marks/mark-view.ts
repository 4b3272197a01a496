import { unitsText } from '../../base/rounding.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import type { Mark } from '../../store/aggregates/marks.ts'

/** A mark 评分 as the API answers it. */
export interface MarkView {
  readonly period: string
  readonly engineer: string
  readonly item: MarkItem
  /** The employee number of the manager it counts for. */
  readonly evaluator: string
  /** Decimal text with two decimals; null while only a comment is there. */
  readonly score: string | null
  readonly comment: string | null
  readonly state: 'draft' | 'submitted'
  /** What If-Match names. */
  readonly version: number
  readonly updatedAt: string
  /** Who gave it last: the manager or the deputy. */
  readonly updatedBy: string
}

export function markView(mark: Mark): MarkView {
  return {
    period: mark.period,
    engineer: mark.engineer,
    item: mark.item,
    evaluator: mark.evaluator,
    score: mark.score === undefined ? null : scoreText(mark.score),
    comment: mark.comment ?? null,
    state: mark.state,
    version: mark.version,
    updatedAt: mark.updatedAt,
    updatedBy: mark.updatedByName,
  }
}

/** "92.50" for 9250 hundredths of a point. */
export function scoreText(hundredths: number): string {
  return unitsText(BigInt(hundredths), 2)
}

/** Reads a score from 0 to 100 with at most two decimals as hundredths of a point; undefined for anything else. */
export function scoreFromText(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const [, whole = '', places = ''] = match
  const hundredths = Number(whole) * 100 + Number(places.padEnd(2, '0'))
  return hundredths <= 10_000 ? hundredths : undefined
}

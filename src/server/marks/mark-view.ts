import { unitsText } from '../../base/rounding.ts'
import type { Mark } from '../../store/aggregates/marks.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { markSchema } from './mark-schema.ts'

/** A mark 评分 as the API answers it. */
export type MarkView = ShapeOf<typeof markSchema>

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

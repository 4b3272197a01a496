import type { Answer } from '../base/answer.ts'
import { present } from '../base/assert.ts'
import { exactText } from '../base/rounding.ts'
import { byCodePoint } from '../base/text-order.ts'
import type { Owner } from '../domain/measures/measure-owner.ts'
import type { MeasureUnit } from '../domain/sales/sales-result.ts'
import type { Words } from '../engine/rule/rule-file.ts'
import { type DeriveRequest, withAppraisal } from './appraise.ts'

export interface MeasureFigures {
  readonly measure: string
  readonly title: Words
  readonly per: Owner
  readonly unit: MeasureUnit
  /** Of each of those whom something was counted of, in code point order: numbers or codes, '' being the company. Exact; null where there is none. */
  readonly figures: readonly { readonly of: string; readonly figure: string | null }[]
}

export interface OwnFigures {
  readonly ok: true
  readonly measures: readonly MeasureFigures[]
}

/**
 * What the measures 计量 of the company's own in force count in a period, of everybody they are of: also of engineers and clients, who
 * have no KPIs. Problems: those of an appraisal.
 */
export async function ownFigures(request: DeriveRequest): Promise<Answer<OwnFigures>> {
  return withAppraisal(request, async ({ store, book, rules, appraisal: { period } }) => {
    const measured = { reader: store, book: book.id, period, readings: rules.readings }
    const measures: MeasureFigures[] = []
    for (const { key, title, definition } of rules.book.measures) {
      const ofOwners = present(rules.measures[key]?.figuresOfOwners, 'A measure of the company’s own is told of each.')
      const found = [...(await ofOwners(measured))].sort(([a], [b]) => byCodePoint(a, b))
      const figures = found.map(([of, figure]) => ({ of, figure: figure ? exactText(figure) : null }))
      measures.push({ measure: key, title, per: definition.per, unit: definition.unit, figures })
    }
    return { ok: true, measures }
  })
}

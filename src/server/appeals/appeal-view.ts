import type { Appeal } from '../../store/aggregates/appeals.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { appealSchema } from './appeal-schema.ts'

/** An appeal 申诉 as the API shows it. */
export type AppealView = ShapeOf<typeof appealSchema>

export function appealView({ by: _, ...appeal }: Appeal): AppealView {
  const { item, answer, decidedBy, decidedAt, change, ...rest } = appeal
  return {
    ...rest,
    item: item ?? null,
    answer: answer ?? null,
    decidedBy: decidedBy ?? null,
    decidedAt: decidedAt ?? null,
    change: change ?? null,
  }
}

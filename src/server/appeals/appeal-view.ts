import type { Appeal, AppealState } from '../../store/aggregates/appeals.ts'
import type { PersonKind } from '../../store/aggregates/snapshots.ts'

/** An appeal 申诉 as the API shows it. */
export interface AppealView {
  readonly id: number
  readonly period: string
  readonly run: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly kind: PersonKind
  /** The item 项目 objected to: a module or a KPI; null for the sheet as a whole. */
  readonly item: string | null
  readonly text: string
  readonly at: string
  readonly state: AppealState
  readonly answer: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  /** The change of the data that a correction made. */
  readonly change: number | null
}

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

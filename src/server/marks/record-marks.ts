import type { Problem } from '../../base/problem.ts'
import { TABLES } from '../../domain/dataset/tables.ts'
import type { Mark } from '../../store/aggregates/marks.ts'
import { changeTable, recordIds } from '../../store/aggregates/marks-change.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import type { Actor } from '../kernel/service.ts'
import { conflictProblems } from '../records/conflict-problems.ts'
import { markProblem } from './mark-problems.ts'

export interface MarkRecords {
  readonly period: string
  readonly at: string
  readonly submitted: readonly Mark[]
  readonly withdrawn: readonly Mark[]
  readonly reason?: string | undefined
}

/**
 * Puts submitted marks into the company book as evaluation records 评价, and takes the records of withdrawn ones out of force,
 * as one change. Problems: overall_mark_must_be_the_only_one, for a mark that somebody else has given already (POLICY A9).
 */
export async function recordMarks(
  transaction: WriteTransaction,
  actor: Actor,
  { period, at, submitted, withdrawn, reason }: MarkRecords,
): Promise<Problem[]> {
  if (submitted.length + withdrawn.length === 0) return []
  const { id: company } = await companyBookIn(transaction)
  const remove: number[] = []
  for (const { engineer, item, evaluator } of withdrawn) {
    remove.push(...(await recordIds(transaction, 'evaluations', company, { period, engineer, item, evaluator })))
  }
  const change = { kind: 'mark' as const, period, reason, at, by: actor.id }
  const conflicts = await changeTable(transaction, change, { table: 'evaluations', put: submitted.map(evaluation), remove })
  const taken = conflicts.secondMarks.map((second) =>
    markProblem(
      'overall_mark_must_be_the_only_one',
      { engineer: second.engineer, period: second.period, evaluator: second.evaluator },
      `${second.period} ${second.engineer} overall`,
    ),
  )
  return [...taken, ...conflictProblems({ ...conflicts, secondMarks: [] })]
}

function evaluation(mark: Mark) {
  const values: Readonly<Record<string, string | number | null>> = {
    period: mark.period,
    engineer: mark.engineer,
    item: mark.item,
    evaluator: mark.evaluator,
    score: mark.score ?? null,
    comment: mark.comment ?? null,
  }
  return TABLES.evaluations.columns.map(({ key }) => values[key] ?? null)
}

import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import { type Mark, marksOf, writeMark } from '../../store/aggregates/marks.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { noteDeed } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { marking, markName, markTarget, refusedMarks, stateProblem } from './find-mark-target.ts'
import { markProblem } from './mark-problems.ts'
import { type MarkView, markView } from './mark-view.ts'
import { recordMarks } from './record-marks.ts'

export interface WithdrawMarks {
  readonly period: string
  readonly marks: readonly { readonly engineer: string; readonly item: MarkItem; readonly evaluator?: string | undefined }[]
  readonly reason?: string | undefined
}

/**
 * Takes many submitted marks back at once, all of them or none; drafts among them stay as they are, so that the same command
 * twice is once. What it means to withdraw is as with withdrawMark.
 *
 * Problems besides those of markTarget: period_must_be_in_state, mark_must_be_there.
 */
export const withdrawMarks = useCase(
  'mark.write',
  async (
    service,
    actor,
    { period, marks, reason }: WithdrawMarks,
  ): Promise<Answer<{ readonly ok: true; readonly marks: readonly MarkView[] }>> => {
    const found = await marking(service, actor, period)
    if (!found.ok) return found
    const targets = marks.map((mark) => markTarget(actor, found, { ...mark, period }))
    const out = targets.flatMap((target) => (target.ok ? [] : target.problems))
    if (out.length > 0) return refusedMarks(service, actor, 'mark.withdraw', period, out)
    const keys = targets.flatMap((target) => (target.ok ? [target.key] : []))
    return service.store.write(async (transaction) => {
      const evaluators = [...new Set(keys.map(({ evaluator }) => evaluator))]
      const standing = new Map((await marksOf(transaction, period, { evaluators })).map((mark) => [markName(mark), mark]))
      const problems: Problem[] = stateProblem(period, (await findPeriod(transaction, period))?.state ?? 'closed', ['evaluating'])
      const meant = new Map<string, Mark>()
      for (const key of keys) {
        const mark = standing.get(markName(key))
        if (mark) meant.set(markName(key), mark)
        else problems.push(markProblem('mark_must_be_there', { engineer: key.engineer, item: key.item }))
      }
      if (problems.length > 0) return { ok: false, problems }
      const withdrawn = [...meant.values()].filter(({ state }) => state === 'submitted')
      const at = service.now().toISOString()
      const against = await recordMarks(transaction, actor, { period, at, submitted: [], withdrawn, reason })
      if (against.length > 0) return { ok: false, problems: against }
      for (const mark of withdrawn) {
        const content = { score: mark.score, comment: mark.comment, state: 'draft' as const, updatedAt: at, updatedBy: actor.id }
        const version = await writeMark(transaction, mark, content, mark)
        meant.set(markName(mark), { ...mark, ...content, version, updatedByName: actor.name })
      }
      const [only] = withdrawn
      const subject = withdrawn.length === 1 && only ? markName(only) : `marks ${period}`
      const values = { before: withdrawn.map(markView), after: withdrawn.map((mark) => markView(meant.get(markName(mark)) ?? mark)) }
      if (withdrawn.length > 0) await noteDeed(service, actor, { action: 'mark.withdraw', subject, period, reason }, transaction, values)
      return { ok: true, marks: [...meant.values()].map(markView) }
    })
  },
)

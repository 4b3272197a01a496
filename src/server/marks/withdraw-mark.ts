import type { Answer } from '../../base/answer.ts'
import { type Mark, markOf, writeMark } from '../../store/aggregates/marks.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type MarkRequest, marking, markName, markTarget, refusedMarks, stateProblem } from './find-mark-target.ts'
import { markProblem } from './mark-problems.ts'
import { type MarkView, markView } from './mark-view.ts'
import { recordMarks } from './record-marks.ts'
import { type ExpectedVersion, versionProblems } from './save-mark.ts'

/**
 * Takes a submitted mark back: it is a draft again under its next version, and its evaluation record goes out of force but
 * stays readable. Only while the period is evaluating; a mark that is a draft already is answered as it is.
 */
export const withdrawMark = useCase(
  'mark.write',
  async (
    service,
    actor,
    input: MarkRequest & { readonly expected: ExpectedVersion; readonly reason?: string | undefined },
  ): Promise<Answer<{ readonly ok: true; readonly mark: MarkView }>> => {
    const found = await marking(service, actor, input.period)
    if (!found.ok) return found
    const target = markTarget(actor, found, input)
    if (!target.ok) return refusedMarks(service, actor, 'mark.withdraw', input.period, target.problems)
    const { key } = target
    const standing = await markOf(service.store, key)
    if (standing?.state === 'draft') return { ok: true, mark: markView(standing) }
    const deed = { action: 'mark.withdraw', subject: markName(key), period: key.period, reason: input.reason }
    const withdrawn = await changing(service, actor, deed, async (transaction) => {
      const state = (await findPeriod(transaction, key.period))?.state ?? 'closed'
      const before = await markOf(transaction, key)
      if (before === undefined)
        return { ok: false, problems: [markProblem('mark_must_be_there', { engineer: key.engineer, item: key.item })] }
      const expected = input.expected.kind === 'unsaid' ? [] : versionProblems(key, before, input.expected)
      const problems = [...stateProblem(key.period, state, ['evaluating']), ...expected]
      if (problems.length > 0) return { ok: false, problems }
      if (before.state === 'draft') return { ok: true, value: markView(before) }
      const at = service.now().toISOString()
      const edit = { period: key.period, at, submitted: [], withdrawn: [before], reason: input.reason }
      const against = await recordMarks(transaction, actor, edit)
      if (against.length > 0) return { ok: false, problems: against }
      const content = { score: before.score, comment: before.comment, state: 'draft' as const, updatedAt: at, updatedBy: actor.id }
      const version = await writeMark(transaction, key, content, before)
      const mark: Mark = { ...key, ...content, version, updatedByName: actor.name }
      return { ok: true, value: markView(mark), before: markView(before), after: markView(mark) }
    })
    return withdrawn.ok ? { ok: true, mark: withdrawn.value } : withdrawn
  },
)

import type { Answer } from '../../base/answer.ts'
import { markOf } from '../../store/aggregates/marks.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type MarkRequest, marking, markTarget } from './find-mark-target.ts'
import { markProblem } from './mark-problems.ts'
import { type MarkView, markView } from './mark-view.ts'
import { readsEveryMark } from './marking-duties.ts'

/** One mark with its version: the caller's own; HR and auditors name the evaluator whose mark they mean. */
export const readMark = useCase(
  'mark.read',
  async (service, actor, request: MarkRequest): Promise<Answer<{ readonly ok: true; readonly mark: MarkView }>> => {
    const found = await marking(service, actor, request.period)
    if (!found.ok) return found
    const { period, engineer, item, evaluator } = request
    const target = markTarget(actor, found, request)
    const readsAll = readsEveryMark(actor)
    if (!target.ok && !readsAll) return target
    if (!target.ok && evaluator === undefined) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `mark of ${engineer} without an evaluator` })] }
    }
    const key = target.ok ? target.key : { period, engineer, item, evaluator: evaluator ?? '' }
    const mark = await markOf(service.store, key)
    if (mark === undefined) return { ok: false, problems: [markProblem('mark_must_be_there', { engineer, item })] }
    return { ok: true, mark: markView(mark) }
  },
)

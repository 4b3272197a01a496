import type { Answer } from '../../base/answer.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import type { PeriodState } from '../../domain/states.ts'
import { type Mark, type MarkKey, markOf, writeMark } from '../../store/aggregates/marks.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, type Changed, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type MarkRequest, marking, markName, markTarget, refusedMarks, stateProblem } from './find-mark-target.ts'
import { markProblem } from './mark-problems.ts'
import { type MarkView, markView, scoreFromText } from './mark-view.ts'
import { recordMarks } from './record-marks.ts'

/** What the editor knew when they saved: that there was no mark yet, the version they read, or nothing said. */
export type ExpectedVersion =
  | { readonly kind: 'none' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'unsaid' }

export interface SaveMark extends MarkRequest {
  readonly item: MarkItem
  /** Decimal text; null keeps a comment without a score. */
  readonly score: string | null
  readonly comment: string | null
  readonly expected: ExpectedVersion
}

/** Drafts may be begun while data still come in; they count only once they are submitted, which evaluating alone allows. */
export const DRAFTS_IN: readonly PeriodState[] = ['collecting', 'evaluating']

/**
 * Saves a draft of a mark 评分草稿. The first saving says nothing of a version or that none is there; every later one names
 * the version that was read, and two editors of one mark - a manager and the deputy - learn of each other: the second gets
 * version_must_be_current with the first one's name. Saving a submitted mark makes it a draft again and takes its evaluation
 * record out of force in the same transaction: nobody is scored on a mark that is being rewritten.
 *
 * Problems besides those of markTarget: period_must_be_in_state, mark_must_be_within_scale, version_must_be_given,
 * version_must_be_current, mark_must_not_be_there, mark_must_be_there.
 */
export const saveMark = useCase(
  'mark.write',
  async (service, actor, input: SaveMark): Promise<Answer<{ readonly ok: true; readonly mark: MarkView }>> => {
    const score = input.score === null ? undefined : scoreFromText(input.score)
    if (input.score !== null && score === undefined)
      return { ok: false, problems: [markProblem('mark_must_be_within_scale', { found: input.score })] }
    const found = await marking(service, actor, input.period)
    if (!found.ok) return found
    const target = markTarget(actor, found, input)
    if (!target.ok) return refusedMarks(service, actor, 'mark.save', input.period, target.problems)
    const { key } = target
    const comment = input.comment?.trim() || undefined
    const saved = await changing(
      service,
      actor,
      { action: 'mark.save', subject: markName(key), period: key.period },
      async (transaction) => {
        const state = (await findPeriod(transaction, key.period))?.state ?? 'closed'
        const before = await markOf(transaction, key)
        const problems = [...stateProblem(key.period, state, DRAFTS_IN), ...versionProblems(key, before, input.expected)]
        if (problems.length > 0) return { ok: false, problems }
        return writeDraft(service, actor, transaction, { key, before, score, comment })
      },
    )
    return saved.ok ? { ok: true, mark: saved.value } : saved
  },
)

interface Draft {
  readonly key: MarkKey
  readonly before: Mark | undefined
  readonly score: number | undefined
  readonly comment: string | undefined
}

async function writeDraft(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  { key, before, score, comment }: Draft,
): Promise<Changed<MarkView>> {
  const at = service.now().toISOString()
  const withdrawn = before?.state === 'submitted' ? [before] : []
  const problems = await recordMarks(transaction, actor, { period: key.period, at, submitted: [], withdrawn })
  if (problems.length > 0) return { ok: false, problems }
  const content = { score, comment, state: 'draft' as const, updatedAt: at, updatedBy: actor.id }
  const version = await writeMark(transaction, key, content, before)
  const mark: Mark = { ...key, ...content, version, updatedByName: actor.name }
  return { ok: true, value: markView(mark), before: before && markView(before), after: markView(mark) }
}

/** What is wrong with the version that the editor names. */
export function versionProblems(key: MarkKey, current: Mark | undefined, expected: ExpectedVersion) {
  const thing = markName(key)
  if (current === undefined) {
    return expected.kind === 'version' ? [markProblem('mark_must_be_there', { engineer: key.engineer, item: key.item })] : []
  }
  const by = current.updatedByName
  if (expected.kind === 'none') return [markProblem('mark_must_not_be_there', { thing, by })]
  if (expected.kind === 'unsaid') return [serviceProblem('version_must_be_given', { thing })]
  return expected.version === current.version ? [] : [serviceProblem('version_must_be_current', { thing, by })]
}

import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Problem } from '../../base/problem.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import { type Mark, type MarkKey, marksOf, writeMark } from '../../store/aggregates/marks.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, noteDeed, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Marking, marking, markName, markTarget, refusedMarks, stateProblem } from './find-mark-target.ts'
import { markProblem } from './mark-problems.ts'
import { type MarkView, markView, scoreFromText } from './mark-view.ts'
import { recordMarks } from './record-marks.ts'
import { DRAFTS_IN, versionProblems } from './save-mark.ts'

export interface DraftToSave {
  readonly engineer: string
  readonly item: MarkItem
  readonly evaluator?: string | undefined
  /** Decimal text; null keeps a comment without a score. */
  readonly score: string | null
  readonly comment: string | null
  /** The version that was read; null where there was no mark yet. */
  readonly version: number | null
}

/** What became of one draft of a batch. */
export interface SavedDraft {
  readonly engineer: string
  readonly item: MarkItem
  /** conflict: somebody else saved in between, and `mark` is theirs; refused: `problem` says why. */
  readonly outcome: 'saved' | 'unchanged' | 'conflict' | 'refused'
  /** The mark as it stands now; null where there is none, or none to be seen. */
  readonly mark: MarkView | null
  readonly problem: Problem | null
}

export interface SaveMarks {
  readonly period: string
  readonly marks: readonly DraftToSave[]
}

/**
 * Saves many drafts at once, as a block pasted from a spreadsheet, in one transaction: each is answered by itself, in the order
 * of the request, and one that cannot be saved keeps no other from it. A mark that says already what is asked stays as it is,
 * whatever the version, so that the same batch twice is once. What it means to save a draft is as with saveMark.
 *
 * Problems of the whole: period_must_exist, period_must_be_in_state.
 */
export const saveMarks = useCase(
  'mark.write',
  async (service, actor, { period, marks }: SaveMarks): Promise<Answer<{ readonly ok: true; readonly items: readonly SavedDraft[] }>> => {
    const found = await marking(service, actor, period)
    if (!found.ok) return found
    const meant = marks.map((draft) => meantBy(actor, found, draft))
    const planned = meant.filter((each) => each.kind === 'planned')
    const refused = meant.flatMap((each) => (each.kind === 'refused' && each.answer.problem ? [each.answer.problem] : []))
    await refusedMarks(service, actor, 'mark.save', period, refused)
    const refusedAll = stateProblem(period, found.opened.state, DRAFTS_IN)
    if (refusedAll.length > 0) return { ok: false, problems: refusedAll }
    if (planned.length === 0) return { ok: true, items: meant.flatMap((each) => (each.kind === 'refused' ? [each.answer] : [])) }

    const [first] = planned
    const subject = planned.length === 1 && first ? markName(first.key) : `marks ${period}`
    return service.store.write(async (transaction) => {
      const problems = stateProblem(period, (await findPeriod(transaction, period))?.state ?? 'closed', DRAFTS_IN)
      if (problems.length > 0) return { ok: false, problems }
      const written = await writeDrafts(service, actor, transaction, period, planned)
      if (!written.ok) return written
      const { answers, before, after } = written
      const values = { before: before.map(briefly), after: after.map(briefly) }
      if (after.length > 0) await noteDeed(service, actor, { action: 'mark.save', subject, period }, transaction, values)
      const items = meant.map((each) => (each.kind === 'refused' ? each.answer : present(answers.get(each), 'Each draft was answered.')))
      return { ok: true, items }
    })
  },
)

interface Planned {
  readonly kind: 'planned'
  readonly key: MarkKey
  readonly draft: DraftToSave
  readonly score: number | undefined
  readonly comment: string | undefined
}

function meantBy(actor: Actor, found: Marking, draft: DraftToSave): Planned | { readonly kind: 'refused'; readonly answer: SavedDraft } {
  const refused = (problem: Problem | undefined) => ({ kind: 'refused' as const, answer: answerFor(draft, 'refused', undefined, problem) })
  const score = draft.score === null ? undefined : scoreFromText(draft.score)
  if (draft.score !== null && score === undefined) return refused(markProblem('mark_must_be_within_scale', { found: draft.score }))
  const target = markTarget(actor, found, { ...draft, period: found.period.text })
  if (!target.ok) return refused(target.problems[0])
  return { kind: 'planned', key: target.key, draft, score, comment: draft.comment?.trim() || undefined }
}

interface Written {
  readonly ok: true
  readonly answers: ReadonlyMap<Planned, SavedDraft>
  readonly before: readonly Mark[]
  readonly after: readonly Mark[]
}

async function writeDrafts(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  period: string,
  planned: readonly Planned[],
): Promise<Answer<Written>> {
  const at = service.now().toISOString()
  const evaluators = [...new Set(planned.map(({ key }) => key.evaluator))]
  const standing = new Map((await marksOf(transaction, period, { evaluators })).map((mark) => [markName(mark), mark]))
  const before: Mark[] = []
  const after: Mark[] = []
  const answers = new Map<Planned, SavedDraft>()
  for (const each of planned) {
    const { key, draft, score, comment } = each
    const name = markName(key)
    const current = standing.get(name)
    if (current && current.score === score && current.comment === comment) {
      answers.set(each, answerFor(draft, 'unchanged', current))
      continue
    }
    const expected = draft.version === null ? { kind: 'none' as const } : { kind: 'version' as const, version: draft.version }
    const [problem] = versionProblems(key, current, expected)
    if (problem) {
      answers.set(each, answerFor(draft, current ? 'conflict' : 'refused', current, problem))
      continue
    }
    const content = { score, comment, state: 'draft' as const, updatedAt: at, updatedBy: actor.id }
    const written: Mark = { ...key, ...content, version: await writeMark(transaction, key, content, current), updatedByName: actor.name }
    if (current) before.push(current)
    after.push(written)
    standing.set(name, written)
    answers.set(each, answerFor(draft, 'saved', written))
  }
  // A submitted mark that is written again is a draft: its evaluation record goes out of force with the same change.
  const withdrawn = before.filter(({ state }) => state === 'submitted')
  const problems = await recordMarks(transaction, actor, { period, at, submitted: [], withdrawn })
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, answers, before, after }
}

/** A mark in an audit entry of many. */
function briefly({ engineer, item, evaluator, score, comment, version }: Mark) {
  return { engineer, item, evaluator, score: score ?? null, comment: comment ?? null, version }
}

function answerFor({ engineer, item }: DraftToSave, outcome: SavedDraft['outcome'], mark?: Mark, problem?: Problem): SavedDraft {
  return { engineer, item, outcome, mark: mark ? markView(mark) : null, problem: problem ?? null }
}

import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import { type Mark, marksOf, writeMark } from '../../store/aggregates/marks.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, type Changed, changing, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Marking, marking, markName, markTarget, refusedMarks, stateProblem } from './find-mark-target.ts'
import { markProblem } from './mark-problems.ts'
import { type MarkView, markView } from './mark-view.ts'
import { concerns } from './marking-duties.ts'
import { recordMarks } from './record-marks.ts'
import { versionProblems } from './save-mark.ts'

export interface SubmitMarks {
  readonly period: string
  /** The marks meant; undefined is every draft of the actor's duties that has a score. */
  readonly marks?: readonly MarkToSubmit[] | undefined
}

export interface MarkToSubmit {
  readonly engineer: string
  readonly item: MarkItem
  readonly evaluator?: string | undefined
  /** The version that was looked at; a mark that has changed since is not submitted. */
  readonly version?: number | undefined
}

export interface SubmittedMarks {
  readonly ok: true
  /** The marks meant, as they stand now. */
  readonly marks: readonly MarkView[]
  /** Drafts that have no score yet, when every draft was meant. */
  readonly left: readonly MarkView[]
}

/**
 * Turns drafts into evaluation records, all of those meant or none. A mark that is submitted already stays as it is, so that
 * the same command twice is once. Only while the period is evaluating.
 *
 * Problems besides those of markTarget: period_must_be_in_state, mark_must_be_there, mark_must_have_a_score,
 * version_must_be_current, overall_mark_must_be_the_only_one.
 */
export const submitMarks = useCase('mark.write', async (service, actor, input: SubmitMarks): Promise<Answer<SubmittedMarks>> => {
  const found = await marking(service, actor, input.period)
  if (!found.ok) return found
  const state = stateProblem(input.period, found.opened.state, ['evaluating'])
  if (state.length > 0) return { ok: false, problems: state }

  const chosen = choose(actor, found, input, await ownMarks(service.store, found))
  if (!chosen.ok) return refusedMarks(service, actor, 'mark.submit', input.period, chosen.problems)
  if (chosen.marks.every((mark) => mark.state === 'submitted')) {
    return { ok: true, marks: chosen.marks.map(markView), left: chosen.left.map(markView) }
  }
  const deed = { action: 'mark.submit', subject: subjectOf(chosen.marks, input.period), period: input.period }
  const submitted = await changing(service, actor, deed, async (transaction) => {
    const now = (await findPeriod(transaction, input.period))?.state ?? 'closed'
    const problems = stateProblem(input.period, now, ['evaluating'])
    const again = choose(actor, found, input, await ownMarks(transaction, found))
    if (problems.length > 0) return { ok: false, problems }
    return again.ok ? submit(service, actor, transaction, input.period, again) : again
  })
  return submitted.ok ? { ok: true, ...submitted.value } : submitted
})

interface Chosen {
  readonly ok: true
  readonly marks: readonly Mark[]
  readonly left: readonly Mark[]
}

function ownMarks(reader: Parameters<typeof marksOf>[0], { period, duties }: Marking): Promise<Mark[]> {
  return marksOf(reader, period.text, { evaluators: duties.map((duty) => duty.evaluator) })
}

/** The marks meant, as they stand; every mistake of the request at once. */
function choose(actor: Actor, found: Marking, { period, marks }: SubmitMarks, standing: readonly Mark[]): Answer<Chosen> {
  if (marks === undefined) {
    const drafts = standing.filter((mark) => mark.state === 'draft' && mayMark(actor, found, mark))
    const scored = drafts.filter((mark) => mark.score !== undefined)
    return { ok: true, marks: scored, left: drafts.filter((mark) => mark.score === undefined) }
  }
  const problems: Problem[] = []
  const chosen = new Map<string, Mark>()
  for (const { engineer, item, evaluator, version } of marks) {
    const target = markTarget(actor, found, { period, engineer, item, evaluator })
    if (!target.ok) {
      problems.push(...target.problems)
      continue
    }
    const name = markName(target.key)
    const mark = standing.find((each) => markName(each) === name)
    if (mark === undefined) problems.push(markProblem('mark_must_be_there', { engineer, item }))
    else if (mark.score === undefined) problems.push(markProblem('mark_must_have_a_score', { engineer, item }))
    else if (version !== undefined && mark.state === 'draft') {
      problems.push(...versionProblems(target.key, mark, { kind: 'version', version }))
    }
    if (mark) chosen.set(name, mark)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, marks: [...chosen.values()], left: [] }
}

function mayMark(actor: Actor, found: Marking, mark: Mark): boolean {
  return found.duties.some(
    (duty) => duty.evaluator === mark.evaluator && duty.items.includes(mark.item) && concerns(duty, actor, mark.engineer, found),
  )
}

async function submit(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  period: string,
  { marks, left }: Chosen,
): Promise<Changed<Omit<SubmittedMarks, 'ok'>>> {
  const at = service.now().toISOString()
  const drafts = marks.filter((mark) => mark.state === 'draft')
  const problems = await recordMarks(transaction, actor, { period, at, submitted: drafts, withdrawn: [] })
  if (problems.length > 0) return { ok: false, problems }
  const written: Mark[] = []
  for (const mark of drafts) {
    const content = { score: mark.score, comment: mark.comment, state: 'submitted' as const, updatedAt: at, updatedBy: actor.id }
    written.push({ ...mark, ...content, version: await writeMark(transaction, mark, content, mark), updatedByName: actor.name })
  }
  const now = marks.map((mark) => markView(written.find((each) => markName(each) === markName(mark)) ?? mark))
  return { ok: true, value: { marks: now, left: left.map(markView) }, before: drafts.map(markView), after: written.map(markView) }
}

function subjectOf(marks: readonly Mark[], period: string): string {
  const [first] = marks
  return marks.length === 1 && first ? markName(first) : `marks ${period}`
}

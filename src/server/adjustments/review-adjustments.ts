import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { findAdjustments } from '../../domain/adjustment/adjustment.ts'
import {
  acceptedFor,
  insertAdjustment,
  latePeriods,
  type NewAdjustment,
  standingProposals,
  supersedeProposals,
} from '../../store/aggregates/adjustments.ts'
import { allPeriods, findPeriod, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import { findRun, newestDoneRun, type RunRow } from '../../store/aggregates/runs.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { runsOf } from '../runs/run-control.ts'
import { beginRun } from '../runs/start-run.ts'
import { adjustmentProblem } from './adjustment-problems.ts'
import type { reviewedSchema } from './adjustment-schema.ts'
import { appraisedRun } from './appraised-run.ts'
import { standingRejections } from './standing-rejections.ts'

/** What came of one closed period. */
export type ReviewedPeriod = ShapeOf<typeof reviewedSchema>

/**
 * Appraises every closed period that records came too late for again, on today's records and by the rules of its published run,
 * and proposes the differences to what was paid as adjustments in an open period. Proposals nobody decided are superseded; what
 * finance rejected is not proposed again until a record that it came of changes: see standingRejections. Repeated without new
 * records it changes nothing.
 *
 * Problems: period_must_exist, adjustments_must_be_in_an_open_period, run_must_be_alone, closed_period_must_be_appraised_again.
 */
export const reviewAdjustments = useCase(
  'run.write',
  async (
    service,
    actor,
    { period: open }: { readonly period: Period },
  ): Promise<Answer<{ readonly ok: true; readonly reviewed: readonly ReviewedPeriod[] }>> => {
    const state = await openProblems(service.store, open.text)
    if (state.length > 0) return { ok: false, problems: state }
    const late = await latePeriods(service.store)
    const reviewed: ReviewedPeriod[] = []
    for (const closed of (await allPeriods(service.store)).filter((each) => each.state === 'closed')) {
      const change = late.get(closed.text)
      if (change === undefined) continue
      const answer = await reviewPeriod(service, actor, open.text, closed, change)
      if (!answer.ok) return answer
      reviewed.push(answer.value)
    }
    return { ok: true, reviewed }
  },
)

/** Whether adjustments can be proposed and decided in a period. */
export async function openProblems(reader: Parameters<typeof findPeriod>[0], period: string) {
  const opened = await findPeriod(reader, period)
  if (!opened) return [serviceProblem('period_must_exist', { period })]
  return opened.state === 'closed' ? [adjustmentProblem('adjustments_must_be_in_an_open_period', { period })] : []
}

async function reviewPeriod(
  service: Service,
  actor: Actor,
  open: string,
  closed: OpenedPeriod,
  change: number,
): Promise<Answer<{ readonly ok: true; readonly value: ReviewedPeriod }>> {
  const again = await runSeeing(service, actor, closed, change)
  if (!again.ok) return again
  const shown = present(await findRun(service.store, closed.publishedRun ?? ''), 'A closed period has a published run.')
  const published = await appraisedRun(service, service.store, shown)
  const today = await appraisedRun(service, service.store, again.run)
  const deed = { action: 'adjustment.review', subject: `adjustments ${open} for ${closed.text}`, period: open }
  return changing(service, actor, deed, async (transaction) => {
    const problems = await openProblems(transaction, open)
    if (problems.length > 0) return { ok: false, problems }
    const rejected = await standingRejections(service, transaction, { closed: closed.text, published: shown, today: again.run })
    const found = findAdjustments(published, today, await acceptedFor(transaction, closed.text), rejected)
    const at = service.now().toISOString()
    const fresh = found.proposals.map((each) => ({ ...each, closedPeriod: closed.text, openPeriod: open, run: again.run.id, at }))
    const standing = isSame(await standingProposals(transaction, closed.text), fresh)
    const superseded = standing ? 0 : await supersedeProposals(transaction, closed.text)
    if (!standing) for (const proposal of fresh) await insertAdjustment(transaction, proposal)
    const { heldRegions, proposals } = found
    const value = { closedPeriod: closed.text, run: again.run.id, proposals: proposals.length, heldRegions }
    const differences = Object.fromEntries(proposals.map(({ employee, difference }) => [employee, yuanText(difference)]))
    return { ok: true, value, after: { ...value, superseded, differences } }
  })
}

/** Whether the very same was proposed before: then it stays, under its numbers. */
function isSame(standing: readonly NewAdjustment[], fresh: readonly NewAdjustment[]): boolean {
  const contentOf = (proposals: readonly NewAdjustment[]) =>
    proposals
      .map(({ openPeriod, employee, due, paid, difference, run }) => [openPeriod, employee, due, paid, difference, run].join(' '))
      .sort()
  return contentOf(standing).join('\n') === contentOf(fresh).join('\n')
}

/** The newest run that appraised a closed period again, if it has seen a change; else a new one, once it is done. */
async function runSeeing(
  service: Service,
  actor: Actor,
  { text }: OpenedPeriod,
  change: number,
): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const newest = await newestDoneRun(service.store, text, 'adjustment')
  if (newest && (newest.asOfChange ?? 0) >= change) return { ok: true, run: newest }
  const period = await openedPeriod(service.store, text)
  const started = await beginRun(service, actor, { period, purpose: 'adjustment' })
  if (!started.ok) return started
  await runsOf(service).finished(started.value.run)
  const run = await findRun(service.store, started.value.run)
  if (run?.state === 'done') return { ok: true, run }
  const values = { period: text, run: started.value.run, state: run?.state ?? 'failed' }
  return { ok: false, problems: [adjustmentProblem('closed_period_must_be_appraised_again', values)] }
}

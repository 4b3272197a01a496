import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { PERIOD_STATES, type PeriodState } from '../../domain/states.ts'
import { findPeriod, insertStep, type OpenedPeriod, stepsOf, updatePeriod } from '../../store/aggregates/periods.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { TrailAnchor } from '../../store/trail/trail-files.ts'
import { keepClosing, tellClosing } from '../audit/anchor-closing.ts'
import { belongsTo, type PeriodStepContext } from '../kernel/period-step.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { balancesSaid } from '../payments/settle-closing.ts'
import { EFFECTS, GUARDS } from './guards.ts'
import { periodProblem } from './period-problems.ts'
import { type PeriodView, periodView } from './period-view.ts'

export interface AdvancePeriod {
  readonly period: Period
  /** The state to go to, for callers who want to be sure; it must be the next. */
  readonly to: PeriodState | undefined
  /** The run to publish, on the step to `published`; the latest finished one unless told. */
  readonly run: string | undefined
  readonly reason: string | undefined
  /** The version of the period that was read. */
  readonly version: string
}

export interface StepBack {
  readonly period: Period
  readonly reason: string
  readonly version: string
}

type Stepped = Answer<{ readonly ok: true; readonly period: PeriodView }>

/**
 * Takes a period one step on: collecting, evaluating, review, published, closed. The step's guards are asked, its effects run
 * and its history is written in one transaction: a crash leaves the period as it was. Problems: period_must_exist,
 * version_must_be_current, period_step_must_be_the_next, period_must_have_a_next_step, and those of the guards.
 */
export const advancePeriod = useCase('period.write', async (service, actor, input: AdvancePeriod): Promise<Stepped> => {
  return step(service, actor, { ...input, action: 'period.advance' }, (period) => {
    const next = PERIOD_STATES[PERIOD_STATES.indexOf(period.state) + 1]
    const values = { period: period.text, state: period.state }
    if (next === undefined) return [periodProblem('period_must_have_a_next_step', values)]
    if (input.to === undefined || input.to === next) return next
    return [periodProblem('period_step_must_be_the_next', { ...values, next, to: input.to })]
  })
})

/** Takes a period one step back 退回, with a reason, until it is closed. Problems: as above, and period_must_have_a_step_before. */
export const stepBack = useCase('period.write', async (service, actor, input: StepBack): Promise<Stepped> => {
  return step(service, actor, { ...input, run: undefined, action: 'period.step-back' }, (period) => {
    const before = PERIOD_STATES[PERIOD_STATES.indexOf(period.state) - 1]
    if (before !== undefined && period.state !== 'closed') return before
    return [periodProblem('period_must_have_a_step_before', { period: period.text, state: period.state })]
  })
})

interface Wanted {
  readonly period: Period
  readonly run: string | undefined
  readonly reason: string | undefined
  readonly version: string
  readonly action: string
}

async function step(
  service: Service,
  actor: Actor,
  { period: { text }, run, reason, version, action }: Wanted,
  target: (period: OpenedPeriod) => PeriodState | readonly Problem[],
): Promise<Stepped> {
  let closing: TrailAnchor | undefined
  const stepped = await changing(service, actor, { action, subject: `period ${text}`, period: text, reason }, async (transaction) => {
    const found = await currentPeriod(transaction, text, version)
    if (!found.ok) return found
    const { period } = found
    const to = target(period)
    if (typeof to !== 'string') return { ok: false, problems: to }
    const at = service.now().toISOString()
    const context: PeriodStepContext = { service, actor, transaction, period, from: period.state, to, reason, run, at }
    const problems: Problem[] = []
    for (const guard of GUARDS.filter((each) => belongsTo(each, context))) problems.push(...(await guard.check(context)))
    if (problems.length > 0) return { ok: false, problems }
    const publishedRun = await effectsOf(context)
    if (to === 'published' && publishedRun === null) {
      return { ok: false, problems: [periodProblem('period_must_have_a_run_to_publish', { period: text })] }
    }
    await updatePeriod(transaction, period, { state: to, publishedRun })
    await insertStep(transaction, text, { from: period.state, to, at, by: actor.id, reason })
    const after = {
      ...periodView((await findPeriod(transaction, text)) ?? period),
      ...(await goingBack(transaction, text, to, publishedRun)),
    }
    const onNoted = async () => {
      closing = await tellClosing(service, transaction, text)
    }
    const changed = { value: after, before: { state: period.state }, after: { state: to, publishedRun } }
    return { ok: true, ...changed, onNoted: to === 'closed' ? onNoted : undefined }
  })
  if (!stepped.ok) return stepped
  if (closing) keepClosing(service, closing)
  return { ok: true, period: stepped.value }
}

/** What publishing says of money that closing would leave open, and closing of what waits to be decided. */
async function goingBack(reader: Reader, period: string, to: PeriodState, run: string | null): Promise<Pick<PeriodView, 'balances'>> {
  if (to !== 'published' && to !== 'closed') return {}
  return { balances: await balancesSaid(reader, period, to === 'published' ? (run ?? undefined) : undefined) }
}

/** Runs the effects of a step; answers the run that people see after it. Before `published` there is none. */
async function effectsOf(context: PeriodStepContext): Promise<string | null> {
  const { period, to } = context
  let publishedRun = to === 'published' || to === 'closed' ? (period.publishedRun ?? null) : null
  for (const effect of EFFECTS.filter((each) => belongsTo(each, context))) {
    const said = (await effect.apply(context))?.publishedRun
    if (said !== undefined) publishedRun = said
  }
  return publishedRun
}

/** The period as it is now, if it is the version that was read and in one of the states; else the problem. */
export async function currentPeriod(
  reader: Reader,
  text: string,
  version: string,
  states: readonly PeriodState[] = PERIOD_STATES,
): Promise<Answer<{ readonly ok: true; readonly period: OpenedPeriod }>> {
  const period = await findPeriod(reader, text)
  if (!period) return { ok: false, problems: [serviceProblem('period_must_exist', { period: text })] }
  if (String(period.version) !== version) {
    const by = (await stepsOf(reader, text)).at(-1)?.by ?? period.openedBy
    return { ok: false, problems: [serviceProblem('version_must_be_current', { thing: `period ${text}`, by })] }
  }
  if (!states.includes(period.state)) {
    const values = { period: text, state: period.state, needed: states.join(', ') }
    return { ok: false, problems: [serviceProblem('period_must_be_in_state', values)] }
  }
  return { ok: true, period }
}

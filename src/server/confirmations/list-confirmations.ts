import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { SheetState } from '../../domain/states.ts'
import { type ConfirmationFilter, type SheetStatus, sheetStatuses } from '../../store/aggregates/confirmations.ts'
import { findPeriod, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import type { PersonMark } from '../../store/aggregates/snapshots.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { sheetReach } from '../kernel/sheet-reach.ts'
import { useCase } from '../kernel/use-case.ts'
import { runProblem } from '../runs/run-problems.ts'
import type { lineSchema } from './confirmation-schema.ts'

export interface ListConfirmations {
  readonly period: Period
  /** `unsigned`: the person responsible has not signed. */
  readonly state?: SheetState | 'unsigned' | undefined
  readonly after?: PersonMark | undefined
  readonly limit: number
}

export type ConfirmationLine = ShapeOf<typeof lineSchema>

export interface ConfirmationList {
  readonly ok: true
  readonly run: string
  readonly deadline: string | null
  /** One more than the limit where there are more. */
  readonly lines: readonly ConfirmationLine[]
}

/** Who confirmed, objected, is overdue or open, by kind, then number, within the actor's reach. Problems: period_must_exist, result_must_be_published. */
export const listConfirmations = useCase(
  'confirmation.read',
  async (service, actor, { period, state, after, limit }: ListConfirmations): Promise<Answer<ConfirmationList>> => {
    const opened = await findPeriod(service.store, period.text)
    if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    const run = opened.publishedRun
    if (run === undefined) return { ok: false, problems: [runProblem('result_must_be_published', { period: period.text })] }
    const deadline = opened.deadlines.published ?? null
    const unanswered = unansweredState(opened, service.now())
    const nobody = (state === 'open' || state === 'overdue') && state !== unanswered
    const reach = await sheetReach(service, actor, period, COLUMNS)
    const filter: ConfirmationFilter | undefined = state === 'open' || state === 'overdue' ? 'unanswered' : state
    const statuses = nobody ? [] : await sheetStatuses(service.store, period.text, run, reach, { filter, after, limit: limit + 1 })
    if (statuses.some(({ employee }) => employee !== actor.employee)) {
      const asked = { state, after }
      await recordReading(service, actor, { action: 'confirmation.list', subject: `run ${run}`, period: period.text, asked })
    }
    return { ok: true, run, deadline, lines: statuses.map((status) => lineOf(status, unanswered)) }
  },
)

const COLUMNS = { region: 'people.region', employee: 'people.employee' }

function unansweredState({ deadlines }: OpenedPeriod, now: Date): 'open' | 'overdue' {
  const { published: deadline } = deadlines
  return deadline !== undefined && Date.parse(deadline) < now.getTime() ? 'overdue' : 'open'
}

function lineOf({ employee, name, region, kind, person, signedAt }: SheetStatus, unanswered: 'open' | 'overdue'): ConfirmationLine {
  return {
    ...{ employee, name, region, kind },
    state: person?.state ?? unanswered,
    answeredAt: person?.at ?? null,
    text: person?.text ?? null,
    signedAt: signedAt ?? null,
  }
}

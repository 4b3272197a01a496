import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { AppealState } from '../../domain/states.ts'
import { listAppeals as appealsOf, findAppeal } from '../../store/aggregates/appeals.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { sheetReach } from '../kernel/sheet-reach.ts'
import { useCase } from '../kernel/use-case.ts'
import { type AppealView, appealView } from './appeal-view.ts'

export interface ListAppeals {
  readonly period: Period
  readonly state?: AppealState | undefined
  readonly before?: number | undefined
  readonly limit: number
}

/** The appeals of a period within the actor's reach, newest first, one more than the limit where there are more. Problems: period_must_exist. */
export const listAppeals = useCase(
  'appeal.read',
  async (
    service,
    actor,
    { period, state, before, limit }: ListAppeals,
  ): Promise<Answer<{ readonly ok: true; readonly appeals: readonly AppealView[] }>> => {
    if (!(await findPeriod(service.store, period.text))) {
      return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    }
    const columns = { region: 'people.region', employee: 'appeals.employee' }
    const reach = await sheetReach(service, actor, period, columns)
    const appeals = await appealsOf(service.store, period.text, reach, { state, before, limit: limit + 1 })
    if (appeals.some(({ employee }) => employee !== actor.employee)) {
      await recordReading(service, actor, {
        action: 'appeal.list',
        subject: `appeals ${period.text}`,
        period: period.text,
        asked: { state },
      })
    }
    return { ok: true, appeals: appeals.map(appealView) }
  },
)

/** One appeal; thing_must_exist when there is none or it is out of reach. */
export const readAppeal = useCase(
  'appeal.read',
  async (
    service,
    actor,
    { period, appeal: id }: { readonly period: Period; readonly appeal: number },
  ): Promise<Answer<{ readonly ok: true; readonly appeal: AppealView }>> => {
    const appeal = await findAppeal(service.store, period.text, id)
    const own = appeal !== undefined && appeal.employee === actor.employee
    if (!appeal || !(own || reaches(await reachOf(service, actor, period), appeal))) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `appeal ${id}` })] }
    }
    if (!own) await recordReading(service, actor, { action: 'appeal.read', subject: `appeal ${id}`, period: period.text })
    return { ok: true, appeal: appealView(appeal) }
  },
)

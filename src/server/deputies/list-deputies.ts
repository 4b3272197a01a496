import type { Answer } from '../../base/answer.ts'
import { deputyships } from '../../store/aggregates/deputies.ts'
import { companyToday } from '../kernel/company-day.ts'
import { useCase } from '../kernel/use-case.ts'
import { type DeputyView, deputyView } from './deputy-view.ts'

export interface DeputyPage {
  readonly ok: true
  readonly items: readonly DeputyView[]
  /** The number to go on before; undefined on the last page. */
  readonly next: number | undefined
}

/** Deputyships, newest first: all of them for HR, for others those that they gave over or act in. */
export const listDeputies = useCase(
  'deputy.read',
  async (service, actor, page: { readonly before?: number | undefined; readonly limit: number }): Promise<Answer<DeputyPage>> => {
    const concerning = actor.scope === 'all' ? undefined : { manager: actor.employee, account: actor.id }
    const found = await deputyships(service.store, { concerning }, { before: page.before, limit: page.limit + 1 })
    const items = found.slice(0, page.limit)
    const next = found.length > page.limit ? items.at(-1)?.id : undefined
    const today = await companyToday(service)
    return { ok: true, items: items.map((deputy) => deputyView(deputy, today)), next }
  },
)

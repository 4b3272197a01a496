import { sql } from 'kysely'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { type FormLink, formLinkById, listFormLinks } from '../../store/aggregates/form-links.ts'
import type { Condition } from '../../store/company-book/find-records.ts'
import { companyMonth } from '../kernel/company-calendar.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { Permitted } from '../kernel/use-case.ts'
import { recordReachOf, withinReach } from '../records/reach-records.ts'

/** The links within reach in a period: like the feedback records that they become. */
export async function formsWithinReach(service: Service, actor: Permitted, period: Period): Promise<readonly Condition[]> {
  const reach = await recordReachOf(service, actor, period)
  return withinReach('feedback', reach, period)
}

/** A link by its id, where it is within reach; thing_must_exist otherwise. */
export async function reachedForm(
  service: Service,
  actor: Permitted,
  id: number,
): Promise<Answer<{ readonly ok: true; readonly link: FormLink }>> {
  const missing = { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `form ${id}` })] } as const
  const link = await formLinkById(service.store, id)
  if (!link) return missing
  const conditions = await formsWithinReach(service, actor, await companyMonth(service.store, link.day))
  const own: Condition = sql`id = ${id}`
  const found = await listFormLinks(service.store, { conditions: [...conditions, own], at: '', limit: 1 })
  return found.length === 1 ? { ok: true, link } : missing
}

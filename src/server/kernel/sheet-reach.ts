import { type Expression, type SqlBool, sql } from 'kysely'
import type { Period } from '../../base/period.ts'
import { reachCondition, reachOf } from './reach.ts'
import type { Service } from './service.ts'
import type { Permitted } from './use-case.ts'

/** What an actor reaches in a period; somebody of the staff who stands in for a manager keeps the sight of what is their own. */
export async function sheetReach(
  service: Service,
  actor: Permitted,
  period: Period,
  columns: { readonly region: string; readonly employee: string },
): Promise<Expression<SqlBool>> {
  const reach = await reachOf(service, actor, period)
  const condition = reachCondition(reach, columns)
  if (reach.kind !== 'regions' || actor.employee === undefined || !actor.positions.includes('staff')) return condition
  return sql`(${condition} OR ${sql.ref(columns.employee)} = ${actor.employee})`
}

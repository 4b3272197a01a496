import type { Period } from '../../base/period.ts'
import type { Permission } from './access.ts'
import { reachCondition, reachOf } from './reach.ts'
import type { Actor, Service } from './service.ts'

/** A condition on the rows somebody may see, to stand in a WHERE; its parameters are numbered from `first`. */
export interface ReachSql {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** What an actor reaches in a period; somebody of the staff who stands in for a manager keeps the sight of what is their own. */
export async function sheetReach(
  service: Service,
  actor: Actor,
  permission: Permission,
  period: Period,
  columns: { readonly region: string; readonly employee: string },
  first: number,
): Promise<ReachSql> {
  const reach = await reachOf(service, actor, permission, period)
  const condition = reachCondition(reach, columns, first)
  if (reach.kind !== 'regions' || actor.employee === undefined || !actor.positions.includes('staff')) return condition
  const { sql, parameters } = condition
  return { sql: `${sql} OR ${columns.employee} = $${first + parameters.length}`, parameters: [...parameters, actor.employee] }
}

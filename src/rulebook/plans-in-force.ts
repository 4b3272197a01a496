import type { Day } from '../base/day.ts'
import { sortedBy } from '../base/text-order.ts'
import { commissionPlan } from '../domain/pay/commission-plan.ts'
import { gradesRule } from '../domain/pay/grade.ts'
import type { PlanFile } from '../engine/rule/pay-rule.ts'
import type { PayPlans } from './book.ts'
import type { PlanEntry } from './read-rules.ts'
import { versionOn } from './settings-on.ts'

export interface PlanInForce {
  readonly entry: PlanEntry
  readonly version: PlanFile['versions'][number]
}

/** The versions of plans in force on a day, by id; templates never are, and a plan that begins later is not there yet. */
export function plansOn(plans: readonly PlanEntry[], day: Day): PlanInForce[] {
  return sortedBy(plans, ({ rule }) => rule.id).flatMap((entry) => {
    const version = entry.rule.template ? undefined : versionOn(entry.rule, day)
    return version ? [{ entry, version }] : []
  })
}

export function payPlans(plans: readonly PlanInForce[]): PayPlans {
  return {
    commissions: plans.flatMap(({ entry, version }) => ('base' in version ? [commissionPlan(entry.rule, version)] : [])),
    grades: plans.flatMap(({ entry, version }) => ('grades' in version ? [gradesRule(entry.rule, version)] : [])),
  }
}

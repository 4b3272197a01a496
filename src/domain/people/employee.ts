import type { Day } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'

export const POSITIONS = ['sales_rep', 'service_engineer', 'regional_manager', 'rd_manager'] as const
/** A position 岗位 of the employees table. */
export type Position = (typeof POSITIONS)[number]

export interface Employee {
  /** 工号 */
  readonly number: string
  readonly name: string
  /** 岗位 */
  readonly position: Position
  /** The region before the first posting; often, in an export, the current one (POLICY A14). */
  readonly region: string
  /** First and last day employed; undefined is open. */
  readonly hiredOn: Day | undefined
  readonly leftOn: Day | undefined
}

/** A move 调动: from that day, inclusive, the person's region is this one. */
export interface Posting {
  readonly employee: string
  readonly region: string
  readonly from: Day
}

/** Whether the person was employed on at least one day of the period (CONTRACT section 3). */
export function employedIn(employee: Employee, period: Period): boolean {
  const hired = employee.hiredOn === undefined || employee.hiredOn <= period.last
  const stayed = employee.leftOn === undefined || employee.leftOn >= period.first
  return hired && stayed
}

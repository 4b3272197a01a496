import type { Day } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'

export const POSITIONS = ['sales_rep', 'service_engineer', 'regional_manager', 'rd_manager'] as const
/** A position 岗位 of the employees table. */
export type Position = (typeof POSITIONS)[number]

export interface Employee {
  /** 工号 */
  readonly number: string
  readonly name: string
  /** 岗位, before the first posting that names one. */
  readonly position: Position
  /** The region before the first posting that names one; often, in an export, the current one (POLICY A14). */
  readonly region: string
  /** When they are employed, oldest first; at least one. */
  readonly spells: readonly Spell[]
}

/** A spell of employment 任职期: its first and last day, undefined is open. */
export interface Spell {
  readonly from: Day | undefined
  readonly to: Day | undefined
}

/** A move 调动: from that day, inclusive, the person's region, position or both are these. */
export interface Posting {
  readonly employee: string
  readonly region: string | undefined
  readonly position: Position | undefined
  readonly from: Day
}

/** The spells of a person: those stated, which replace the hiring and leaving day of the employees table (CONTRACT section 5). */
export function spellsOf(hiredAndLeft: Spell, stated: readonly Spell[]): readonly Spell[] {
  return stated.length === 0 ? [hiredAndLeft] : [...stated].sort((a, b) => (a.from ?? 0) - (b.from ?? 0))
}

/** Whether the person was employed on at least one day of the period (CONTRACT section 3). */
export function employedIn({ spells }: Pick<Employee, 'spells'>, period: Days): boolean {
  return spells.some((spell) => begunBy(spell, period.last) && (spell.to === undefined || spell.to >= period.first))
}

/** The earlier of the period's last day and the day on which the person left by then (POLICY A14). */
export function lastDayIn({ spells }: Pick<Employee, 'spells'>, period: Days): Day {
  const until = spells.findLast((spell) => begunBy(spell, period.last))?.to
  return until !== undefined && until < period.last ? until : period.last
}

function begunBy({ from }: Spell, day: Day): boolean {
  return from === undefined || from <= day
}

import { type Day, daysBetween } from '../../base/day.ts'
import type { Rational } from '../../base/rational.ts'

/** An opportunity 商机 with the stages 阶段 that were written down of it. */
export interface Opportunity {
  readonly number: string
  readonly rep: string
  /** As it stands now. */
  readonly stage: string
  /** In fen. */
  readonly amount: bigint
  readonly createdOn: Day
  readonly expectedOn: Day | undefined
  readonly closedOn: Day | undefined
  readonly outcome: 'won' | 'lost' | undefined
  /** A part of 1; undefined where nobody said. */
  readonly probability: Rational | undefined
  /** On which day it came to which stage, oldest first. */
  readonly stages: readonly { readonly stage: string; readonly from: Day }[]
}

/** How a stay in a stage ended by a day: in another stage, with the opportunity closed, or not yet. */
export type StayEnd = { readonly to: string } | { readonly closed: 'won' | 'lost' | 'no_outcome' } | 'open'

/** The days that an opportunity was in a stage without leaving it. */
export interface Stay {
  readonly stage: string
  readonly from: Day
  readonly end: StayEnd
  /** From the first day to that of leaving, or to the day that is looked at. */
  readonly days: number
  /** Whether it had been in this stage before. */
  readonly again: boolean
}

/** Whether it is closed by a day; an outcome without a closing day says nothing of when, and is no closing. */
export function isClosedBy({ closedOn }: Opportunity, day: Day): boolean {
  return closedOn !== undefined && closedOn <= day
}

/** Whether somebody wrote an outcome and no day for it: it is neither open nor closed on any day. */
export function isDecidedWithoutDay({ closedOn, outcome }: Opportunity): boolean {
  return closedOn === undefined && outcome !== undefined
}

/**
 * The stays of an opportunity up to a day, oldest first. Rows that name the stage it is in already go on with it; rows after the closing
 * are none. Without any row it is one stay in its own stage, from its creation; where the rows begin later than it, nobody knows before.
 */
export function staysOf(opportunity: Opportunity, day: Day): readonly Stay[] {
  const { createdOn, closedOn, stages, stage } = opportunity
  const until = closedOn !== undefined && closedOn <= day ? closedOn : day
  const written = stages.length > 0 ? stages : [{ stage, from: createdOn }]
  const rows = written.filter(({ from }) => from <= until)
  const begun = rows.filter((row, index) => index === 0 || rows[index - 1]?.stage !== row.stage)
  const seen = new Set<string>()
  return begun.map((row, index): Stay => {
    const next = begun[index + 1]
    const again = seen.has(row.stage)
    seen.add(row.stage)
    const end: StayEnd = next ? { to: next.stage } : isClosedBy(opportunity, day) ? { closed: opportunity.outcome ?? 'no_outcome' } : 'open'
    return { stage: row.stage, from: row.from, end, days: daysFrom(row.from, next?.from ?? until), again }
  })
}

/** How many days later the second day is; below zero where it is earlier. */
export function daysFrom(from: Day, to: Day): number {
  return to < from ? 1 - daysBetween(to, from) : daysBetween(from, to) - 1
}

import { groupBy } from '../../base/group-by.ts'
import type { ServiceFacts } from '../../domain/engineers/service-facts.ts'
import type { Mark } from '../../store/aggregates/marks.ts'
import { factsWithDrafts } from './facts-with-drafts.ts'
import type { MarkState } from './region-preview.ts'

type FactsOf = (employee: string) => ServiceFacts

/** What is recorded of a month, and the drafts 评分草稿 of it that somebody sees. */
export interface SeenMarks {
  /** The facts to score by: with the drafts, where they count. */
  readonly factsOf: FactsOf
  /** How many drafts of an engineer count. */
  readonly counted: (employee: string) => number
  readonly stateOf: (employee: string) => MarkState
}

export function seenMarks(recorded: FactsOf, drafts: readonly Mark[], areCounted: boolean): SeenMarks {
  const standing = groupBy(
    drafts.filter(({ score }) => score !== undefined),
    ({ engineer }) => engineer,
  )
  const draftsOf = (employee: string) => standing.get(employee) ?? []
  return {
    factsOf: areCounted ? (employee) => factsWithDrafts(recorded(employee), draftsOf(employee)) : recorded,
    counted: (employee) => (areCounted ? draftsOf(employee).length : 0),
    stateOf: (employee) => {
      if (recorded(employee).overallMark !== undefined) return 'submitted'
      return draftsOf(employee).some(({ item }) => item === 'overall') ? 'draft' : 'missing'
    },
  }
}

/** What of several months still lacks most: a period is marked once all of its months are. */
export function leastMarked(states: readonly MarkState[]): MarkState {
  return (['missing', 'draft'] as const).find((state) => states.includes(state)) ?? 'submitted'
}

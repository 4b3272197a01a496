import { rational } from '../../base/rational.ts'
import type { ServiceFacts } from '../../domain/engineers/service-facts.ts'
import type { Mark } from '../../store/aggregates/marks.ts'

/**
 * The facts of an engineer as if the drafts 评分草稿 had been submitted. An overall mark in force stays: a second one would be
 * refused (POLICY A9). A rating takes the place of an earlier one of the same manager and stands beside those of others.
 */
export function factsWithDrafts(facts: ServiceFacts, drafts: readonly Mark[]): ServiceFacts {
  let { overallMark, onSiteRatings } = facts
  for (const { item, evaluator, score } of drafts) {
    if (score === undefined) continue
    const points = rational(BigInt(score), 100n)
    if (item === 'overall') overallMark ??= points
    else onSiteRatings = [...onSiteRatings.filter((rating) => rating.evaluator !== evaluator), { evaluator, score: points }]
  }
  return { ...facts, overallMark, onSiteRatings }
}

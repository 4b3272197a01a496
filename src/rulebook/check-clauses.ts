import type { Problem } from '../base/problem.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'
import type { MeasureEntry, PlanEntry, PolicyEntry, RuleEntry } from './read-rules.ts'

export interface Citation {
  readonly at: RulePlace
  /** Where in the version it stands: "parameters.deduction". */
  readonly path: string
  readonly clause: string
}

/** Every clause that is cited exists, once; every clause that is marked as computed is cited. */
export function checkClauses(entries: readonly (RuleEntry | MeasureEntry | PlanEntry)[], policies: readonly PolicyEntry[]): Problem[] {
  const problems: Problem[] = []
  const cited = entries.flatMap(citations)
  const citedClauses = new Set(cited.map(({ clause }) => clause))
  const known = new Set<string>()
  for (const { file, policy } of policies) {
    const at = { file, version: '' }
    for (const { clause, computed } of policy.clauses) {
      if (known.has(clause)) problems.push(ruleProblem('clause_must_be_unique', at, { clause }))
      known.add(clause)
      if (computed && !citedClauses.has(clause)) problems.push(ruleProblem('computed_clause_must_be_cited', at, { clause }))
    }
  }
  for (const { at, path, clause } of cited) {
    if (!known.has(clause)) problems.push(ruleProblem('clause_must_exist', at, { path, clause }))
  }
  return problems
}

/** Every property called "clause" inside a version, wherever the shape of rule files allows one. */
export function citations({ file, rule }: RuleEntry | MeasureEntry | PlanEntry): Citation[] {
  return rule.versions.flatMap((version) => clausesIn(version, [], { file, version: version.effectiveFrom }))
}

function clausesIn(value: unknown, path: readonly string[], at: RulePlace): Citation[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    key === 'clause' && typeof part === 'string'
      ? [{ at, path: path.join('.') || 'version', clause: part }]
      : clausesIn(part, [...path, key], at),
  )
}

import type { Problem } from '../base/problem.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import { checkClauses } from './check-clauses.ts'
import type { TriedExample } from './check-examples.ts'
import { checkThresholds } from './check-thresholds.ts'
import type { Rulebook } from './rulebook.ts'
import { triedExamples } from './tried-examples.ts'

/**
 * Everything that a loaded rule book must satisfy beyond compiling: every example to the last digit and with its decisions,
 * every decision reached by an example, clauses cited and existing, no gap, overlap or conflict at any threshold.
 * All problems at once, each naming file, version and remedy (RULE_PROBLEMS).
 */
export function checkRulebook(rulebook: Rulebook): readonly Problem[] {
  const tried = [...triedExamples(rulebook).values()].flat()
  return [
    ...tried.flatMap(({ problems }) => problems),
    ...unreachedDecisions(rulebook, tried),
    ...checkClauses([...rulebook.entries, ...rulebook.measures, ...rulebook.plans], rulebook.policies),
    ...checkThresholds(rulebook.entries),
  ]
}

function unreachedDecisions(rulebook: Rulebook, tried: readonly TriedExample[]): Problem[] {
  return rulebook.entries.flatMap(({ file, rule }) =>
    rule.versions.flatMap((version) => {
      const at = { file, version: version.effectiveFrom }
      const own = tried.filter((example) => example.file === file && example.version === version.effectiveFrom)
      const reached = new Set(own.flatMap(({ decisions }) => decisions))
      const decisions = 'decisions' in version ? version.decisions : []
      return decisions
        .filter(({ name }) => !reached.has(name))
        .map(({ name }) => ruleProblem('decision_must_be_reached', at, { decision: name }))
    }),
  )
}

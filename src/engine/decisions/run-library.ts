import type { RuleProperties } from 'json-rules-engine'
import { compare, type Rational, rationalFromText } from '../../base/rational.ts'
import type { RuleDecision } from '../rule/rule-file.ts'
import { ORDERS } from './compile-condition.ts'

/** A figure, the choice of a setting, or null for what is not given. */
export type Fact = Rational | string | null

/**
 * The names of the decisions that hold, found by json-rules-engine itself: for explaining one person, and to test the
 * compiled form against. Every call builds an engine of its own, because the library skips rules silently when one
 * engine runs twice at once, and compares by our operators, because its own compare figures as text or not at all.
 */
export async function decisionsByLibrary(
  decisions: readonly Pick<RuleDecision, 'name' | 'conditions' | 'event'>[],
  facts: ReadonlyMap<string, Fact>,
): Promise<string[]> {
  // Loaded when somebody is explained: an appraisal in bulk does without it.
  const { Engine } = await import('json-rules-engine')
  const engine = new Engine([], { replaceFactsInEventParams: false })
  for (const [operator, holds] of Object.entries(ORDERS)) {
    engine.addOperator(operator, (fact: Fact, value: Fact) => {
      const left = figure(fact)
      const right = figure(value)
      return left !== undefined && right !== undefined && holds(compare(left, right))
    })
  }
  engine.addOperator('given', (fact: Fact, value: boolean) => (fact !== null) === value)
  engine.addOperator('is', (fact: Fact, value: string) => fact === value)
  for (const { name, conditions, event } of decisions) engine.addRule(ruleProperties(name, conditions, event))
  const { results } = await engine.run(Object.fromEntries(facts))
  const held = new Set(results.map((result) => result.name))
  return decisions.filter(({ name }) => held.has(name)).map(({ name }) => name)
}

/** The library wants a group at the top; a single comparison is a group of one. Its type is narrower than its own format. */
function ruleProperties(name: string, conditions: RuleDecision['conditions'], event: RuleDecision['event']): RuleProperties {
  const top = conditions.fact === undefined ? conditions : { all: [conditions] }
  return { name, conditions: top as RuleProperties['conditions'], event }
}

function figure(fact: Fact): Rational | undefined {
  if (typeof fact === 'string') return rationalFromText(fact)
  return fact ?? undefined
}

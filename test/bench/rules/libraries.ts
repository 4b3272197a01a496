import { Engine, type RuleProperties } from 'json-rules-engine'
import mathjs from 'mathjs/lib/browser/math.js'
import { compare, type Rational, rationalFromText } from '../../../src/base/rational.ts'
import { exactText } from '../../../src/base/rounding.ts'
import { ORDERS } from '../../../src/engine/decisions/compile-condition.ts'
import type { Task } from './rules.ts'

/** Milliseconds that mathjs takes for the formulas of so many people: compiled once, evaluated per person with its own fractions. */
export function mathjsMilliseconds(tasks: readonly Task[], people: number): number {
  const library = mathjs.create({ number: 'Fraction' })
  library.import({ if: <T>(holds: boolean, then: T, otherwise: T): T => (holds ? then : otherwise) })
  const prepared = tasks.map((task) => {
    const { version } = task.plan.source
    const formulas = [...version.steps.map((step) => [step.name, step.formula] as const), ...resultFormulas(version)]
    const constants = Object.entries(task.plan.parameters).map(([name, value]) => [name, library.fraction(exactText(value))] as const)
    const choices = Object.entries(task.plan.source.settings)
    return {
      compiled: formulas.map(([name, formula]) => [name, library.compile(formula)] as const),
      scopes: task.inputs.slice(0, people).map((given) => {
        const figures = version.inputs.flatMap(({ name }, slot) => {
          const value = given[slot]
          return value ? [[name, library.fraction(exactText(value))] as const] : []
        })
        return new Map<string, unknown>([...choices, ...constants, ...figures])
      }),
    }
  })
  const begun = performance.now()
  for (const { compiled, scopes } of prepared) {
    for (const scope of scopes) {
      try {
        for (const [name, formula] of compiled) scope.set(name, formula.evaluate(scope))
      } catch {
        // A division by zero or a figure that is not given: the library throws where we answer nothing.
      }
    }
  }
  return performance.now() - begun
}

function resultFormulas(version: Task['plan']['source']['version']): (readonly [string, string])[] {
  if ('numerator' in version) return [['result', `(${version.numerator}) / (${version.denominator})`]]
  return version.formula === undefined ? [] : [['result', version.formula]]
}

/** Milliseconds that json-rules-engine takes for the decisions of so many people: one engine a rule, one run a person. */
export async function libraryMilliseconds(tasks: readonly Task[], people: number): Promise<number> {
  const prepared = tasks.map((task) => ({
    engine: engineOf(task),
    runs: task.inputs.slice(0, people).map((given) => factsOf(task, given)),
  }))
  const begun = performance.now()
  for (const { engine, runs } of prepared) for (const facts of runs) await engine.run(facts)
  return performance.now() - begun
}

type Fact = Rational | string | null

function engineOf({ plan }: Task): Engine {
  const engine = new Engine([], { replaceFactsInEventParams: false })
  for (const [operator, holds] of Object.entries(ORDERS)) {
    engine.addOperator(operator, (fact: Fact, value: Fact) => {
      const left = typeof fact === 'string' ? rationalFromText(fact) : fact
      const right = typeof value === 'string' ? rationalFromText(value) : value
      return !!left && !!right && holds(compare(left, right))
    })
  }
  engine.addOperator('given', (fact: Fact, value: boolean) => (fact !== null) === value)
  engine.addOperator('is', (fact: Fact, value: string) => fact === value)
  for (const { name, conditions, event } of plan.source.version.decisions) {
    const top = conditions.fact === undefined ? conditions : { all: [conditions] }
    engine.addRule({ name, conditions: top as RuleProperties['conditions'], event })
  }
  return engine
}

/** Every name of the rule that a condition may ask for: inputs, settings, parameters and steps. */
function factsOf({ plan, frame }: Task, given: readonly (Rational | undefined)[]): Record<string, Fact> {
  frame.begin(given)
  const facts: Record<string, Fact> = {}
  for (const [name, named] of plan.scope) facts[name] = named.kind === 'setting' ? named.value : (named.code.at(frame) ?? null)
  return facts
}

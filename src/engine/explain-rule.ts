import type { Rational } from '../base/rational.ts'
import { decimalText, exactText } from '../base/rounding.ts'
import type { Outcome, Workings } from './compiled-rule.ts'
import { conclude, type Holds, undecidedValue } from './conclude.ts'
import { decisionsByLibrary, type Fact } from './decisions/run-library.ts'
import { type Expression, expressionText } from './formula/expression.ts'
import { settleSettings } from './formula/settle-settings.ts'
import { Frame, type Given } from './frame.ts'
import type { RulePlan } from './rule-plan.ts'

/**
 * The outcome for one set of inputs with its workings: formula as written and with figures in place of names, the steps
 * and inputs it came from, and the decisions that gave the value. Decisions are run by json-rules-engine itself, so that
 * what is explained does not rest on the compiled form.
 */
export async function explainRule(plan: RulePlan, inputs: Given): Promise<{ outcome: Outcome; workings: Workings }> {
  const frame = new Frame(plan.steps.length)
  frame.begin(inputs)
  const facts = factsOf(plan, frame)
  const { decisions } = plan.source.version
  const early = decisions.filter((decision) => decision.stage === 'before')
  const held = new Set(await decisionsByLibrary(early, facts))
  const holds: Holds = (decision) => held.has(decision.name)
  const value = undecidedValue(plan, frame, holds)
  const late = decisions.filter((decision) => decision.stage === 'result')
  for (const name of await decisionsByLibrary(late, new Map([...facts, ['result', value ?? null]]))) held.add(name)
  const outcome = conclude(plan, frame, holds)
  return { outcome, workings: workingsOf(plan, frame, outcome) }
}

function factsOf(plan: RulePlan, frame: Frame): Map<string, Fact> {
  return new Map([...plan.scope].map(([name, named]) => [name, named.kind === 'setting' ? named.value : (named.code.at(frame) ?? null)]))
}

function workingsOf(plan: RulePlan, frame: Frame, outcome: Outcome): Workings {
  const { rule, version } = plan.source
  const { scale, unit } = version.result
  const applied = version.decisions.filter((decision) => decision.name === outcome.decision)
  const formula = formulaOf(plan)
  const decidingNames = applied.flatMap((decision) => factNames(decision.conditions))
  const decidedBy = applied.flatMap(({ event }) => ('value' in event.params ? [event.params.value] : []))
  const names = new Set([...(formula ? namesIn(formula) : []), ...decidingNames, ...decidedBy])
  return {
    name: rule.id,
    title: rule.title,
    clause: version.clause,
    unit,
    value: outcome.value ? (scale === undefined ? exactText(outcome.value) : decimalText(outcome.value, scale)) : null,
    reason: outcome.reason,
    formula: formula && expressionText(formula),
    substituted: formula && substituted(formula, plan, frame),
    decisions: applied.map(({ name, clause, words }) => ({ name, clause, ...words })),
    parts: partsOf(plan, frame, names),
  }
}

/** The formula under the settings in force; numerator over denominator for a ratio. */
function formulaOf({ formula, ratio, scope }: RulePlan): Expression | undefined {
  if (!ratio) return formula && settleSettings(formula.expression, scope)
  return {
    kind: 'arithmetic',
    operator: '/',
    left: settleSettings(ratio.numerator.expression, scope),
    right: settleSettings(ratio.denominator.expression, scope),
  }
}

/** Steps with their own parts, inputs and parameters as leaves, in the order in which the rule states them; settings are not figures. */
function partsOf(plan: RulePlan, frame: Frame, names: ReadonlySet<string>): Workings[] {
  const { version } = plan.source
  const figure = (name: string): Rational | undefined => {
    const named = plan.scope.get(name)
    return named?.kind === 'figure' ? named.code.at(frame) : undefined
  }
  const text = (value: Rational | undefined) => (value === undefined ? null : exactText(value))
  return [
    ...plan.steps
      .filter((step) => names.has(step.text.name))
      .map(({ text: step, formula: written }) => {
        const formula = settleSettings(written.expression, plan.scope)
        return {
          name: step.name,
          title: step.title,
          clause: step.clause,
          unit: step.unit,
          value: text(figure(step.name)),
          formula: expressionText(formula),
          substituted: substituted(formula, plan, frame),
          parts: partsOf(plan, frame, new Set(namesIn(formula))),
        }
      }),
    ...version.inputs
      .filter((input) => names.has(input.name))
      .map(({ name, title, unit }) => ({ name, title, unit, value: text(figure(name)), parts: [] })),
    ...Object.entries(version.parameters)
      .filter(([name]) => names.has(name))
      .map(([name, { title, clause }]) => ({ name, title, clause, value: text(figure(name)), parts: [] })),
  ]
}

/** The formula with its figures in place of names: "0.4 * 80 + 0.6 * 90"; what is not given reads "?". */
function substituted(expression: Expression, plan: RulePlan, frame: Frame): string {
  return expressionText(expression, (name) => {
    const named = plan.scope.get(name)
    if (named?.kind === 'setting') return `"${named.value}"`
    const value = named?.code.at(frame)
    if (value === undefined) return '?'
    const text = exactText(value)
    return /^\d+(\.\d+)?$/.test(text) ? text : `(${text})`
  })
}

/** The figures a settled expression names. */
function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return []
    case 'name':
      return [expression.name]
    case 'negative':
    case 'not':
      return namesIn(expression.of)
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [...namesIn(expression.left), ...namesIn(expression.right)]
    case 'call':
      return expression.arguments.flatMap(namesIn)
  }
}

function factNames(condition: RulePlan['source']['version']['decisions'][number]['conditions']): string[] {
  const inner = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])]
  const compared = typeof condition.value === 'object' ? [condition.value.fact] : []
  return [...(condition.fact ? [condition.fact] : []), ...compared, ...inner.flatMap(factNames)]
}

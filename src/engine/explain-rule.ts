import { compare, type Rational } from '../base/rational.ts'
import { decimalText, exactText } from '../base/rounding.ts'
import type { Outcome, Workings } from './compiled-rule.ts'
import { conclude, type Holds, undecidedValue } from './conclude.ts'
import { decisionsByLibrary, type Fact } from './decisions/run-library.ts'
import { type Expression, expressionText, namesIn } from './formula/expression.ts'
import { settleSettings } from './formula/settle-settings.ts'
import { type Taken, takenBranches } from './formula/taken-branches.ts'
import { Frame, type Given } from './rule/frame.ts'
import type { RulePlan } from './rule-plan.ts'

/**
 * The outcome for one set of inputs with its workings: the formula as it was evaluated and with figures in place of names, the steps
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
  const applied = version.decisions.find((decision) => decision.name === outcome.decision)
  const computed = applied || outcome.exact === undefined ? undefined : computedBy(plan, frame)
  const given = applied && 'value' in applied.event.params ? applied.event.params.value : undefined
  const named = given !== undefined && plan.scope.get(given)?.kind === 'figure' ? given : undefined
  const formula = computed?.expression ?? (named === undefined ? undefined : { kind: 'name' as const, name: named })
  const names = computed
    ? [...namesIn(computed.expression), ...computed.asked]
    : [...(applied ? factNames(applied.conditions) : []), ...(named === undefined ? [] : [named]), ...inputsBehind(plan)]
  const before = applied?.stage === 'result' ? [resultBefore(plan, frame)] : []
  const value = outcome.value && (scale === undefined ? exactText(outcome.value) : decimalText(outcome.value, scale))
  const exact =
    outcome.exact && formula && outcome.value && compare(outcome.exact, outcome.value) !== 0 ? exactText(outcome.exact) : undefined
  return {
    name: rule.id,
    title: rule.title,
    clause: version.clause,
    unit,
    value: value ?? null,
    exact,
    reason: outcome.reason,
    formula: formula && expressionText(formula),
    substituted: formula && substituted(formula, plan, frame),
    decisions: applied ? [{ name: applied.name, clause: applied.clause, ...applied.words }] : [],
    parts: [...before, ...partsOf(plan, frame, new Set(names))],
  }
}

/** What was computed: the formula, or numerator over denominator, as settings and figures left it. */
function computedBy(plan: RulePlan, frame: Frame): Taken | undefined {
  const { formula, ratio, scope } = plan
  const settled = (expression: Expression) => settleSettings(expression, scope)
  const whole: Expression | undefined = ratio
    ? { kind: 'arithmetic', operator: '/', left: settled(ratio.numerator.expression), right: settled(ratio.denominator.expression) }
    : formula && settled(formula.expression)
  return whole && takenBranches(whole, scope, frame)
}

/** What the formula gave before a decision about its result. */
function resultBefore(plan: RulePlan, frame: Frame): Workings {
  const { title, unit } = plan.source.version.result
  const computed = computedBy(plan, frame)
  return {
    name: 'result',
    title: { zh: `${title.zh}（判定前）`, en: `${title.en} (before the decision)` },
    unit,
    value: frame.result ? exactText(frame.result) : null,
    formula: computed && expressionText(computed.expression),
    substituted: computed && substituted(computed.expression, plan, frame),
    parts: computed ? partsOf(plan, frame, new Set([...namesIn(computed.expression), ...computed.asked])) : [],
  }
}

/** The inputs that formulas and steps of the rule use under its settings: what there is to show where nothing was computed. */
function inputsBehind({ used, source }: RulePlan): string[] {
  return source.version.inputs.map(({ name }) => name).filter((name) => used.includes(name))
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
      .map(({ text: step, formula: written }): Workings => {
        const { expression, asked } = takenBranches(settleSettings(written.expression, plan.scope), plan.scope, frame)
        const value = figure(step.name)
        return {
          name: step.name,
          title: step.title,
          clause: step.clause,
          unit: step.unit,
          value: text(value),
          formula: value && expressionText(expression),
          substituted: value && substituted(expression, plan, frame),
          parts: partsOf(plan, frame, new Set([...namesIn(expression), ...asked])),
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

function factNames(condition: RulePlan['source']['version']['decisions'][number]['conditions']): string[] {
  const inner = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])]
  const compared = typeof condition.value === 'object' ? [condition.value.fact] : []
  return [...(condition.fact ? [condition.fact] : []), ...compared, ...inner.flatMap(factNames)]
}

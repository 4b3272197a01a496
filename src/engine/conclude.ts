import type { Problem } from '../base/problem.ts'
import { compare, divide, type Rational, ZERO } from '../base/rational.ts'
import { exactText, roundHalfUp } from '../base/rounding.ts'
import type { Outcome } from './compiled-rule.ts'
import { type CompiledDecision, firstByPrecedence } from './decisions/compile-decisions.ts'
import type { Frame } from './rule/frame.ts'
import { ruleProblem } from './rule/rule-problem.ts'
import type { Range, RulePlan } from './rule-plan.ts'

/** Whether a decision holds in a frame: asked of its compiled form in bulk, of json-rules-engine's answer when explaining. */
export type Holds = (decision: CompiledDecision, frame: Frame) => boolean

/**
 * The outcome of a rule for the inputs of a frame. Decisions of the stage `before` come first: one that holds gives the
 * value or the reason. Then the single grade that applies, or the formula; then decisions about the result. Several that
 * hold at once go by the rule's precedence; without one they are a conflict, which is a problem and no value.
 */
export function conclude(plan: RulePlan, frame: Frame, holds: Holds): Outcome {
  for (const range of plan.ranges) {
    const value = frame.inputs[range.slot]
    if (value !== undefined && isOutside(value, range))
      return withoutValue(plan, frame, 'input_out_of_range', undefined, outOfRange(plan, value, range))
  }
  const { before, grades, after } = plan.decisions
  const first = deciding(before, frame, holds)
  if (first === CONFLICT) return conflict(plan, frame, before, holds)
  if (first) return decided(plan, frame, first)

  let grade: CompiledDecision | undefined
  let exact: Rational | undefined
  if (grades.length > 0) {
    grade = single(grades, frame, holds)
    if (!grade) return noSingleGrade(plan, frame, grades, holds)
    exact = grade.value?.at(frame)
  } else if (plan.ratio) {
    exact = ratioValue(plan.ratio, frame)
  } else {
    exact = plan.formula?.code.at(frame)
  }
  if (exact === undefined) return withoutValue(plan, frame, frame.failure, grade)
  if (after.length > 0) {
    frame.result = exact
    const last = deciding(after, frame, holds)
    if (last === CONFLICT) return conflict(plan, frame, after, holds)
    if (last) return decided(plan, frame, last)
  }
  return withValue(plan, frame, exact, grade)
}

/** The value that formula or grade give, for the fact "result", before decisions about it; undefined when there is none. */
export function undecidedValue(plan: RulePlan, frame: Frame, holds: Holds): Rational | undefined {
  if (plan.decisions.grades.length > 0) return single(plan.decisions.grades, frame, holds)?.value?.at(frame)
  return plan.ratio ? ratioValue(plan.ratio, frame) : plan.formula?.code.at(frame)
}

const CONFLICT = 'conflict'

function deciding(decisions: readonly CompiledDecision[], frame: Frame, holds: Holds): CompiledDecision | typeof CONFLICT | undefined {
  let first: CompiledDecision | undefined
  for (const decision of decisions) {
    if (!holds(decision, frame)) continue
    if (first) return firstByPrecedence(decisions.filter((other) => holds(other, frame))) ?? CONFLICT
    first = decision
  }
  return first
}

function single(grades: readonly CompiledDecision[], frame: Frame, holds: Holds): CompiledDecision | undefined {
  let found: CompiledDecision | undefined
  for (const grade of grades) {
    if (!holds(grade, frame)) continue
    if (found) return undefined
    found = grade
  }
  return found
}

function ratioValue(ratio: NonNullable<RulePlan['ratio']>, frame: Frame): Rational | undefined {
  const over = ratio.numerator.code.at(frame)
  if (over === undefined) return undefined
  const under = ratio.denominator.code.at(frame)
  if (under === undefined) return undefined
  const quotient = divide(over, under)
  if (quotient === undefined) frame.failure = 'division_by_zero'
  return quotient
}

function decided(plan: RulePlan, frame: Frame, decision: CompiledDecision): Outcome {
  if (decision.value) {
    const value = decision.value.at(frame)
    return value === undefined ? withoutValue(plan, frame, frame.failure, decision) : withValue(plan, frame, value, decision)
  }
  const isRefusal = decision.text.event.type === 'refuse'
  return withoutValue(plan, frame, decision.reason, decision, isRefusal ? refusal(plan, frame, decision) : undefined)
}

function withValue(plan: RulePlan, frame: Frame, exact: Rational, decision: CompiledDecision | undefined): Outcome {
  const { scale } = plan.source.version.result
  return {
    value: scale === undefined ? exact : roundHalfUp(exact, scale),
    exact,
    reason: undefined,
    decision: decision?.name,
    problem: undefined,
    numerator: plan.ratio && (plan.ratio.numerator.code.at(frame) ?? ZERO),
    denominator: plan.ratio && (plan.ratio.denominator.code.at(frame) ?? ZERO),
  }
}

function withoutValue(plan: RulePlan, frame: Frame, reason: string | undefined, decision?: CompiledDecision, problem?: Problem): Outcome {
  return {
    value: undefined,
    exact: undefined,
    reason,
    decision: decision?.name,
    problem,
    numerator: plan.ratio && (plan.ratio.numerator.code.at(frame) ?? ZERO),
    denominator: plan.ratio && (plan.ratio.denominator.code.at(frame) ?? ZERO),
  }
}

function isOutside(value: Rational, { min, max }: Range): boolean {
  return (min !== undefined && compare(value, min) < 0) || (max !== undefined && compare(value, max) > 0)
}

function outOfRange(plan: RulePlan, value: Rational, { name, min, max }: Range): Problem {
  const bound = (limit: Rational | undefined) => (limit ? exactText(limit) : '…')
  return ruleProblem('input_must_be_in_range', plan.source.at, {
    input: name,
    found: exactText(value),
    least: bound(min),
    most: bound(max),
  })
}

function refusal(plan: RulePlan, frame: Frame, decision: CompiledDecision): Problem {
  const { zh, en } = decision.text.words
  return ruleProblem('inputs_must_suit_the_rule', plan.source.at, { inputs: inputsText(plan, frame), words: en, wordsZh: zh })
}

function conflict(plan: RulePlan, frame: Frame, decisions: readonly CompiledDecision[], holds: Holds): Outcome {
  const applied = namesWithClauses(decisions.filter((decision) => holds(decision, frame)))
  const problem = ruleProblem('decisions_must_not_conflict', plan.source.at, { inputs: inputsText(plan, frame), applied })
  return withoutValue(plan, frame, 'conflicting_decisions', undefined, problem)
}

function noSingleGrade(plan: RulePlan, frame: Frame, grades: readonly CompiledDecision[], holds: Holds): Outcome {
  const missing = plan.source.version.inputs.some((input, slot) => plan.used.includes(input.name) && frame.inputs[slot] === undefined)
  if (missing) return withoutValue(plan, frame, 'input_not_given')
  const applied = namesWithClauses(grades.filter((grade) => holds(grade, frame)))
  const problem = ruleProblem('one_decision_must_apply', plan.source.at, { inputs: inputsText(plan, frame), applied })
  return withoutValue(plan, frame, 'no_single_grade', undefined, problem)
}

function namesWithClauses(decisions: readonly CompiledDecision[]): string {
  return decisions.map(({ name, text }) => `${name} (${text.clause})`).join(', ')
}

/** "officeEvents = 2, callAbsences = 1": the inputs that are given, for messages. */
function inputsText(plan: RulePlan, frame: Frame): string {
  return plan.source.version.inputs
    .flatMap(({ name }, slot) => {
      const value = frame.inputs[slot]
      return value ? `${name} = ${exactText(value)}` : []
    })
    .join(', ')
}

import { randomStream } from '../../../fixtures/worlds/generator/random-stream.ts'
import { SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { assert, present } from '../../../src/base/assert.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { divide, type Rational } from '../../../src/base/rational.ts'
import { exactText, roundHalfUp } from '../../../src/base/rounding.ts'
import { conclude, type Holds } from '../../../src/engine/conclude.ts'
import type { Frame } from '../../../src/engine/rule/frame.ts'
import type { RulePlan } from '../../../src/engine/rule-plan.ts'
import { loadRulebook } from '../../../src/rulebook/rulebook.ts'
import { PERIOD } from '../dataset/write-dataset.ts'
import { costs, type Measurement } from '../measurement.ts'
import { race } from '../race.ts'
import { HAND_WRITTEN, type HandWritten } from './hand-written.ts'
import { libraryMilliseconds, mathjsMilliseconds } from './libraries.ts'
import { type PersonFacts, personFacts } from './person-facts.ts'
import { type PlannedRule, plannedRules } from './planned-rules.ts'

const PEOPLE = 100_000
/**
 * Different people; they are taken again and again until there are 100,000. Facts of as many different ones would not fit the
 * processor's cache, and both sides would mostly wait for memory, which flatters the slower one. In an appraisal a person's
 * facts are made just before the rules read them.
 */
const DIFFERENT_PEOPLE = 500
/** One rule, its hand-written twin, and its inputs for every person. */
export interface Task extends PlannedRule {
  readonly byHand: HandWritten
  readonly inputs: readonly (readonly (Rational | undefined)[])[]
}

/**
 * (c) The five rules of the service appraisal and the thirteen KPIs for 100,000 people, compiled from the rule files,
 * against closures written by hand with the same exact arithmetic: formulas alone, decisions alone, and whole rules with
 * range checks, decisions, formula, rounding and outcome. Both must agree on every person before anything is timed. For
 * reference, the libraries that define the language, on fewer people and scaled.
 */
export async function rules(): Promise<Measurement[]> {
  const people = everybody()
  const tasks = await tasksFor(people)
  for (const task of tasks) assertSame(task)
  const over = (each: (task: Task, given: readonly (Rational | undefined)[]) => unknown) => () => {
    let last: unknown
    for (const task of tasks) {
      for (let times = 0; times < PEOPLE / DIFFERENT_PEOPLE; times++) for (const given of task.inputs) last = each(task, given)
    }
    return last
  }
  const times = await race(
    [
      over(({ plan, frame }, given) => formulaValue(plan, frame, given)),
      over(({ byHand }, given) => byHand.formula(given)),
      over(({ plan, frame }, given) => decisionName(plan, frame, given)),
      over(({ byHand }, given) => byHand.decision(given)),
      over(({ plan, frame }, given) => outcome(plan, frame, given)),
      over(({ plan, byHand }, given) => outcomeByHand(byHand, given, plan.source.version.result.scale)),
    ],
    { warmups: 2, rounds: 5 },
  )
  const [formulas = 0, formulasByHand = 0, decisions = 0, decisionsByHand = 0, whole = 0, wholeByHand = 0] = times
  const named = `${Object.keys(HAND_WRITTEN).length} rules, ${PEOPLE.toLocaleString('en')} people`
  return [
    costs('c', `formulas: ${named}`, 'hand-written closures, same exact arithmetic', formulas, formulasByHand, 8),
    costs('c', `decisions: ${named}`, 'hand-written ifs', decisions, decisionsByHand, 15),
    costs('c', 'whole rules: ranges, decisions, formula, rounding, outcome', 'the same by hand', whole, wholeByHand),
    costs(
      'c',
      'for reference: mathjs evaluates the formulas with its fractions (500 people, scaled)',
      'the same closures',
      mathjsMilliseconds(tasks, 500) * (PEOPLE / 500),
      formulasByHand,
    ),
    costs(
      'c',
      'for reference: json-rules-engine runs the decisions (300 people, scaled)',
      'the same ifs',
      (await libraryMilliseconds(tasks, 300)) * (PEOPLE / 300),
      decisionsByHand,
    ),
  ]
}

function everybody(): PersonFacts[] {
  const draw = randomStream('bench rules')
  return Array.from({ length: DIFFERENT_PEOPLE }, () => personFacts(draw))
}

async function tasksFor(people: readonly PersonFacts[]): Promise<Task[]> {
  const loaded = await loadRulebook(SHIPPED_RULES)
  assert(loaded.ok, 'The shipped rules are in order.')
  const day = present(periodFromText(PERIOD), 'The period of the benchmark is one.').last
  return plannedRules(loaded.rulebook, Object.keys(HAND_WRITTEN), day).map((planned) => ({
    ...planned,
    byHand: present(HAND_WRITTEN[planned.id], `${planned.id} is written by hand too.`),
    inputs: people.map((facts) => planned.plan.source.version.inputs.map(({ name }) => facts[name])),
  }))
}

function formulaValue(plan: RulePlan, frame: Frame, given: readonly (Rational | undefined)[]): Rational | undefined {
  frame.begin(given)
  if (!plan.ratio) return plan.formula?.code.at(frame)
  const over = plan.ratio.numerator.code.at(frame)
  const under = plan.ratio.denominator.code.at(frame)
  return over && under && divide(over, under)
}

function decisionName(plan: RulePlan, frame: Frame, given: readonly (Rational | undefined)[]): string | undefined {
  frame.begin(given)
  let first: string | undefined
  for (const decision of plan.decisions.before) if (decision.holds(frame)) first ??= decision.name
  return first
}

const COMPILED: Holds = (decision, frame) => decision.holds(frame)

function outcome(plan: RulePlan, frame: Frame, given: readonly (Rational | undefined)[]) {
  frame.begin(given)
  return conclude(plan, frame, COMPILED)
}

/** What an outcome holds, put together by hand. */
function outcomeByHand(byHand: HandWritten, given: readonly (Rational | undefined)[], scale: number | undefined) {
  const decision = byHand.decision(given)
  const exact = decision === undefined ? byHand.formula(given) : byHand.overrides?.[decision]
  if (exact === undefined) return { value: undefined, exact: undefined, decision }
  return { value: scale === undefined ? exact : roundHalfUp(exact, scale), exact, decision }
}

function assertSame({ id, plan, frame, byHand, inputs }: Task): void {
  for (const given of inputs) {
    const ours = outcome(plan, frame, given)
    const theirs = outcomeByHand(byHand, given, plan.source.version.result.scale)
    const ourText = `${ours.exact && exactText(ours.exact)} ${ours.value && exactText(ours.value)} ${ours.decision}`
    const theirText = `${theirs.exact && exactText(theirs.exact)} ${theirs.value && exactText(theirs.value)} ${theirs.decision}`
    assert(ourText === theirText, `${id} compiled and by hand agree: ${ourText} and ${theirText}.`)
  }
}

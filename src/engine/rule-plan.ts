import { boundsText, isWithin } from '../base/bounds.ts'
import type { Problem } from '../base/problem.ts'
import { decimal, type Rational, ZERO } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import type { CompiledRule } from './compiled-rule.ts'
import { type CompiledDecisions, compileDecisions } from './decisions/compile-decisions.ts'
import { type CompiledFormula, compileFormula } from './formula/compile-formula.ts'
import { RESERVED_NAMES } from './formula/expression.ts'
import { NOT_YET, type NumberCode } from './rule/frame.ts'
import type { ComputingVersion, RuleFile, RuleStep, Words } from './rule/rule-file.ts'
import { type RulePlace, ruleProblem } from './rule/rule-problem.ts'
import { type Scope, scopeOf } from './rule/scope.ts'
import type { SettingValue } from './rule/setting-values.ts'

/** What a rule version is compiled from: its file's heading, the version, and the constants of this run. */
export interface RuleSource {
  readonly rule: Pick<RuleFile, 'id' | 'title' | 'key'> & {
    readonly sheet?: Words | undefined
    readonly visibleTo?: CompiledRule['visibleTo']
  }
  readonly version: ComputingVersion
  readonly at: RulePlace
  /** Every setting of the version by its short name, in its one written form. */
  readonly settings: Readonly<Record<string, SettingValue>>
  /** Parameters that differ from the file, as a scorecard gives them. */
  readonly parameters: Readonly<Record<string, Rational>>
}

export interface PlannedStep {
  readonly text: RuleStep
  readonly formula: CompiledFormula
}

/** A version with every formula and decision compiled: what evaluating and explaining both follow. */
export interface RulePlan {
  readonly source: RuleSource
  readonly scope: Scope
  readonly parameters: Readonly<Record<string, Rational>>
  readonly steps: readonly PlannedStep[]
  /** Either a formula, or numerator and denominator, or neither when grades give the value. */
  readonly formula: CompiledFormula | undefined
  readonly ratio: { readonly numerator: CompiledFormula; readonly denominator: CompiledFormula } | undefined
  readonly decisions: CompiledDecisions
  readonly ranges: readonly Range[]
  readonly used: readonly string[]
}

export interface Range {
  readonly slot: number
  readonly name: string
  readonly min: Rational | undefined
  readonly max: Rational | undefined
}

export type Planned = { readonly ok: true; readonly plan: RulePlan } | { readonly ok: false; readonly problems: readonly Problem[] }

/** Compiles every part of a version, reporting all that is wrong with it at once. */
export function planRule(source: RuleSource): Planned {
  const { version, at } = source
  const problems: Problem[] = repeatedNames(version).map((name) => ruleProblem('name_must_be_unique', at, { name }))
  for (const name of Object.keys(source.parameters)) {
    const parameter = Object.hasOwn(version.parameters, name) ? version.parameters[name] : undefined
    const text = exactText(source.parameters[name] ?? ZERO)
    if (parameter && !isWithin(text, parameter)) {
      problems.push(ruleProblem('parameter_must_be_in_bounds', at, { name, found: text, bounds: boundsText(parameter) }))
    }
    if (parameter) continue
    problems.push(
      ruleProblem('parameter_must_be_known', at, { method: source.rule.id, name, known: Object.keys(version.parameters).join(', ') }),
    )
  }
  const scope = scopeOf(version, source.settings, source.parameters)
  const compiled = (formula: string) => {
    const result = compileFormula(formula, scope, at)
    problems.push(...result.problems)
    return result
  }
  const steps = version.steps.map((text, slot) => {
    const formula = compiled(text.formula)
    scope.set(text.name, { kind: 'figure', code: stepCode(formula.code, slot) })
    return { text, formula }
  })
  const isRatio = 'numerator' in version
  const ratio = isRatio ? { numerator: compiled(version.numerator), denominator: compiled(version.denominator) } : undefined
  const formula = !isRatio && version.formula !== undefined ? compiled(version.formula) : undefined
  const { decisions, problems: wrongDecisions } = compileDecisions(version, scope, at)
  problems.push(...wrongDecisions)
  const grades = version.decisions.filter((decision) => decision.event.type === 'grade')
  if (grades.length > 0 === (isRatio || formula !== undefined) || grades.some((grade) => grade.stage === 'result')) {
    problems.push(ruleProblem('grades_must_replace_formula', at))
  }
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    plan: {
      source,
      scope,
      parameters: parametersInForce(source),
      steps,
      formula,
      ratio,
      decisions,
      ranges: rangesOf(version),
      used: usedInputs(version, [formula?.code, ratio?.numerator.code, ratio?.denominator.code], decisions),
    },
  }
}

function parametersInForce({ version, parameters }: RuleSource): Record<string, Rational> {
  return Object.fromEntries(Object.entries(version.parameters).map(([name, { value }]) => [name, parameters[name] ?? decimal(value)]))
}

/** A step is worked out once an evaluation, when first asked for; one without a value is asked again, so that it says why. */
function stepCode(code: NumberCode, slot: number): NumberCode {
  if (code.constant) return code
  const { at } = code
  return {
    ...code,
    at: (frame) => {
      const known = frame.steps[slot]
      if (known !== NOT_YET) return known
      const value = at(frame)
      if (value !== undefined) frame.steps[slot] = value
      return value
    },
  }
}

function repeatedNames(version: ComputingVersion): string[] {
  const names = [
    ...version.inputs.map((input) => input.name),
    ...Object.keys(version.settings),
    ...Object.keys(version.parameters),
    ...version.steps.map((step) => step.name),
  ]
  const decisions = version.decisions.map((decision) => decision.name)
  const repeated = (list: readonly string[]) => list.filter((name, index) => list.indexOf(name) !== index)
  return [...new Set([...repeated(names), ...repeated(decisions), ...names.filter((name) => RESERVED_NAMES.has(name))])]
}

function rangesOf(version: ComputingVersion): Range[] {
  return version.inputs.flatMap(({ name, min, max }, slot) =>
    min === undefined && max === undefined
      ? []
      : { slot, name, min: min === undefined ? undefined : decimal(min), max: max === undefined ? undefined : decimal(max) },
  )
}

function usedInputs(version: ComputingVersion, codes: readonly (NumberCode | undefined)[], decisions: CompiledDecisions): string[] {
  const uses = [...codes, ...decisions.before, ...decisions.grades, ...decisions.after].map((part) => part?.uses)
  return version.inputs.map((input) => input.name).filter((name) => uses.some((names) => names?.has(name)))
}

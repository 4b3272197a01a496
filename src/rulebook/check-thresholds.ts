import type { Problem } from '../base/problem.ts'
import { add, compare, decimal, type Rational, rationalFromText, subtract } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import { compileRule } from '../engine/compile-rule.ts'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import type { ComputingVersion, ConditionText, RuleInput, ScorecardVersion } from '../engine/rule/rule-file.ts'
import type { RulePlace } from '../engine/rule/rule-problem.ts'
import { settingVariants } from './find-static-problems.ts'
import type { RuleEntry } from './read-rules.ts'
import { defaultSettings } from './settings-on.ts'

/** The most cases tried for one version and choice of settings; a rule with more thresholds than that is cut short. */
const MOST_CASES = 20_000

type Figures = ReadonlyMap<string, Rational | undefined>

/**
 * Tries each rule at every threshold of its decisions and one unit either side, alone and together, under each choice of
 * its settings: exactly one grade applies everywhere, and no two decisions that hold at once are without an order.
 */
export function checkThresholds(entries: readonly RuleEntry[]): Problem[] {
  return entries.flatMap((entry) =>
    entry.rule.versions.flatMap((version) => {
      const at = { file: entry.file, version: version.effectiveFrom }
      if ('entries' in version) return firstOfEach(faultsOfMethods(version, entries), at)
      if (version.decisions.length === 0) return []
      const found = settingVariants(version).flatMap((settings) => {
        const answer = compileRule({ rule: entry.rule, version, at, settings, parameters: {} })
        return answer.ok ? faultsOf(answer.compiled, version) : []
      })
      return firstOfEach(found, at)
    }),
  )
}

/** The methods of a scorecard with the parameters that it gives them, in the company and in each region. */
function faultsOfMethods(scorecard: ScorecardVersion, entries: readonly RuleEntry[]): Problem[] {
  return scorecard.entries.flatMap(({ method, parameters, regions }) => {
    const entry = entries.find(({ rule }) => rule.id === method)
    const asSet = [parameters, ...Object.values(regions).map((own) => ({ ...parameters, ...own }))].filter(
      (texts) => Object.keys(texts).length > 0,
    )
    return (entry?.rule.versions ?? []).flatMap((version) => {
      if (!entry || !('inputs' in version) || version.decisions.length === 0) return []
      const at = { file: entry.file, version: version.effectiveFrom }
      return asSet.flatMap((texts) => {
        const values = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, decimal(text)]))
        const answer = compileRule({ rule: entry.rule, version, at, settings: defaultSettings(version), parameters: values })
        return answer.ok ? faultsOf(answer.compiled, version) : []
      })
    })
  })
}

function faultsOf(compiled: CompiledRule, version: ComputingVersion): Problem[] {
  const candidates = candidatesOf(compiled, version)
  return basesOf(version).flatMap((base) =>
    casesFrom(base, candidates).flatMap((figures) => {
      const { problem } = compiled.evaluate(compiled.inputs.map((name) => figures.get(name)))
      const isFault = problem?.code === 'one_decision_must_apply' || problem?.code === 'decisions_must_not_conflict'
      return problem && isFault ? [problem] : []
    }),
  )
}

/** One overlap shows at many figures; the first of each is enough to mend it. */
function firstOfEach(problems: readonly Problem[], at: RulePlace): Problem[] {
  const first = new Map<string, Problem>()
  for (const problem of problems) {
    const key = `${at.file} ${problem.code} ${problem.values.applied}`
    if (!first.has(key)) first.set(key, problem)
  }
  return [...first.values()]
}

/** The inputs of the examples: what a threshold does not concern keeps a likely figure. */
function basesOf(version: ComputingVersion): Figures[] {
  return version.examples.flatMap((example) =>
    'inputs' in example ? [new Map(Object.entries(example.inputs).map(([name, text]) => [name, rationalFromText(text)]))] : [],
  )
}

function candidatesOf(compiled: CompiledRule, version: ComputingVersion): ReadonlyMap<string, readonly (Rational | undefined)[]> {
  const leaves = version.decisions.flatMap((decision) => leavesOf(decision.conditions))
  return new Map(
    version.inputs.flatMap((input) => {
      const own = leaves.filter((leaf) => leaf.fact === input.name)
      const thresholds = own.flatMap(({ value }) => thresholdOf(value, compiled) ?? [])
      const tried = thresholds.flatMap((threshold) => oneUnitAround(threshold, input))
      const distinct = [...new Map(tried.map((figure) => [exactText(figure), figure])).values()]
      const all = own.some(({ operator }) => operator === 'given') ? [...distinct, undefined] : distinct
      return all.length > 0 ? [[input.name, all] as const] : []
    }),
  )
}

function leavesOf(condition: ConditionText): ConditionText[] {
  const inner = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])]
  return condition.fact === undefined ? inner.flatMap(leavesOf) : [condition]
}

function thresholdOf(value: ConditionText['value'], compiled: CompiledRule): Rational | undefined {
  if (typeof value === 'string') return rationalFromText(value)
  return typeof value === 'object' ? compiled.parameters[value.fact] : undefined
}

function oneUnitAround(threshold: Rational, { places, min, max }: RuleInput): Rational[] {
  const unit = { numerator: 1n, denominator: 10n ** BigInt(places) }
  return [subtract(threshold, unit), threshold, add(threshold, unit)].filter(
    (figure) => (min === undefined || compare(figure, decimal(min)) >= 0) && (max === undefined || compare(figure, decimal(max)) <= 0),
  )
}

function casesFrom(base: Figures, candidates: ReadonlyMap<string, readonly (Rational | undefined)[]>): Figures[] {
  let cases: Figures[] = [base]
  for (const [name, figures] of candidates) {
    if (cases.length * figures.length > MOST_CASES) break
    cases = cases.flatMap((known) => [known, ...figures.map((figure) => new Map(known).set(name, figure))])
  }
  return cases
}

import type { Problem } from '../base/problem.ts'
import { expressionText } from '../engine/formula/expression.ts'
import { parseFormula } from '../engine/formula/parse-formula.ts'
import { type Followed, unitOf, unitsFit } from '../engine/formula/unit-of.ts'
import type { ComputingVersion, RuleFile, ScorecardVersion } from '../engine/rule/rule-file.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'

/**
 * Units that are not what the formulas give: a step or a result called yuan that is points, unlike figures added up, a
 * ratio that does not measure what it says. Parameters and plain numbers leave a unit open; weights of a group are numbers.
 */
export function wrongUnits(version: ComputingVersion, at: RulePlace): Problem[] {
  const known = new Map<string, Followed>(version.inputs.map(({ name, unit }) => [name, unit]))
  for (const [name, { weightGroup }] of Object.entries(version.parameters))
    known.set(name, weightGroup === undefined ? undefined : 'number')
  const problems: Problem[] = []
  const expect = (what: string, found: Followed, wanted: Followed) => {
    if (unitsFit(found, wanted)) return
    problems.push(ruleProblem('unit_must_follow_from_formula', at, { what, found: String(found), wanted: String(wanted) }))
  }
  const followed = (text: string): Followed => {
    const parsed = parseFormula(text, at)
    if (!parsed.ok) return undefined
    return unitOf(
      parsed.expression,
      (name) => known.get(name),
      (part, found, wanted) => expect(expressionText(part), found, wanted),
    )
  }
  for (const { name, unit, formula } of version.steps) {
    const found = followed(formula)
    if (unit !== undefined) expect(`steps.${name}.unit`, unit, found)
    known.set(name, unit ?? found)
  }
  if ('formula' in version && version.formula !== undefined) {
    const found = followed(version.formula)
    if (!('rounding' in version) && found !== 'number') expect('result.unit', version.result.unit, found)
  }
  if ('measure' in version) {
    expect('measure', version.measure, followed(version.numerator))
    expect('measure', version.measure, followed(version.denominator))
  }
  return problems
}

/**
 * Lines of a scorecard whose method counts in something else than what it is given: the value of a KPI where points go by the
 * case, or its numerator where they go by the ratio. A second KPI is always given by its value.
 */
export function wrongMethodUnits(version: ScorecardVersion, at: RulePlace, rules: readonly RuleFile[]): Problem[] {
  return version.entries.flatMap(({ kpi, second, of, method }, index) =>
    rules
      .filter(({ id }) => id === method)
      .flatMap((rule) => rule.versions.flatMap((one) => ('inputs' in one ? one.inputs : [])))
      .flatMap(({ name, unit }) => {
        const given = name === 'second' ? { kpi: second, of: 'value' as const } : { kpi, of }
        const what = `entries.${index}.${name === 'second' ? 'second' : 'of'}`
        return unitsGiven(given.kpi, given.of, rules)
          .filter((wanted) => wanted !== unit)
          .map((wanted) =>
            ruleProblem('method_must_count_as_the_kpi', at, { what, method, found: unit, kpi: given.kpi ?? '', of: given.of, wanted }),
          )
      }),
  )
}

/** In what a KPI's value or numerator is counted by each version of its rule. */
function unitsGiven(kpi: string | undefined, of: 'value' | 'numerator', rules: readonly RuleFile[]): string[] {
  if (of === 'value') return ['ratio']
  return rules.flatMap((rule) => (rule.kind === 'ratio' && rule.key === kpi ? rule.versions.map(({ measure }) => measure) : []))
}

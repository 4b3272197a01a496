import type { Problem } from '../base/problem.ts'
import { expressionText } from '../engine/formula/expression.ts'
import { parseFormula } from '../engine/formula/parse-formula.ts'
import { type Followed, unitOf, unitsFit } from '../engine/formula/unit-of.ts'
import type { ComputingVersion } from '../engine/rule/rule-file.ts'
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

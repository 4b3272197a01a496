import { boundsText, isWithin } from '../base/bounds.ts'
import type { Problem } from '../base/problem.ts'
import { compare, rationalFromText } from '../base/rational.ts'
import type { RuleParameter } from '../engine/rule/rule-file.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'

type Parameters = Readonly<Record<string, RuleParameter>>
type Values = Readonly<Record<string, string>>

/** Values of parameters that lie beyond the bounds their rule gives them, one problem each. */
export function beyondBounds(parameters: Parameters, values: Values, at: RulePlace, titled: (name: string) => string = String): Problem[] {
  return Object.entries(values).flatMap(([name, found]) => {
    const bounds = parameters[name] ?? {}
    if (isWithin(found, bounds)) return []
    return [ruleProblem('parameter_must_be_in_bounds', at, { name: titled(name), found, bounds: boundsText(bounds) })]
  })
}

/** Values that do not stand in the order that their rule asks for: the bound of a better tier lies above that of the next. */
export function outOfOrder(parameters: Parameters, values: Values, at: RulePlace, titled: (name: string) => string = String): Problem[] {
  const own = <T>(record: Readonly<Record<string, T>>, name: string) => (Object.hasOwn(record, name) ? record[name] : undefined)
  const textOf = (name: string) => own(values, name) ?? own(parameters, name)?.value ?? ''
  return Object.entries(parameters).flatMap(([name, { greaterThan: other }]) => {
    // One that is not there is a problem of its own.
    if (other === undefined || !Object.hasOwn(parameters, other)) return []
    const [found, least] = [rationalFromText(textOf(name)), rationalFromText(textOf(other))]
    if (found && least && compare(found, least) > 0) return []
    const said = { name: titled(name), found: textOf(name), other: titled(other), least: textOf(other) }
    return [ruleProblem('parameter_must_be_greater', at, said)]
  })
}

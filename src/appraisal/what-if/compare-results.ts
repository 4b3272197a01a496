import type { Rational } from '../../base/rational.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { ListedAppraisal } from '../../domain/appraisal.ts'
import type { SalesResult } from '../../domain/sales/sales-result.ts'
import { type Cause, type ChangedRules, type ComparedPerson, type ComparedRegion, sameFigures } from '../../domain/what-if/compared.ts'
import { figuresOf, heldRegions, resultsByPerson } from '../../domain/what-if/person-figures.ts'
import type { RulesInForce } from '../rules-in-force.ts'
import { changesOf } from './changed-rules.ts'
import { type Figure, wayOf } from './way-of-figures.ts'

/** One appraisal with the rules that it followed. */
export interface Appraised {
  readonly appraisal: ListedAppraisal
  readonly rules: RulesInForce
}

/** Everybody and every region of two appraisals of one period, by number and code. `records` says that the records differ too. */
export function compareResults(
  before: Appraised,
  after: Appraised,
  changed: ChangedRules,
  records: boolean,
): { readonly people: readonly ComparedPerson[]; readonly regions: readonly ComparedRegion[] } {
  const [was, is] = [resultsByPerson(before.appraisal), resultsByPerson(after.appraisal)]
  const [heldBefore, heldAfter] = [heldRegions(before.appraisal), heldRegions(after.appraisal)]
  const people = keysOf(was, is).map((employee): ComparedPerson => {
    const [own, other] = [was.get(employee), is.get(employee)]
    const known = other ?? own
    const figures = { before: own && figuresOf(own, heldBefore), after: other && figuresOf(other, heldAfter) }
    const withSales = !sameSales(own?.sales, other?.sales)
    const causes = sameFigures(figures)
      ? []
      : causesOf(own && wayOf(own, before.rules, withSales), other && wayOf(other, after.rules, withSales), changed, records)
    return { employee, name: known?.name ?? '', region: known?.region ?? '', ...figures, causes }
  })
  const regionsOf = ({ appraisal }: Appraised) => new Map(appraisal.bonus.map((each) => [each.region, each]))
  const [wasOf, isOf] = [regionsOf(before), regionsOf(after)]
  const regions = keysOf(wasOf, isOf).map((region): ComparedRegion => {
    const [own, other] = [wasOf.get(region), isOf.get(region)]
    return { region, name: (other ?? own)?.name ?? '', before: own, after: other }
  })
  return { people, regions }
}

/** Whether two scorecards say the same figure for figure. */
function sameSales(a: SalesResult | undefined, b: SalesResult | undefined): boolean {
  if (!a || !b) return a === b
  const kpis = Object.entries(a.kpis).every(([kpi, { reason, exact, numerator, denominator }]) => {
    const other = b.kpis[kpi]
    if (!other || other.reason !== reason) return false
    return isSame(exact, other.exact) && isSame(numerator, other.numerator) && isSame(denominator, other.denominator)
  })
  const lines = a.lines.every(({ kpi, method, counted, weight, points, parameters }, index) => {
    const other = b.lines[index]
    if (!other || other.kpi !== kpi || other.method !== method || other.counted !== counted) return false
    const names = Object.keys({ ...parameters, ...other.parameters })
    return (
      isSame(weight, other.weight) &&
      isSame(points, other.points) &&
      names.every((name) => isSame(parameters[name], other.parameters[name]))
    )
  })
  return kpis && lines && a.lines.length === b.lines.length && Object.keys(a.kpis).length === Object.keys(b.kpis).length
}

function isSame(a: Rational | undefined, b: Rational | undefined): boolean {
  return a?.numerator === b?.numerator && a?.denominator === b?.denominator
}

function keysOf<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort(byCodePoint)
}

/** The figures that differ; what no rule of a figure tells is told of the first one: records, or a setting of the whole company. */
function causesOf(before: readonly Figure[] = [], after: readonly Figure[] = [], changed: ChangedRules, records: boolean): Cause[] {
  const was = new Map(before.map((each) => [each.key, each]))
  const is = new Map(after.map((each) => [each.key, each]))
  const causes = inOrder(before, after).flatMap((key): Cause[] => {
    const [own, other] = [was.get(key), is.get(key)]
    const known = other ?? own
    const [valueBefore, valueAfter] = [own?.value ?? null, other?.value ?? null]
    if (!known || valueBefore === valueAfter) return []
    const rules = [...new Set([...(own?.rules ?? []), ...(other?.rules ?? [])])]
    return [{ figure: key, title: known.title, before: valueBefore, after: valueAfter, by: changesOf(rules, changed, known.settings) }]
  })
  const [first, ...others] = causes
  if (!first || causes.some(({ by }) => by.length > 0)) return causes
  const untold = [...(records ? ['records'] : []), ...changed.settings.map(({ key }) => key), ...changed.rules.map(({ id }) => id)]
  return [{ ...first, by: untold }, ...others]
}

/** The keys of the second list in their order; those that only the first has stand after the one that they follow there. */
function inOrder(before: readonly Figure[], after: readonly Figure[]): string[] {
  const known = new Set(after.map(({ key }) => key))
  const keys = after.map(({ key }) => key)
  let at = 0
  for (const { key } of before) {
    if (known.has(key)) at = keys.indexOf(key) + 1
    else keys.splice(at++, 0, key)
  }
  return keys
}

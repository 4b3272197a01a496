import type { SalesResult } from '../domain/appraisal.ts'
import type { TableKey } from '../domain/dataset/tables.ts'
import type { SalesFacts } from '../domain/sales/sales-facts.ts'
import { kpiScorer } from '../domain/sales/score-kpis.ts'
import { scorePoints } from '../domain/sales/score-points.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** All KPIs and the points of every sales representative of the period (POLICY S). */
export function appraiseSales(
  people: PeopleOfPeriod,
  factsOf: (employee: string) => SalesFacts,
  given: ReadonlySet<TableKey>,
  rules: RulesInForce,
): SalesResult[] {
  const scoreKpis = kpiScorer(rules.kpis, given)
  return people.representatives.map((representative) => {
    const region = people.homeOf(representative.number) ?? representative.region
    const kpis = scoreKpis(factsOf(representative.number))
    const { lines, points } = scorePoints(kpis, region, rules.scorecard)
    return { employee: representative.number, name: representative.name, region, kpis, lines, points }
  })
}

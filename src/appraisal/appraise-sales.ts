import type { TableKey } from '../domain/dataset/tables.ts'
import type { SalesFacts } from '../domain/sales/sales-facts.ts'
import type { SalesResult } from '../domain/sales/sales-result.ts'
import { kpiScorer } from '../domain/sales/score-kpis.ts'
import { scorePoints } from '../domain/sales/score-points.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** All KPIs and the points of every sales representative of the period (POLICY S), worked out while they are walked. */
export function appraiseSales(
  people: PeopleOfPeriod,
  factsOf: (employee: string) => SalesFacts,
  given: ReadonlySet<TableKey>,
  rules: RulesInForce,
  lacksHistory: (measure: string) => boolean,
): Iterable<SalesResult> {
  const scoreKpis = kpiScorer(rules.kpis, rules.measures, given, lacksHistory)
  return {
    *[Symbol.iterator]() {
      for (const { number, name, region: stated } of people.representatives) {
        const region = people.homeOf(number) ?? stated
        const kpis = scoreKpis(factsOf(number))
        yield { employee: number, name, region, kpis, ...scorePoints(kpis, region, rules.scorecard) }
      }
    },
  }
}

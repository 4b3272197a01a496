import { present } from '../../base/assert.ts'
import { type Rational, ZERO } from '../../base/rational.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { TableKey } from '../dataset/tables.ts'
import { type Kpi, recorder, SALES_MEASURES, type SalesFacts, type SalesMeasure } from './sales-facts.ts'
import type { KpiResult } from './sales-result.ts'

export function isSalesMeasure(name: string): name is SalesMeasure {
  return Object.hasOwn(SALES_MEASURES, name)
}

/**
 * Computes all KPIs of one representative after the other (POLICY S1-S9). A KPI that uses, under the settings in force, a table
 * which is not in the data at all has no value and the reason `no_data`; its figures are reported all the same. What is
 * the same for everybody is found once.
 */
export function kpiScorer(
  rules: ReadonlyMap<Kpi, CompiledRule>,
  given: ReadonlySet<TableKey>,
): (facts: SalesFacts) => Record<Kpi, KpiResult> {
  const scorers = new Map([...rules].map(([kpi, rule]) => [kpi, scorerOf(rule, given)]))
  const byKpi = recorder([...rules.keys()])
  return (facts) => byKpi((kpi) => present(scorers.get(kpi), 'Every KPI has its scorer.')(facts))
}

function scorerOf(rule: CompiledRule, given: ReadonlySet<TableKey>): (facts: SalesFacts) => KpiResult {
  const measures = rule.inputs.map(measureNamed)
  const noData = rule.used.some((name) => SALES_MEASURES[measureNamed(name)].some((table) => !given.has(table)))
  const unit = present(rule.measure, 'A KPI rule is a ratio.')
  return (facts) => {
    const outcome = rule.evaluate(measures.map((measure) => facts.measures[measure]))
    return {
      value: noData ? undefined : outcome.value,
      exact: noData ? undefined : outcome.exact,
      reason: noData ? 'no_data' : outcome.reason,
      numerator: outcome.numerator ?? ZERO,
      denominator: outcome.denominator ?? ZERO,
      unit,
    }
  }
}

/** The measures in the order in which the rule takes them. */
export function kpiInputs(facts: SalesFacts, rule: CompiledRule): (Rational | undefined)[] {
  return rule.inputs.map((name) => facts.measures[measureNamed(name)])
}

function measureNamed(name: string): SalesMeasure {
  return present(isSalesMeasure(name) ? name : undefined, `The rule book lets KPI rules use known measures only; "${name}" is none.`)
}

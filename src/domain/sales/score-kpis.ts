import { present } from '../../base/assert.ts'
import { ZERO } from '../../base/rational.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { KpiResult } from '../appraisal.ts'
import type { TableKey } from '../dataset/tables.ts'
import { KPIS, type Kpi, SALES_MEASURES, type SalesFacts, type SalesMeasure } from './sales-facts.ts'

export function isSalesMeasure(name: string): name is SalesMeasure {
  return Object.hasOwn(SALES_MEASURES, name)
}

/**
 * All KPIs of one representative (POLICY S1-S9). A KPI that uses, under the settings in force, a table which is not
 * in the data at all has no value and the reason `no_data`; its figures are reported all the same.
 */
export function scoreKpis(
  facts: SalesFacts,
  rules: Readonly<Record<Kpi, CompiledRule>>,
  given: ReadonlySet<TableKey>,
): Record<Kpi, KpiResult> {
  return Object.fromEntries(KPIS.map((kpi) => [kpi, scoreKpi(facts, rules[kpi], given)])) as Record<Kpi, KpiResult>
}

function scoreKpi(facts: SalesFacts, rule: CompiledRule, given: ReadonlySet<TableKey>): KpiResult {
  const outcome = rule.evaluate(kpiInputs(facts, rule))
  const noData = tablesOf(rule).some((table) => !given.has(table))
  return {
    value: noData ? undefined : outcome.value,
    exact: noData ? undefined : outcome.exact,
    reason: noData ? 'no_data' : outcome.reason,
    numerator: outcome.numerator ?? ZERO,
    denominator: outcome.denominator ?? ZERO,
    unit: present(rule.measure, 'A KPI rule is a ratio.'),
  }
}

/** The measures in the order in which the rule takes them. */
export function kpiInputs(facts: SalesFacts, rule: CompiledRule) {
  return rule.inputs.map((name) => facts.measures[measureNamed(name)])
}

function tablesOf(rule: CompiledRule): TableKey[] {
  return rule.used.flatMap((name) => [...SALES_MEASURES[measureNamed(name)]])
}

function measureNamed(name: string): SalesMeasure {
  return present(isSalesMeasure(name) ? name : undefined, `The rule book lets KPI rules use known measures only; "${name}" is none.`)
}

import { present } from '../../base/assert.ts'
import { type Rational, ZERO } from '../../base/rational.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { TableKey } from '../dataset/tables.ts'
import { type Kpi, recorder, type SalesFacts } from './sales-facts.ts'
import type { KpiResult } from './sales-result.ts'

/** The tables that each measure is counted from, by the name that rules give it. */
export type MeasureTables = Readonly<Record<string, { readonly tables: readonly TableKey[] }>>

/**
 * Computes all KPIs of one representative after the other (POLICY S1-S9). A KPI that uses, under the settings in force, a table
 * which is not in the data at all has no value and the reason `no_data`; one whose look-back lies wholly before the first record of its table,
 * as `lacksHistory` says of a measure, has `no_history`. Their figures are reported all the same. What is the same for everybody is found once.
 */
export function kpiScorer(
  rules: ReadonlyMap<Kpi, CompiledRule>,
  measures: MeasureTables,
  given: ReadonlySet<TableKey>,
  lacksHistory: (measure: string) => boolean,
): (facts: SalesFacts) => Record<Kpi, KpiResult> {
  const scorers = new Map([...rules].map(([kpi, rule]) => [kpi, scorerOf(rule, measures, given, lacksHistory)]))
  const byKpi = recorder([...rules.keys()])
  return (facts) => byKpi((kpi) => present(scorers.get(kpi), 'Every KPI has its scorer.')(facts))
}

function scorerOf(
  rule: CompiledRule,
  known: MeasureTables,
  given: ReadonlySet<TableKey>,
  lacksHistory: (measure: string) => boolean,
): (facts: SalesFacts) => KpiResult {
  const noData = rule.used.some((name) =>
    present(known[name], `The rule book lets KPI rules use known measures only; "${name}" is none.`).tables.some(
      (table) => !given.has(table),
    ),
  )
  const lacking = noData ? 'no_data' : rule.used.some(lacksHistory) ? 'no_history' : undefined
  const unit = present(rule.measure, 'A KPI rule is a ratio.')
  return (facts) => {
    const outcome = rule.evaluate(kpiInputs(facts, rule))
    return {
      value: lacking ? undefined : outcome.value,
      exact: lacking ? undefined : outcome.exact,
      reason: lacking ?? outcome.reason,
      numerator: outcome.numerator ?? ZERO,
      denominator: outcome.denominator ?? ZERO,
      unit,
    }
  }
}

/** The measures in the order in which the rule takes them. */
export function kpiInputs(facts: SalesFacts, rule: CompiledRule): (Rational | undefined)[] {
  return rule.inputs.map((name) => facts.measures[name])
}

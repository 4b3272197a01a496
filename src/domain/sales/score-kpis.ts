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
  const scorers = new Map([...rules].map(([kpi, rule]) => [kpi, scorerOf(rule, rules, measures, given, lacksHistory)]))
  const byKpi = recorder([...rules.keys()])
  const order = inOrder(rules)
  return (facts) => {
    const found: Record<Kpi, KpiResult> = {}
    for (const kpi of order) found[kpi] = present(scorers.get(kpi), 'Every KPI has its scorer.')(facts, found)
    return byKpi((kpi) => present(found[kpi], 'Every KPI was worked out.'))
  }
}

/** The KPIs, each after those that it takes. The rule book has no circles. */
function inOrder(rules: ReadonlyMap<Kpi, CompiledRule>): Kpi[] {
  const order = new Set<Kpi>()
  const add = (kpi: Kpi, rule: CompiledRule) => {
    for (const name of rule.inputs) {
      const taken = rules.get(name)
      if (taken && !order.has(name)) add(name, taken)
    }
    order.add(kpi)
  }
  for (const [kpi, rule] of rules) add(kpi, rule)
  return [...order]
}

function scorerOf(
  rule: CompiledRule,
  kpis: ReadonlyMap<Kpi, CompiledRule>,
  known: MeasureTables,
  given: ReadonlySet<TableKey>,
  lacksHistory: (measure: string) => boolean,
): (facts: SalesFacts, taken: Readonly<Record<Kpi, KpiResult>>) => KpiResult {
  const measured = rule.used.filter((name) => !kpis.has(name))
  const others = rule.used.filter((name) => kpis.has(name))
  const noData = measured.some((name) =>
    present(known[name], `The rule book lets KPI rules use known measures only; "${name}" is none.`).tables.some(
      (table) => !given.has(table),
    ),
  )
  const lackingItself = noData ? 'no_data' : measured.some(lacksHistory) ? 'no_history' : undefined
  const unit = present(rule.measure, 'A KPI rule is a ratio.')
  return (facts, taken) => {
    const outcome = rule.evaluate(kpiInputs(facts, rule, taken))
    // What a KPI cannot be told of for want of data, no other can be that takes it.
    const lacking =
      lackingItself ?? others.map((kpi) => taken[kpi]?.reason).find((reason) => reason === 'no_data' || reason === 'no_history')
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

/** The measures, and the exact values of other KPIs, in the order in which the rule takes them. */
export function kpiInputs(facts: SalesFacts, rule: CompiledRule, kpis: Readonly<Record<Kpi, KpiResult>>): (Rational | undefined)[] {
  return rule.inputs.map((name) => (Object.hasOwn(kpis, name) ? kpis[name]?.exact : facts.measures[name]))
}

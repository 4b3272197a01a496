import { present } from '../../base/assert.ts'
import type { Rational } from '../../base/rational.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import { totalPoints, type WhenNotApplicable } from '../../engine/total-points.ts'
import type { Kpi } from './sales-facts.ts'
import type { KpiResult, SalesResult, ScorecardLine } from './sales-result.ts'

/** One line of a scorecard 考核表 for the people of one region, its parameters compiled in. */
export interface ScorecardEntry {
  readonly kpi: Kpi
  /** The KPI that is the second input of a two-way matrix. */
  readonly second: Kpi | undefined
  /** What of the KPI the method takes: its value, or its numerator (points per case). */
  readonly of: 'value' | 'numerator'
  readonly weight: Rational
  readonly method: CompiledRule
  readonly parameters: Readonly<Record<string, Rational>>
}

export interface ScorecardInForce {
  readonly whenNotApplicable: WhenNotApplicable
  /** Decimals of the total. */
  readonly scale: number
  entries(region: string): readonly ScorecardEntry[]
}

/**
 * The points 得分 of one representative: each KPI's exact points by its method, and their weighted sum rounded once
 * (POLICY "Points"). `points` is undefined when a KPI is not applicable and the scorecard holds, or none is left.
 */
export function scorePoints(
  kpis: SalesResult['kpis'],
  region: string,
  scorecard: ScorecardInForce,
): { readonly lines: readonly ScorecardLine[]; readonly points: Rational | undefined } {
  const entries = scorecard.entries(region)
  const exact = entries.map((entry) => ({ weight: entry.weight, points: methodPoints(entry, kpis) }))
  const { lines, total } = totalPoints(exact, scorecard.whenNotApplicable, scorecard.scale)
  return {
    points: total,
    lines: entries.map((entry, index) => ({
      kpi: entry.kpi,
      weight: entry.weight,
      parameters: entry.parameters,
      method: entry.method.id,
      points: lines[index]?.points,
      counted: lines[index]?.counted ?? false,
    })),
  }
}

/** Exact points of one KPI, undefined when it (or the second one of a matrix) is not applicable. */
function methodPoints(entry: ScorecardEntry, kpis: SalesResult['kpis']): Rational | undefined {
  const inputs = methodInputs(entry, kpis)
  return inputs && entry.method.evaluate(inputs).exact
}

/** What the method takes, in its order; undefined when a KPI it needs is not applicable. */
export function methodInputs(entry: ScorecardEntry, kpis: SalesResult['kpis']): Rational[] | undefined {
  const { exact, numerator } = kpiNamed(kpis, entry.kpi)
  const value = exact === undefined || entry.of === 'value' ? exact : numerator
  const second = entry.second === undefined ? undefined : kpiNamed(kpis, entry.second).exact
  const inputs = entry.method.inputs.map((name) => (name === 'value' ? value : second))
  return inputs.every((input) => input !== undefined) ? inputs : undefined
}

/** What came of a KPI that the scorecard of the same rules names. */
export function kpiNamed(kpis: SalesResult['kpis'], kpi: Kpi): KpiResult {
  return present(kpis[kpi], `A scorecard names KPIs of its rule book; "${kpi}" is none.`)
}

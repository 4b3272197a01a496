import { figure } from '../../appraisal/result-json.ts'
import type { RulesInForce } from '../../appraisal/rules-in-force.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import type { Kpi } from '../../domain/sales/sales-facts.ts'
import type { KpiUnit, SalesResult } from '../../domain/sales/sales-result.ts'
import { kpiNamed } from '../../domain/sales/score-points.ts'

/** What a KPI 指标 is, in the rules that a run followed. */
export interface KpiHead {
  readonly kpi: Kpi
  readonly title: Remark
  readonly clause: string
  /** What its numerator and denominator count. */
  readonly unit: KpiUnit
  readonly better: 'higher' | 'lower'
}

/** One KPI of one representative. Ratios with 4 decimals, weights as fractions, points with 2. */
export interface KpiFigure {
  readonly kpi: Kpi
  /** Null when not applicable 不适用, and then `reason` says why. */
  readonly value: string | null
  readonly reason: Remark | null
  readonly numerator: string
  readonly denominator: string
  /** Of the scorecard 考核表; null for a KPI that is not on it, and a target where its method has none. */
  readonly target: string | null
  readonly weight: string | null
  readonly points: string | null
  /** False for one that is on the scorecard and was not counted. */
  readonly counted: boolean | null
}

/** The KPIs as the rules define them, in the order of the policy. */
export function kpiHeads({ kpis }: RulesInForce): readonly KpiHead[] {
  return [...kpis].map(([kpi, { title, clause, measure, better }]) => {
    return { kpi, title, clause, unit: measure ?? 'count', better: better ?? 'higher' }
  })
}

/** What a representative reached, KPI by KPI in the order of the policy. */
export function kpiFigures(person: SalesResult, { book, kpis }: RulesInForce): readonly KpiFigure[] {
  return [...kpis.keys()].map((kpi) => {
    const { value, reason, numerator, denominator, unit } = kpiNamed(person.kpis, kpi)
    const line = person.lines.find((each) => each.kpi === kpi)
    const target = line?.parameters.target
    return {
      kpi,
      value: value === undefined ? null : decimalText(value, 4),
      reason: reason === undefined ? null : { zh: book.reasonWords(reason, 'zh'), en: book.reasonWords(reason, 'en') },
      numerator: figure(numerator, unit),
      denominator: figure(denominator, unit),
      target: target === undefined ? null : exactText(target),
      weight: line === undefined ? null : exactText(line.weight),
      points: line?.points === undefined ? null : decimalText(line.points, 2),
      counted: line === undefined ? null : line.counted,
    }
  })
}

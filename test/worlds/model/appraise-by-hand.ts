import { add, compare, decimal, divide, HUNDRED, multiply, type Rational, smaller, ZERO } from '../../../src/base/rational.ts'
import { decimalText, exactText } from '../../../src/base/rounding.ts'
import { type BonusRow, bonusRows } from './bonus.ts'
import { type Span, spanOf } from './calendar.ts'
import { type Dataset, readDataset } from './dataset.ts'
import { rowsFromMonths } from './months.ts'
import { peopleIn } from './people.ts'
import { type Ratio, ratiosOf, salesRecords } from './sales.ts'
import { type ServiceRow, serviceRows } from './service.ts'
import { DEFAULTS, type ModelSettings, SCORECARD } from './settings.ts'

export interface KpiRow {
  readonly value: string | null
  readonly reason?: string
  readonly numerator: string
  readonly denominator: string
}

export interface SalesRow {
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly kpis: Readonly<Record<string, KpiRow>>
  readonly points: string | null
}

/** What result.json says under `service`, `sales` and `bonus`; remarks and reasons other than no_data and no_history are left to the engine. */
export interface ModelResult {
  readonly period: string
  readonly service: readonly ServiceRow[]
  readonly sales: readonly SalesRow[]
  readonly bonus: readonly BonusRow[]
}

/** POLICY computed row by row by a second, simple model that shares only exact arithmetic and days with the product. */
export function appraiseByHand(folder: string, periodText: string, changed: Partial<ModelSettings> = {}): ModelResult {
  const settings = { ...DEFAULTS, ...changed }
  const period = spanOf(periodText, settings)
  const data = readDataset(folder)
  const { service, bonus } =
    period.months.length > 1 && settings.longerPeriods === 'months' ? rowsFromMonths(data, period, settings) : anew(data, period, settings)
  const records = salesRecords(data, period, settings)
  const sales = peopleIn(data, 'sales_rep', period).map((person): SalesRow => {
    const ratios = ratiosOf(person.number, records)
    return {
      employee: person.number,
      name: person.name,
      region: person.region,
      kpis: Object.fromEntries(Object.entries(ratios).map(([kpi, ratio]) => [kpi, kpiRow(ratio)])),
      points: points(ratios, settings),
    }
  })
  return { period: period.text, service, sales, bonus }
}

function anew(data: Dataset, period: Span, settings: ModelSettings) {
  const service = serviceRows(data, period, settings)
  return { service, bonus: bonusRows(data, period, settings, service) }
}

function kpiRow(ratio: Ratio): KpiRow {
  const value = applicable(ratio)
  const figure = (amount: Rational) => (ratio.unit === 'yuan' ? decimalText(amount, 2) : exactText(amount))
  const figures = { numerator: figure(ratio.numerator), denominator: figure(ratio.denominator ?? ZERO) }
  if (value !== undefined) return { value: decimalText(value, 4), ...figures }
  const reason = !ratio.hasData ? 'no_data' : ratio.hasHistory === false ? 'no_history' : undefined
  return { value: null, ...(reason === undefined ? {} : { reason }), ...figures }
}

/** The exact ratio; undefined when not applicable. */
function applicable(ratio: Ratio): Rational | undefined {
  if (!ratio.hasData || ratio.hasHistory === false || ratio.denominator === undefined) return undefined
  if (ratio.needsPositive && compare(ratio.denominator, ZERO) <= 0) return undefined
  return divide(ratio.numerator, ratio.denominator)
}

/** The shipped scorecard: 100 x min(value / target, 1.5) of each exact value, weighted and rounded to two decimals. */
function points(ratios: Readonly<Record<string, Ratio>>, settings: ModelSettings): string | null {
  let total = ZERO
  let weights = ZERO
  for (const { kpi, weight, target } of SCORECARD) {
    const ratio = ratios[kpi]
    const value = ratio && applicable(ratio)
    let earned: Rational
    if (value !== undefined) {
      const reached = smaller(divide(value, decimal(target)) ?? ZERO, decimal('1.5'))
      earned = compare(reached, ZERO) < 0 ? ZERO : multiply(HUNDRED, reached)
    } else if (settings.whenNotApplicable === 'hold') return null
    else if (settings.whenNotApplicable === 'reweight') continue
    else earned = settings.whenNotApplicable === 'full' ? HUNDRED : ZERO
    total = add(total, multiply(earned, decimal(weight)))
    weights = add(weights, decimal(weight))
  }
  const mean = divide(total, weights)
  return mean === undefined ? null : decimalText(mean, 2)
}

import { type Fen, fen, fenFromRational, yuanText } from '../../../src/base/money.ts'
import { add, decimal, divide, multiply, type Rational, rational, ZERO } from '../../../src/base/rational.ts'
import { decimalText } from '../../../src/base/rounding.ts'
import { sortedBy } from '../../../src/base/text-order.ts'
import { type BonusRow, bonusRows } from './bonus.ts'
import { type Span, spanOf } from './calendar.ts'
import type { Dataset } from './dataset.ts'
import { daysEmployed, homeRegion } from './people.ts'
import { type ServiceRow, serviceRows } from './service.ts'
import type { ModelSettings } from './settings.ts'

/** Service and bonus of a longer period from its months: scores are their mean by days employed, money their sum. */
export function rowsFromMonths(data: Dataset, period: Span, settings: ModelSettings): { service: ServiceRow[]; bonus: BonusRow[] } {
  const months = period.months.map((name) => {
    const span = spanOf(name, settings)
    const service = serviceRows(data, span, settings)
    return { span, service, bonus: bonusRows(data, span, settings, service) }
  })
  const numbers = sortedBy(new Set(months.flatMap(({ service }) => service.map((one) => one.employee))), (number) => number)
  const service = numbers.map((number): ServiceRow => {
    const own = months.flatMap(({ span, service }) =>
      service.filter((one) => one.employee === number).map((row) => ({ row, days: daysEmployed(data, number, span, 'calendar') })),
    )
    const taking = own.filter(({ row }) => row.status !== 'excluded')
    const status = taking.length === 0 ? 'excluded' : taking.some(({ row }) => row.status === 'incomplete') ? 'incomplete' : 'scored'
    const told = taking.length === 0 ? own : taking
    const modules = ['attendance', 'customer', 'manager', 'problemSolving'].flatMap((key) => {
      const scores = told.flatMap(({ row, days }) => (row.modules[key] ? [{ score: row.modules[key].score, days }] : []))
      return scores.length === 0 ? [] : [[key, { score: mean(scores) }] as const]
    })
    return {
      employee: number,
      name: own[0]?.row.name ?? '',
      region: homeRegion(data, number, period) ?? '',
      status,
      missing: ['attendance', 'customer', 'manager', 'problemSolving'].filter((key) => taking.some(({ row }) => row.missing.includes(key))),
      modules: Object.fromEntries(modules),
      final: status === 'scored' ? mean(taking.map(({ row, days }) => ({ score: row.final ?? '0', days }))) : null,
    }
  })
  return {
    service,
    bonus: (months[0]?.bonus ?? []).map(({ region }) =>
      regionOf(
        region,
        data,
        period,
        months.map((month) => month.bonus),
        service,
      ),
    ),
  }
}

function regionOf(
  region: string,
  data: Dataset,
  period: Span,
  months: readonly (readonly BonusRow[])[],
  service: readonly ServiceRow[],
): BonusRow {
  const own = months.flatMap((month) => month.filter((one) => one.region === region))
  const held = own.some((one) => one.status === 'held')
  const total = (figure: (one: BonusRow) => string | null) => fen(own.reduce((sum, one) => sum + units(figure(one) ?? '0'), 0n))
  const pool = total((one) => one.pool)
  const unallocated = held ? fen(0n) : total((one) => one.unallocated)
  const scoreOf = (employee: string) => service.find((one) => one.employee === employee)?.final ?? '0.00'
  const paid = held ? [] : sortedBy(new Set(own.flatMap((one) => one.shares.map((share) => share.employee))), (employee) => employee)
  const stated = data.commissions?.find((one) => one.region === region && one.period === period.text)
  const given = own.filter((one) => one.commission !== null)
  const commission = stated ? fenFromRational(stated.amount) : given.length > 0 ? total((one) => one.commission) : undefined
  return {
    region,
    status: held ? 'held' : pool > 0n && unallocated === pool ? 'unallocated' : 'split',
    netCollections: yuanText(total((one) => one.netCollections)),
    pool: yuanText(pool),
    scoreTotal: decimalText(
      paid.reduce((sum, employee) => add(sum, decimal(scoreOf(employee))), ZERO),
      2,
    ),
    commission: commission === undefined ? null : yuanText(commission),
    commissionLeft: commission === undefined ? null : yuanText(fen(commission - pool)),
    unallocated: yuanText(unallocated),
    shares: paid.map((employee) => ({
      employee,
      score: scoreOf(employee),
      amount: yuanText(total((one) => one.shares.find((share) => share.employee === employee)?.amount ?? null)),
    })),
  }
}

function units(yuan: string): Fen {
  return fenFromRational(decimal(yuan))
}

/** To two decimals, half up, weighted by days. */
function mean(scores: readonly { readonly score: string; readonly days: number }[]): string {
  const days = scores.reduce((sum, one) => sum + one.days, 0)
  const total = scores.reduce((sum: Rational, one) => add(sum, multiply(decimal(one.score), rational(BigInt(one.days)))), ZERO)
  return decimalText(divide(total, rational(BigInt(days))) ?? ZERO, 2)
}

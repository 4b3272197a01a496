import { groupBy } from '../../base/group-by.ts'
import { type Fen, fen } from '../../base/money.ts'
import { sum, ZERO } from '../../base/rational.ts'
import { sortedBy } from '../../base/text-order.ts'
import type { BonusMonth, BonusShare, RegionBonus } from '../appraisal.ts'
import type { ServiceResult } from '../engineers/service-result.ts'

/**
 * A region's bonus of a longer period from those of its months, where the company sets it so (`bonus.pool.longerPeriods`): receipts, refunds, pools and
 * everybody's shares are the sums of the months', so that shares and what is unallocated add up to the pool. A month that is held holds the period.
 * `commission` is that of the period itself; without one those of the months are added up.
 */
export function bonusFromMonths(
  months: readonly BonusMonth[],
  commission: Fen | undefined,
  service: ReadonlyMap<string, ServiceResult>,
): RegionBonus {
  const each = months.map(({ bonus }) => bonus)
  const [first] = each.slice(-1)
  if (!first) throw new RangeError('A period has a month.')
  const given = each.flatMap((bonus) => bonus.commission ?? [])
  const commissions = commission ?? (given.length === 0 ? undefined : fenSum(given))
  const isHeld = each.some(({ status }) => status === 'held')
  const pool = fenSum(each.map((bonus) => bonus.pool))
  const unallocated = isHeld ? fen(0n) : fenSum(each.map((bonus) => bonus.unallocated))
  const shares = isHeld ? [] : sharesOf(each, service)
  return {
    region: first.region,
    name: first.name,
    status: isHeld ? 'held' : pool > 0n && unallocated === pool ? 'unallocated' : 'split',
    receipts: fenSum(each.map(({ receipts }) => receipts)),
    refunds: fenSum(each.map(({ refunds }) => refunds)),
    netCollections: fenSum(each.map(({ netCollections }) => netCollections)),
    rate: first.rate,
    pool,
    scoreTotal: sum(shares.map(({ score }) => score)),
    commission: commissions,
    commissionLeft: commissions === undefined ? undefined : fen(commissions - pool),
    unallocated,
    shares,
    heldBy: sortedBy(new Set(each.flatMap(({ heldBy }) => heldBy)), (employee) => employee),
    months,
  }
}

function sharesOf(months: readonly RegionBonus[], service: ReadonlyMap<string, ServiceResult>): BonusShare[] {
  const byEmployee = groupBy(
    months.flatMap(({ shares }) => shares),
    ({ employee }) => employee,
  )
  return sortedBy(byEmployee, ([employee]) => employee).map(([employee, own]) => ({
    employee,
    name: own[0]?.name ?? '',
    score: service.get(employee)?.final ?? ZERO,
    exact: sum(own.map(({ exact }) => exact)),
    extra: fenSum(own.map(({ extra }) => extra)),
    amount: fenSum(own.map(({ amount }) => amount)),
  }))
}

function fenSum(amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce((total, amount) => total + amount, 0n))
}

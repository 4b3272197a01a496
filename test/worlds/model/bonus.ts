import { present } from '../../../src/base/assert.ts'
import type { Day } from '../../../src/base/day.ts'
import { type Fen, fen, fenFromRational, yuanText } from '../../../src/base/money.ts'
import { compare, decimal, multiply, sum, ZERO } from '../../../src/base/rational.ts'
import { decimalText, roundToUnits } from '../../../src/base/rounding.ts'
import { byCodePoint } from '../../../src/base/text-order.ts'
import type { Span } from './calendar.ts'
import { countedCollections, total } from './collections.ts'
import type { Dataset } from './dataset.ts'
import { daysEmployed, homeRegion, regionCodes, regionOn } from './people.ts'
import { percentOf, type ServiceRow } from './service.ts'
import type { ModelSettings } from './settings.ts'

export interface BonusRow {
  readonly region: string
  readonly status: 'split' | 'held' | 'unallocated'
  readonly netCollections: string
  readonly pool: string
  readonly scoreTotal: string
  readonly commission: string | null
  readonly commissionLeft: string | null
  readonly unallocated: string
  readonly shares: readonly { readonly employee: string; readonly score: string; readonly amount: string }[]
}

/** Policy 5.3 with A11 to A16, one region after the other. */
export function bonusRows(data: Dataset, period: Span, settings: ModelSettings, service: readonly ServiceRow[]): BonusRow[] {
  const whose = (one: { readonly rep: string; readonly date: Day }) =>
    settings.regionOfReceipt === 'day' ? regionOn(data, one.rep, one.date) : homeRegion(data, one.rep, period)
  const collected = countedCollections(data, settings)
    .filter((one) => one.date >= period.first && one.date <= period.last)
    .map((one) => ({ ...one, region: one.region !== '' ? one.region : whose(one) }))

  return regionCodes(data).map((region): BonusRow => {
    const net = total(collected.filter((one) => one.region === region))
    const given = data.commissions?.find((one) => one.region === region && one.period === period.text)
    const commission = given && fenFromRational(given.amount)
    const thousandth = fenFromRational(multiply(net, decimal('0.001')))
    const capped = settings.capAtCommission && commission !== undefined && commission < thousandth ? commission : thousandth
    const pool = capped > 0n ? capped : fen(0n)

    const byDays = settings.movers === 'days_in_post'
    const weightOf = (employee: string) => {
      const { countedDays, joiners } = settings
      const percent = percentOf(data, employee, period, settings)
      if (byDays) return percent * daysEmployed(data, employee, period, countedDays, region)
      return percent * (joiners === 'days_employed' ? daysEmployed(data, employee, period, countedDays) : 1)
    }
    const isThere = (one: ServiceRow) =>
      byDays ? daysEmployed(data, one.employee, period, settings.countedDays, region) > 0 : one.region === region
    const people = service.filter(isThere)
    const paid = people
      .filter((one) => one.status === 'scored')
      .map((one) => ({ employee: one.employee, score: decimal(present(one.final, 'Whoever is scored has a final score.')) }))
    const scores = sum(paid.map((one) => one.score))
    const held = people.some((one) => one.status === 'incomplete')
    const unallocated = !held && pool > 0n && compare(scores, ZERO) === 0
    const shares = held
      ? []
      : split(
          pool,
          paid.map((one) => ({ employee: one.employee, hundredths: roundToUnits(one.score, 2), times: weightOf(one.employee) })),
        )
    return {
      region,
      status: held ? 'held' : unallocated ? 'unallocated' : 'split',
      netCollections: decimalText(net, 2),
      pool: yuanText(pool),
      scoreTotal: decimalText(scores, 2),
      commission: commission === undefined ? null : yuanText(commission),
      commissionLeft: commission === undefined ? null : yuanText(fen(commission - pool)),
      unallocated: yuanText(unallocated ? pool : fen(0n)),
      shares,
    }
  })
}

interface Claim {
  readonly employee: string
  readonly hundredths: bigint
  /** By what the score counts: the per cent that somebody takes part at, times days where the company splits by them. */
  readonly times: number
}

/** A16, as one would do it with coins: everyone's share rounded down, then a fen at a time to whoever is furthest below the exact share. */
export function split(pool: Fen, claims: readonly Claim[]): BonusRow['shares'] {
  const weight = (one: Claim) => one.hundredths * BigInt(one.times)
  const everything = claims.reduce((all, one) => all + weight(one), 0n)
  const shares = claims.map((one) => ({
    ...one,
    fen: everything === 0n ? 0n : (pool * weight(one)) / everything,
    lost: everything === 0n ? 0n : (pool * weight(one)) % everything,
  }))
  let left = everything === 0n ? 0n : pool - shares.reduce((all, one) => all + one.fen, 0n)
  const waiting = [...shares]
  while (left > 0n) {
    const next = waiting.reduce((best, one) => (goesBefore(one, best) ? one : best))
    next.fen += 1n
    waiting.splice(waiting.indexOf(next), 1)
    left -= 1n
  }
  return shares.map((one) => ({
    employee: one.employee,
    score: decimalText({ numerator: one.hundredths, denominator: 100n }, 2),
    amount: yuanText(fen(one.fen)),
  }))
}

function goesBefore(a: Claim & { lost: bigint }, b: Claim & { lost: bigint }): boolean {
  if (a.lost !== b.lost) return a.lost > b.lost
  if (a.hundredths !== b.hundredths) return a.hundredths > b.hundredths
  return byCodePoint(a.employee, b.employee) < 0
}

import { present } from '../../base/assert.ts'
import { type Fen, fen, fenFromRational, yuan } from '../../base/money.ts'
import { decimal, type Rational, sum, ZERO } from '../../base/rational.ts'
import { roundToUnits } from '../../base/rounding.ts'
import { byCodePoint, sortedBy } from '../../base/text-order.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { BonusShare, RegionBonus, ServiceResult } from '../appraisal.ts'
import { splitPool } from './split-pool.ts'

/** A region's counted collections 回款 of the period, in fen. Refunds are zero or below. */
export interface RegionCollections {
  readonly receipts: Fen
  readonly refunds: Fen
}

/** One engineer who takes part in a region's split. `days` only where the company splits by days in post (POLICY A14). */
export interface Participant {
  readonly result: ServiceResult
  readonly days?: number | undefined
}

export interface RegionInput {
  readonly code: string
  readonly name: string
  readonly collections: RegionCollections
  readonly commission: Fen | undefined
  readonly participants: readonly Participant[]
}

/** The pool 奖金总额 and its split for one region (POLICY 5.3, A12-A16; CONTRACT section 3 for the statuses). */
export function regionBonus(region: RegionInput, poolRule: CompiledRule, rate: Rational): RegionBonus {
  const netCollections = fen(region.collections.receipts + region.collections.refunds)
  const pool = poolOf(poolRule, netCollections, region.commission)
  const people = sortedBy(region.participants, (person) => person.result.employee)
  const heldBy = people.filter((person) => person.result.status === 'incomplete').map((person) => person.result.employee)
  const paid = people.filter((person) => person.result.status === 'scored')
  const { status, shares } = heldBy.length > 0 ? { status: 'held' as const, shares: [] } : split(pool, paid)
  return {
    region: region.code,
    name: region.name,
    status,
    receipts: region.collections.receipts,
    refunds: region.collections.refunds,
    netCollections,
    rate,
    pool,
    scoreTotal: sum(paid.map((person) => person.result.final ?? ZERO)),
    commission: region.commission,
    commissionLeft: region.commission === undefined ? undefined : fen(region.commission - pool),
    unallocated: status === 'unallocated' ? pool : fen(0n),
    shares,
    heldBy,
  }
}

export function poolOf(poolRule: CompiledRule, netCollections: Fen, commission: Fen | undefined): Fen {
  const inputs: Record<string, Rational | undefined> = {
    netCollections: yuan(netCollections),
    commission: commission === undefined ? undefined : yuan(commission),
  }
  const outcome = poolRule.evaluate(poolRule.inputs.map((name) => inputs[name]))
  return fenFromRational(present(outcome.value, 'A pool has a figure for every net collections.'))
}

function split(pool: Fen, people: readonly Participant[]): { status: 'split' | 'unallocated'; shares: BonusShare[] } {
  const claims = people.map(({ result, days }) => {
    const score = roundToUnits(result.final ?? ZERO, 2)
    return { employee: result.employee, score, weight: score * BigInt(days ?? 1) }
  })
  const claimable = claims.some((claim) => claim.weight > 0n)
  const shareOf = new Map(pool > 0n && claimable ? splitPool(pool, claims).map((share) => [share.employee, share]) : [])
  const shares = people.map(({ result, days }): BonusShare => {
    const share = shareOf.get(result.employee)
    return {
      employee: result.employee,
      name: result.name,
      score: result.final ?? ZERO,
      days,
      exact: share?.exact ?? decimal('0'),
      extra: share?.extra ?? fen(0n),
      amount: share?.amount ?? fen(0n),
    }
  })
  return { status: pool > 0n && !claimable ? 'unallocated' : 'split', shares: shares.sort((a, b) => byCodePoint(a.employee, b.employee)) }
}

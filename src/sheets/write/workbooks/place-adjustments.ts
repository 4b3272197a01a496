import { type Fen, fen } from '../../../base/money.ts'
import type { Appraisal } from '../../../domain/appraisal.ts'
import type { ServiceResult } from '../../../domain/engineers/service-result.ts'

/** An adjustment 调整 where the sheets show it. */
export interface PlacedAdjustment {
  readonly name: string
  readonly amount: Fen
}

/** What placing adjustments looks at of an appraisal. */
export interface Placing extends Pick<Appraisal, 'bonus' | 'adjustments'> {
  readonly service: readonly Pick<ServiceResult, 'employee' | 'region'>[]
}

/**
 * Every person's adjustments summed and put into one region of the sheets, by region code and employee number: the home region of
 * this period, else the first that pays them, else the one the adjustment is of. Nobody is left out, and nobody is shown twice.
 */
export function placeAdjustments(appraisal: Placing): ReadonlyMap<string, ReadonlyMap<string, PlacedAdjustment>> {
  const { adjustments = [], bonus, service } = appraisal
  const placed = new Map<string, Map<string, PlacedAdjustment>>(bonus.map(({ region }) => [region, new Map()]))
  if (adjustments.length === 0) return placed
  const homes = new Map(service.map(({ employee, region }) => [employee, region]))
  const paying = new Map(bonus.toReversed().flatMap(({ region, shares }) => shares.map(({ employee }) => [employee, region] as const)))
  for (const { employee, name, region, amount } of adjustments) {
    const wanted = [homes.get(employee), paying.get(employee), region, bonus[0]?.region]
    const people = placed.get(wanted.find((code) => code !== undefined && placed.has(code)) ?? '')
    people?.set(employee, { name, amount: fen((people.get(employee)?.amount ?? 0n) + amount) })
  }
  return placed
}

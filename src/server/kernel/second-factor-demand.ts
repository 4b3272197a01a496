import type { AccountPosition } from '../../domain/people/account-position.ts'
import { seesMoney } from '../kernel/access.ts'

/** Of whom a second factor 两步验证 is demanded: nobody and nobody can have one, nobody, positions that see money, everybody. */
export const SECOND_FACTOR_DEMANDS = ['off', 'optional', 'money', 'all'] as const
export type SecondFactorDemand = (typeof SECOND_FACTOR_DEMANDS)[number]

/** Whether somebody with these positions must have a second factor. */
export function isDemanded(demand: SecondFactorDemand, positions: readonly AccountPosition[]): boolean {
  return demand === 'all' || (demand === 'money' && seesMoney(positions))
}

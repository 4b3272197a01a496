import { type Fen, fen } from '../../base/money.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { placeAdjustments } from '../../sheets/write/workbooks/place-adjustments.ts'
import { acceptedIn } from '../../store/aggregates/adjustments.ts'
import type { PaymentLine } from '../../store/aggregates/payments.ts'
import { snapshotHomes, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { Reader } from '../../store/database/connection.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { settleLines } from './settlements.ts'

/** What a region pays a person 应发: as the bonus sheet prints it. */
export interface Payable extends PaymentLine {
  readonly regionName: string
  /** What settling adds 转入待扣, or takes off 扣回 where negative: amount = share + adjustment + carried, never below 0. */
  readonly carried: Fen
  /** What is open of the person afterwards 待扣余额, on their first line. */
  readonly balance: Fen
}

/**
 * Everybody with a share or an accepted adjustment in a run, by region and employee number: the published shares, and the
 * adjustments accepted in the period where the sheets place them, settled with what is open of earlier months. Somebody whose
 * amount is 0 is in it too.
 */
export async function payablesOf(reader: Reader, run: string, period: string): Promise<Payable[]> {
  const lines = await duesOf(reader, run, period)
  const settled = await settleLines(reader, period, lines)
  return lines.map((line, at) => {
    const { carried, balance } = settled[at] ?? { carried: fen(0n), balance: fen(0n) }
    return { ...line, carried, balance, amount: fen(line.amount + carried) }
  })
}

/** The same before it is settled: what a region owes a person for the period itself, below 0 where adjustments are more than the share. */
export async function duesOf(reader: Reader, run: string, period: string): Promise<Omit<Payable, 'carried' | 'balance'>[]> {
  const bonus = (await snapshotRegions(reader, run)).map(({ result }) => storedRegionFrom(result).bonus)
  const adjustments = await acceptedIn(reader, period)
  const service = adjustments.length === 0 ? [] : await snapshotHomes(reader, run)
  const placed = placeAdjustments({ bonus, service, adjustments })
  return bonus.flatMap(({ region, name: regionName, shares }) => {
    const shareOf = new Map(shares.map((share) => [share.employee, share]))
    const adjusted = placed.get(region)
    const employees = [...new Set([...shareOf.keys(), ...(adjusted?.keys() ?? [])])].sort(byCodePoint)
    return employees.map((employee) => {
      const share = shareOf.get(employee)
      const change = adjusted?.get(employee)
      const amounts = { share: share?.amount ?? fen(0n), adjustment: change?.amount ?? fen(0n) }
      const name = share?.name ?? change?.name ?? employee
      return { region, regionName, employee, name, ...amounts, amount: fen(amounts.share + amounts.adjustment) }
    })
  })
}

/** One key for what one region pays one person. */
export function payableKey({ region, employee }: Pick<PaymentLine, 'region' | 'employee'>): string {
  return JSON.stringify([region, employee])
}

import { fen } from '../../base/money.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { placeAdjustments } from '../../sheets/write/workbooks/place-adjustments.ts'
import { acceptedIn } from '../../store/aggregates/adjustments.ts'
import type { PaymentLine } from '../../store/aggregates/payments.ts'
import { snapshotHomes, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { Reader } from '../../store/database/connection.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'

/** What a region pays a person 应发: as the bonus sheet prints it. */
export interface Payable extends PaymentLine {
  readonly regionName: string
}

/**
 * Everybody with a share or an accepted adjustment in a run, by region and employee number: the published shares, and the
 * adjustments accepted in the period where the sheets place them. Somebody whose amount is 0 is in it too.
 */
export async function payablesOf(reader: Reader, run: string, period: string): Promise<Payable[]> {
  const bonus = (await snapshotRegions(reader, run)).map(({ result }) => storedRegionFrom(result).bonus)
  const adjustments = await acceptedIn(reader, period)
  const service = adjustments.length === 0 ? [] : await snapshotHomes(reader, run)
  const placed = placeAdjustments({ bonus, service, adjustments })
  return bonus.flatMap(({ region, name: regionName, shares }) => {
    const shareOf = new Map(shares.map((share) => [share.employee, share]))
    const adjusted = placed.get(region)
    const employees = [...new Set([...shareOf.keys(), ...(adjusted?.keys() ?? [])])].sort(byCodePoint)
    return employees.map((employee): Payable => {
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

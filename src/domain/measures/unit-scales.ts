import { QUANTITY_PLACES } from '../dataset/tables.ts'
import type { MeasureUnit } from '../sales/sales-result.ts'

/** How many of what is stored make one of what rules count in: fen a yuan, millionths a unit, hundredths a point. */
export const UNIT_SCALES: Readonly<Record<MeasureUnit, bigint>> = {
  yuan: 100n,
  quantity: 10n ** BigInt(QUANTITY_PLACES),
  count: 1n,
  points: 100n,
}

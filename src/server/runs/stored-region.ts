import { z } from 'zod'
import type { RegionBonus } from '../../domain/appraisal.ts'
import { storedMoney, storedNumber, storedOptional, storedText } from './stored-values.ts'

/** One region of a snapshot: its pool and split in full, its entry of result.json, and whose collections it was counted from. */
export interface StoredRegion {
  readonly bonus: RegionBonus
  readonly creditedReps: readonly string[]
  readonly result: object
}

const share = z.object({
  employee: z.string(),
  name: z.string(),
  score: storedNumber,
  days: storedOptional(z.number()),
  exact: storedNumber,
  extra: storedMoney,
  amount: storedMoney,
})

const bonus = z.object({
  region: z.string(),
  name: z.string(),
  status: z.enum(['split', 'held', 'unallocated']),
  receipts: storedMoney,
  refunds: storedMoney,
  netCollections: storedMoney,
  rate: storedNumber,
  pool: storedMoney,
  scoreTotal: storedNumber,
  commission: storedOptional(storedMoney),
  commissionLeft: storedOptional(storedMoney),
  unallocated: storedMoney,
  shares: z.array(share).readonly(),
  heldBy: z.array(z.string()).readonly(),
})

const stored = z.object({ bonus, creditedReps: z.array(z.string()).readonly(), result: z.looseObject({}) })

export function storedRegionText(region: StoredRegion): string {
  return storedText(region)
}

export function storedRegionFrom(text: string): StoredRegion {
  return stored.parse(JSON.parse(text))
}

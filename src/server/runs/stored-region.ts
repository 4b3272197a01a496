import { z } from 'zod'
import type { Day } from '../../base/day.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import type { CreditedRep } from '../../domain/bonus/credited-rep.ts'
import { storedMoney, storedNumber, storedOptional, storedText } from './stored-values.ts'

/** One region of a snapshot: its pool and split in full, its entry of result.json, and whose collections it was counted from. */
export interface StoredRegion {
  readonly bonus: RegionBonus
  readonly creditedReps: readonly CreditedRep[]
  readonly result: object
}

const share = z.object({
  employee: z.string(),
  name: z.string(),
  score: storedNumber,
  days: storedOptional(z.number()),
  percent: storedOptional(z.number()),
  exact: storedNumber,
  extra: storedMoney,
  amount: storedMoney,
})

const bonusOfMonth = z.object({
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
const bonus = bonusOfMonth.extend({ months: storedOptional(z.array(z.object({ period: z.string(), bonus: bonusOfMonth })).readonly()) })

const day = z.number().transform((each) => each as Day)
/** Results from before a receipt counted by its day name the representatives alone. */
const creditedRep = z.union([
  z.string().transform((rep): CreditedRep => ({ rep })),
  z.object({ rep: z.string(), first: storedOptional(day), last: storedOptional(day) }),
])
const stored = z.object({ bonus, creditedReps: z.array(creditedRep).readonly(), result: z.looseObject({}) })

export function storedRegionText(region: StoredRegion): string {
  return storedText(region)
}

export function storedRegionFrom(text: string): StoredRegion {
  return stored.parse(JSON.parse(text))
}

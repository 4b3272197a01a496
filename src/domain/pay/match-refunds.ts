import type { Day } from '../../base/day.ts'
import { sortedBy } from '../../base/text-order.ts'

/** A receipt or refund of one client and representative; a refund's amount is below zero. In fen. */
export interface Receipt {
  readonly key: string
  readonly rep: string
  readonly client: string
  readonly day: Day
  readonly amount: bigint
}

/** What of a refund takes back what of a receipt. */
export interface Match {
  readonly refund: Receipt
  readonly receipt: Receipt
  readonly amount: bigint
}

export interface MatchedRefunds {
  readonly matches: readonly Match[]
  /** What of a refund finds no receipt. */
  readonly unmatched: readonly { readonly refund: Receipt; readonly amount: bigint }[]
}

/**
 * Which receipts refunds take back (POLICY P8): those of the same client and representative that came last before it, or on its day, as far
 * as they are not taken back yet. Order of rows makes no difference: by day, receipts before refunds, then by number.
 */
export function matchRefunds(receipts: readonly Receipt[]): MatchedRefunds {
  const matches: Match[] = []
  const unmatched: { refund: Receipt; amount: bigint }[] = []
  const open = new Map<string, { readonly receipt: Receipt; left: bigint }[]>()
  const inOrder = sortedBy(receipts, ({ key }) => key).sort((a, b) => a.day - b.day || Number(a.amount < 0n) - Number(b.amount < 0n))
  for (const each of inOrder) {
    const of = JSON.stringify([each.rep, each.client])
    const stack = open.get(of) ?? []
    open.set(of, stack)
    if (each.amount >= 0n) {
      stack.push({ receipt: each, left: each.amount })
      continue
    }
    let rest = -each.amount
    while (rest > 0n) {
      const last = stack.at(-1)
      if (!last) break
      const amount = last.left < rest ? last.left : rest
      if (amount > 0n) matches.push({ refund: each, receipt: last.receipt, amount })
      last.left -= amount
      rest -= amount
      if (last.left === 0n) stack.pop()
    }
    if (rest > 0n) unmatched.push({ refund: each, amount: rest })
  }
  return { matches, unmatched }
}

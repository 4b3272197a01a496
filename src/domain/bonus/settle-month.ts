import { type Fen, fen } from '../../base/money.ts'

/** A balance 待扣余额 that is deducted from later months. */
export interface CarriedBalance {
  readonly id: number
  readonly open: Fen
  /** At most so much a month; all that there is unless told. */
  readonly monthly: Fen | undefined
}

/** How a month is settled with a person 结算. due + arisen - what is deducted = payable. */
export interface MonthSettled {
  /** 应发; never below 0. */
  readonly payable: Fen
  /** What the month falls below zero by: it is not paid, it is open. */
  readonly arisen: Fen
  /** What the balances take from the month, in their order. */
  readonly deducted: readonly { readonly balance: number; readonly amount: Fen }[]
}

/**
 * Settles a month: what is `due`, bonus and adjustments of all regions, pays carried balances back, the oldest first, each at most
 * what it may take a month. A month below zero pays nothing, and what is missing is open.
 */
export function settleMonth(due: Fen, carried: readonly CarriedBalance[]): MonthSettled {
  if (due < 0n) return { payable: fen(0n), arisen: fen(-due), deducted: [] }
  let left: bigint = due
  const deducted = carried.flatMap(({ id, open, monthly = open }) => {
    const amount = fen([left, open, monthly].reduce((least, each) => (each < least ? each : least)))
    left -= amount
    return amount > 0n ? [{ balance: id, amount }] : []
  })
  return { payable: fen(left), arisen: fen(0n), deducted }
}

/**
 * What is added to each of a person's lines (taken off where negative), so that none is below zero and they add up to `payable`: a
 * line below zero is lifted to it, and the first of the others give what that and the balances take.
 */
export function carriedByLine(amounts: readonly Fen[], payable: Fen): Fen[] {
  let give = amounts.reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n) - payable
  return amounts.map((amount) => {
    if (amount < 0n) return fen(-amount)
    const given = amount < give ? amount : give
    give -= given
    return fen(-given)
  })
}

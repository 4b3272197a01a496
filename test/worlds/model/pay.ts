import { add, compare, decimal, multiply, type Rational, rational, subtract, ZERO } from '../../../src/base/rational.ts'
import { roundHalfUp } from '../../../src/base/rounding.ts'

/**
 * Commission on collections by tiers with refunds that go back to the period that earned them, shared documents, a reserve, a draw, and the
 * service bonus taken out of it (POLICY P1, P2, P4-P6, P8, P9), written a second time from the policy: plain lists, one person after the
 * other, all history each time. Nothing is shared with the product but fractions and rounding.
 */
export interface PayRow {
  readonly number: string
  readonly month: number
  readonly day: number
  readonly client: string
  readonly rep: string
  /** In fen; below zero a refund. */
  readonly amount: bigint
}
export interface PayPlan {
  readonly bands: readonly { readonly from: string; readonly rate: string }[]
  readonly mode: 'marginal' | 'whole'
  readonly reserve: string
  readonly reserveMonths: number
  readonly draw: string | undefined
  readonly original: boolean
}
export interface PaidMonth {
  readonly base: string
  readonly amount: string
  readonly reserve: string
  readonly released: string
  readonly balance: string
}

/** The parts of a document: by its shares, whole fen, what is left over to the largest remainders, then to the smaller number. */
function parts(amount: bigint, rep: string, shares: readonly (readonly [rep: string, share: Rational])[] | undefined): Map<string, bigint> {
  if (!shares) return new Map([[rep, amount]])
  const size = amount < 0n ? -amount : amount
  const exact = shares.map(([who, share]) => ({ who, over: size * share.numerator, under: share.denominator }))
  const down = exact.map(({ who, over, under }) => ({ who, whole: over / under, rest: rational(over % under, under) }))
  let left = size - down.reduce((sum, { whole }) => sum + whole, 0n)
  const queue = [...down].sort((a, b) => compare(b.rest, a.rest) || (a.who < b.who ? -1 : 1))
  const extra = new Set<string>()
  for (const { who } of queue) if (left > 0n) [left] = [left - 1n, extra.add(who)]
  return new Map(down.map(({ who, whole }) => [who, (amount < 0n ? -1n : 1n) * (whole + (extra.has(who) ? 1n : 0n))]))
}

function commissionOn(base: bigint, { bands, mode }: PayPlan): bigint {
  const yuan = rational(base, 100n)
  let exact = ZERO
  for (const [index, { from, rate }] of bands.entries()) {
    const next = bands[index + 1]
    const low = decimal(from)
    const high = next ? decimal(next.from) : undefined
    if (compare(yuan, low) < 0) continue
    if (mode === 'whole') {
      if (high === undefined || compare(yuan, high) < 0) exact = multiply(yuan, decimal(rate))
      continue
    }
    const until = high !== undefined && compare(yuan, high) > 0 ? high : yuan
    exact = add(exact, multiply(subtract(until, low), decimal(rate)))
  }
  return fen(exact)
}

function fen(value: Rational): bigint {
  const rounded = roundHalfUp(value, 2)
  return (rounded.numerator * 100n) / rounded.denominator
}

/** What each refund takes from which receipt: the latest of the same client and representative that has something left. */
function takenBack(rows: readonly PayRow[]): { readonly refund: PayRow; readonly receipt: PayRow | undefined; readonly amount: bigint }[] {
  const left = new Map(rows.filter(({ amount }) => amount > 0n).map((row) => [row.number, row.amount]))
  const when = (row: PayRow) => row.month * 100 + row.day
  const refunds = rows.filter(({ amount }) => amount < 0n).sort((a, b) => when(a) - when(b) || (a.number < b.number ? -1 : 1))
  return refunds.flatMap((refund) => {
    let rest = -refund.amount
    const found: { refund: PayRow; receipt: PayRow | undefined; amount: bigint }[] = []
    const earlier = rows
      .filter((row) => row.amount > 0n && row.client === refund.client && row.rep === refund.rep && when(row) <= when(refund))
      .sort((a, b) => when(b) - when(a) || (a.number < b.number ? 1 : -1))
    for (const receipt of earlier) {
      const open = left.get(receipt.number) ?? 0n
      const amount = open < rest ? open : rest
      if (amount === 0n) continue
      left.set(receipt.number, open - amount)
      rest -= amount
      found.push({ refund, receipt, amount })
    }
    return rest > 0n ? [...found, { refund, receipt: undefined, amount: rest }] : found
  })
}

/** Everything that a person is paid in each of the months 1 to `last`. */
export function payByHand(
  rows: readonly PayRow[],
  credits: ReadonlyMap<string, readonly (readonly [rep: string, share: Rational])[]>,
  person: string,
  plan: PayPlan,
  last: number,
): PaidMonth[] {
  const partOf = (row: Pick<PayRow, 'number' | 'rep'>, amount: bigint) => parts(amount, row.rep, credits.get(row.number)).get(person) ?? 0n
  const back = takenBack(rows)
  /** The base of a month as it stood at the end of another. */
  const baseOf = (month: number, asOf: number): bigint => {
    if (!plan.original) return rows.filter((row) => row.month === month).reduce((sum, row) => sum + partOf(row, row.amount), 0n)
    const came = rows.filter((row) => row.month === month && row.amount > 0n).reduce((sum, row) => sum + partOf(row, row.amount), 0n)
    const went = back
      .filter(({ refund, receipt }) => refund.month <= asOf && (receipt ?? refund).month === month)
      .reduce((sum, { refund, receipt, amount }) => sum + partOf(receipt ?? refund, amount), 0n)
    return came - went
  }
  const months: PaidMonth[] = []
  const reserves: bigint[] = []
  let balance = 0n
  for (let month = 1; month <= last; month++) {
    let amount = commissionOn(baseOf(month, month), plan)
    for (let earlier = 1; plan.original && earlier < month; earlier++)
      amount += commissionOn(baseOf(earlier, month), plan) - commissionOn(baseOf(earlier, month - 1), plan)
    let paid = amount
    if (plan.draw !== undefined) {
      const least = fen(decimal(plan.draw))
      if (amount < least) {
        balance += least - amount
        paid = least
      } else {
        const given = amount - least < balance ? amount - least : balance
        balance -= given
        paid = amount - given
      }
    }
    const reserve = paid > 0n ? fen(multiply(rational(paid, 100n), decimal(plan.reserve))) : 0n
    reserves.push(reserve)
    const released = reserves[month - 1 - plan.reserveMonths] ?? 0n
    const text = (value: bigint) =>
      `${value < 0n ? '-' : ''}${(value < 0n ? -value : value) / 100n}.${String((value < 0n ? -value : value) % 100n).padStart(2, '0')}`
    months.push({
      base: text(baseOf(month, month)),
      amount: text(amount),
      reserve: text(reserve),
      released: text(released),
      balance: text(balance),
    })
  }
  return months
}

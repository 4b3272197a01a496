import { dayText } from '../../base/day.ts'
import { type Fen, fen, yuanText } from '../../base/money.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import type { StandingMark } from '../../store/aggregates/payments.ts'
import type { SignOff } from '../../store/aggregates/sign-off.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { type Payable, payableKey } from '../payments/payables.ts'
import type { BoardRun } from './board-run.ts'
import type { boardPaymentSchema, regionSchema } from './bonus-board-schema.ts'

/** A region's row of the bonus board; money in yuan as decimal text. */
export type BoardRegion = ShapeOf<typeof regionSchema>

export type BoardPayment = ShapeOf<typeof boardPaymentSchema>

/** What a row is made of besides the region's split. */
export interface BoardFacts {
  readonly board: BoardRun
  readonly payables: readonly Payable[]
  readonly marks: ReadonlyMap<string, StandingMark>
  readonly signOff: ReadonlyMap<string, SignOff>
}

export function boardRegion(bonus: RegionBonus, { board, payables, marks, signOff }: BoardFacts): BoardRegion {
  const own = payables.filter(({ region }) => region === bonus.region)
  const signed = signOff.get(bonus.region)
  const state = bonus.status === 'held' ? 'held' : !board.published ? 'computed' : board.opened.state === 'closed' ? 'closed' : 'published'
  return {
    region: bonus.region,
    name: bonus.name || bonus.region,
    state,
    split: bonus.status,
    ...moneyOf(bonus),
    rate: exactText(bonus.rate),
    scoreTotal: decimalText(bonus.scoreTotal, 2),
    poolAboveCommission: bonus.commission !== undefined && bonus.pool > bonus.commission,
    people: bonus.shares.length,
    holding: bonus.heldBy.length,
    adjustments: sumText(own.map(({ adjustment }) => adjustment)),
    payable: sumText(own.map(({ amount }) => amount)),
    signOff: board.published ? signedOf(signed) : null,
    payment: board.published && board.opened.state === 'closed' ? boardPayment(own, marks) : null,
  }
}

function moneyOf(bonus: RegionBonus) {
  const { receipts, refunds, netCollections, pool, commission, commissionLeft, unallocated, shares } = bonus
  return {
    receipts: yuanText(receipts),
    refunds: yuanText(refunds),
    netCollections: yuanText(netCollections),
    pool: yuanText(pool),
    commission: commission === undefined ? null : yuanText(commission),
    commissionLeft: commissionLeft === undefined ? null : yuanText(commissionLeft),
    unallocated: yuanText(unallocated),
    shares: sumText(shares.map(({ amount }) => amount)),
  }
}

function signedOf(signOff: SignOff | undefined): BoardRegion['signOff'] {
  const { people = 0, confirmed = 0, objected = 0, signed = 0 } = signOff ?? {}
  return { people, confirmed, objected, signed }
}

/** How far a region, or all of them, is paid. */
export function boardPayment(payables: readonly Payable[], marks: ReadonlyMap<string, StandingMark>): BoardPayment {
  const due = payables.filter(({ amount }) => amount !== 0n)
  const paid = due.filter((payable) => marks.has(payableKey(payable)))
  const days = paid.map((payable) => marks.get(payableKey(payable))?.paidOn).filter((day) => day !== undefined)
  const last = days.toSorted((a, b) => a - b).at(-1)
  return {
    state: due.length === 0 ? 'nothing_due' : paid.length === 0 ? 'none' : paid.length < due.length ? 'part' : 'paid',
    people: due.length,
    paid: paid.length,
    amount: sumText(paid.map(({ amount }) => amount)),
    lastPaidOn: last === undefined ? null : dayText(last),
  }
}

export function sumText(amounts: readonly Fen[]): string {
  return yuanText(fen(amounts.reduce((sum, amount) => sum + amount, 0n)))
}

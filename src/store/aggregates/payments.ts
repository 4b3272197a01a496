import type { Day } from '../../base/day.ts'
import { type Fen, fen } from '../../base/money.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** What finance wrote down: that people were paid 发放, or that such a mark was taken back 撤回. */
export const PAYMENT_KINDS = ['paid', 'taken_back'] as const
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

export interface NewPayment {
  readonly period: string
  readonly kind: PaymentKind
  /** The day of the payment; undefined for what takes marks back. */
  readonly paidOn: Day | undefined
  /** What the bank or the books know it by; undefined for what takes marks back. */
  readonly reference: string | undefined
  /** Why marks were taken back. */
  readonly reason: string | undefined
  /** Account id or "token:ID", and the name it had then. */
  readonly by: string
  readonly byName: string
  readonly at: string
}

/** An entry of the trail of payment marks 发放标记: entries are added and never change. */
export interface Payment extends NewPayment {
  readonly id: number
}

/** What one region pays one person: the published share and the adjustments 调整 settled with it. */
export interface PaymentLine {
  readonly region: string
  readonly employee: string
  readonly name: string
  readonly share: Fen
  readonly adjustment: Fen
  /** share + adjustment */
  readonly amount: Fen
}

const LINES_A_STATEMENT = 50

/** Adds an entry with its lines; answers its number. Nobody stands in two lines of one region. */
export async function insertPayment(transaction: WriteTransaction, payment: NewPayment, lines: readonly PaymentLine[]): Promise<number> {
  const { period, kind, paidOn, reference, reason, by, byName, at } = payment
  const values = { period, kind, paid_on: paidOn ?? null, reference: reference ?? null, reason: reason ?? null, by, by_name: byName, at }
  const id = Number(await transaction.insert('payments', values, 'id'))
  for (let first = 0; first < lines.length; first += LINES_A_STATEMENT) {
    const part = lines.slice(first, first + LINES_A_STATEMENT)
    let place = 0
    const places = part.map(() => `(${Array.from({ length: 8 }, () => `$${++place}`).join(', ')})`)
    const cells = part.flatMap(({ region, employee, name, share, adjustment, amount }): Parameter[] => [
      ...[id, period, region, employee, name, share.toString(), adjustment.toString(), amount.toString()],
    ])
    await transaction.all(
      `INSERT INTO payment_lines (payment, period, region, employee, name, share, adjustment, amount) VALUES ${places.join(', ')}`,
      cells,
    )
  }
  return id
}

/** A mark that stands: made, and not taken back since. */
export interface StandingMark {
  readonly payment: number
  readonly region: string
  readonly employee: string
  readonly amount: Fen
  readonly paidOn: Day
  readonly reference: string
  readonly byName: string
  readonly at: string
}

/** The marks of a period that stand, by region and employee number. */
export async function standingMarks(reader: Reader, period: string): Promise<StandingMark[]> {
  const rows = await reader.all(
    `SELECT lines.payment, lines.region, lines.employee, lines.amount, payments.paid_on, payments.reference, payments.by_name, payments.at
     FROM payment_lines AS lines JOIN payments ON payments.id = lines.payment AND payments.kind = 'paid'
     WHERE lines.period = $1 AND NOT EXISTS (
       SELECT 1 FROM payment_lines AS later
       WHERE later.period = lines.period AND later.region = lines.region AND later.employee = lines.employee AND later.payment > lines.payment)
     ORDER BY lines.region, lines.employee`,
    [period],
  )
  return rows.map(([payment, region, employee, amount, paidOn, reference, byName, at]) => ({
    payment: Number(payment),
    region: String(region),
    employee: String(employee),
    amount: money(amount),
    paidOn: Number(paidOn) as Day,
    reference: String(reference),
    byName: String(byName),
    at: String(at),
  }))
}

/** The trail of a period, newest first. */
export async function paymentsOf(
  reader: Reader,
  period: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<Payment[]> {
  const parameters: Parameter[] = [period]
  const older = before === undefined ? '' : ` AND id < $${parameters.push(before)}`
  const rows = await reader.all(
    `SELECT id, period, kind, paid_on, reference, reason, "by", by_name, at FROM payments
     WHERE period = $1${older} ORDER BY id DESC LIMIT ${Math.trunc(limit)}`,
    parameters,
  )
  return rows.map(([id, of, kind, paidOn, reference, reason, by, byName, at]) => ({
    id: Number(id),
    period: String(of),
    kind: kind === 'paid' ? 'paid' : 'taken_back',
    paidOn: paidOn === null || paidOn === undefined ? undefined : (Number(paidOn) as Day),
    reference: optional(reference),
    reason: optional(reason),
    by: String(by),
    byName: String(byName),
    at: String(at),
  }))
}

/** The lines of one entry, by region and employee number. */
export async function linesOf(reader: Reader, payment: number): Promise<PaymentLine[]> {
  const rows = await reader.all(
    'SELECT region, employee, name, share, adjustment, amount FROM payment_lines WHERE payment = $1 ORDER BY region, employee',
    [payment],
  )
  return rows.map(([region, employee, name, share, adjustment, amount]) => ({
    region: String(region),
    employee: String(employee),
    name: String(name),
    share: money(share),
    adjustment: money(adjustment),
    amount: money(amount),
  }))
}

/** The open accounts of the people of one entry, each with what it says of them over all regions. */
export async function accountsPaid(
  reader: Reader,
  payment: number,
): Promise<readonly { readonly account: string; readonly amount: Fen }[]> {
  const rows = await reader.all(
    `SELECT accounts.id, lines.amount FROM payment_lines AS lines
     JOIN accounts ON accounts.employee = lines.employee AND accounts."closedAt" IS NULL
     WHERE lines.payment = $1 ORDER BY accounts.id`,
    [payment],
  )
  const sums = new Map<string, bigint>()
  for (const [account, amount] of rows) sums.set(String(account), (sums.get(String(account)) ?? 0n) + money(amount))
  return [...sums].map(([account, amount]) => ({ account, amount: fen(amount) }))
}

function money(cell: Cell | undefined): Fen {
  return fen(BigInt(cell ?? 0n))
}

function optional(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}

import { present } from '../../base/assert.ts'
import type { Day } from '../../base/day.ts'
import { type Fen, fen } from '../../base/money.ts'
import type { PaymentKind } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { asked, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

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
  /** share + adjustment, and what settling carries or deducts */
  readonly amount: Fen
}

/** Adds an entry with its lines; answers its number. Nobody stands in two lines of one region. */
export async function insertPayment(transaction: WriteTransaction, payment: NewPayment, lines: readonly PaymentLine[]): Promise<number> {
  const { period, kind, paidOn, reference, reason, by, byName, at } = payment
  const values = { period, kind, paid_on: paidOn ?? null, reference: reference ?? null, reason: reason ?? null, by, by_name: byName, at }
  const id = await transaction.insert('payments', values, 'id')
  const rows = lines.map(({ region, employee, name, share, adjustment, amount }) => ({
    ...{ payment: id, period, region, employee, name, share, adjustment, amount },
  }))
  await transaction.insertAll('payment_lines', rows)
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
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('payment_lines as lines')
      .innerJoin('payments', 'payments.id', 'lines.payment')
      .select(['lines.payment', 'lines.region', 'lines.employee', 'lines.amount'])
      .select(['payments.paid_on as paidOn', 'payments.reference', 'payments.by_name as byName', 'payments.at'])
      .where('lines.period', '=', period)
      .where('payments.kind', '=', 'paid')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('payment_lines as later')
              .select('later.payment')
              .whereRef('later.period', '=', 'lines.period')
              .whereRef('later.region', '=', 'lines.region')
              .whereRef('later.employee', '=', 'lines.employee')
              .whereRef('later.payment', '>', 'lines.payment'),
          ),
        ),
      )
      .orderBy('lines.region')
      .orderBy('lines.employee'),
  )
  return rows.map(({ paidOn, reference, ...mark }) => ({
    ...mark,
    paidOn: present(paidOn, PAID_WITH_BOTH),
    reference: present(reference, PAID_WITH_BOTH),
  }))
}

const PAID_WITH_BOTH = 'Who is marked as paid is so on a day and with a reference.'

/** The trail of a period, newest first. */
export async function paymentsOf(
  reader: Reader,
  period: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<Payment[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('payments')
      .select(['id', 'period', 'kind', 'paid_on as paidOn', 'reference', 'reason', 'by', 'by_name as byName', 'at'])
      .where((eb) => eb.and([eb('period', '=', period), ...asked(before, (id) => eb('id', '<', id))]))
      .orderBy('id', 'desc')
      .limit(limit),
  )
}

/** The lines of one entry, by region and employee number. */
export async function linesOf(reader: Reader, payment: number): Promise<PaymentLine[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('payment_lines')
      .select(['region', 'employee', 'name', 'share', 'adjustment', 'amount'])
      .where('payment', '=', payment)
      .orderBy('region')
      .orderBy('employee'),
  )
}

/** The open accounts of the people of one entry, each with what it says of them over all regions. */
export async function accountsPaid(
  reader: Reader,
  payment: number,
): Promise<readonly { readonly account: string; readonly amount: Fen }[]> {
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('payment_lines as lines')
      .innerJoin('accounts', 'accounts.employee', 'lines.employee')
      .select(['accounts.id as account', 'lines.amount'])
      .where('lines.payment', '=', payment)
      .where('accounts.closedAt', 'is', null)
      .orderBy('accounts.id'),
  )
  const sums = new Map<string, bigint>()
  for (const { account, amount } of rows) sums.set(account, (sums.get(account) ?? 0n) + amount)
  return [...sums].map(([account, amount]) => ({ account, amount: fen(amount) }))
}

import { day, decimal } from '../parts/format.ts'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { Board, Payment } from './api.ts'
import { BOARD } from './board-words.ts'
import { PAYMENT } from './payment-words.ts'

const KINDS: Readonly<Record<string, TagKind>> = { paid: 'good', part: 'warn', none: 'plain', unpaid: 'plain', nothing_due: 'plain' }

/** How far a region, or all of them, is paid. */
export function PaymentTag({ payment }: { payment: NonNullable<Board['totals']['payment']> }) {
  const say = useWords(PAYMENT)
  const board = useWords(BOARD)
  const { state, people, paid, amount, lastPaidOn } = payment
  return (
    <span className="cell-lines">
      <Tag kind={KINDS[state] ?? 'plain'}>{say(state)}</Tag>
      {state === 'part' && (
        <span className="small figures">
          {board('paidOfPeople', { done: paid, all: people })} {decimal(amount)}
        </span>
      )}
      {lastPaidOn !== null && <span className="small">{day(lastPaidOn)}</span>}
    </span>
  )
}

/** Whether one person is paid, since when, and what the bank knows it by. */
export function PersonPaymentTag({ payment }: { payment: Pick<Payment, 'state' | 'paidOn' | 'reference'> }) {
  const say = useWords(PAYMENT)
  return (
    <span className="cell-lines">
      <Tag kind={KINDS[payment.state] ?? 'plain'}>{say(payment.state)}</Tag>
      {payment.paidOn !== null && (
        <span className="small">
          {day(payment.paidOn)} {payment.reference}
        </span>
      )}
    </span>
  )
}

import type { CsvColumn } from '../parts/csv.ts'
import { day, decimal } from '../parts/format.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { Payment } from './api.ts'
import { PAYMENT } from './payment-words.ts'
import { isNothing } from './sum-yuan.ts'

type Column = PlainColumn<Payment> & CsvColumn<Payment>

interface PaymentListProps {
  readonly payments: readonly Payment[]
  readonly choice?: { readonly chosen: ReadonlySet<string>; readonly onChoose: (payments: readonly Payment[]) => void } | undefined
}

/** A person in several regions stands in several lines. */
export function paymentKey({ region, employee }: Pick<Payment, 'region' | 'employee'>): string {
  return `${region}\n${employee}`
}

/** What each person is paid, and whether that is marked. */
export function PaymentList({ payments, choice }: PaymentListProps) {
  const say = useWords(PAYMENT)
  const columns: PlainColumn<Payment>[] = usePaymentColumns(payments)
  const choose = choice && chooseColumn(payments, choice, say)
  return (
    <PlainTable
      caption={say('people')}
      columns={choose ? [choose, ...columns] : columns}
      rows={payments}
      keyOf={paymentKey}
      empty={say('nobody')}
    />
  )
}

/** The columns of the list and of its download; adjustments where anybody has one. */
export function usePaymentColumns(payments: readonly Payment[]): Column[] {
  const say = useWords(PAYMENT)
  const text = (key: 'regionName' | 'employee', title: string): Column => ({ key, title, cell: (row) => row[key], text: (row) => row[key] })
  const money = (key: 'share' | 'adjustment' | 'amount'): Column => ({
    key,
    title: say(key),
    figures: true,
    cell: (row) => (key === 'adjustment' && isNothing(row[key]) ? '' : decimal(row[key])),
    text: (row) => row[key],
  })
  return [
    { key: 'name', title: say('name'), head: true, bare: true, cell: (row) => row.name, text: (row) => row.name },
    text('employee', say('employee')),
    text('regionName', say('region')),
    ...(payments.some(({ adjustment }) => !isNothing(adjustment)) ? [money('share'), money('adjustment')] : []),
    money('amount'),
    {
      key: 'state',
      title: say('state'),
      cell: ({ state }) => <Tag kind={state === 'paid' ? 'good' : 'plain'}>{say(state)}</Tag>,
      text: ({ state }) => say(state),
    },
    { key: 'paidOn', title: say('paidOn'), cell: ({ paidOn }) => paidOn && day(paidOn), text: ({ paidOn }) => paidOn },
    { key: 'reference', title: say('reference'), cell: ({ reference }) => reference, text: ({ reference }) => reference },
    { key: 'by', title: say('by'), cell: ({ markedBy }) => markedBy, text: ({ markedBy }) => markedBy },
  ]
}

function chooseColumn(
  payments: readonly Payment[],
  { chosen, onChoose }: NonNullable<PaymentListProps['choice']>,
  say: (key: 'choose' | 'chooseAll', values?: Readonly<Record<string, string>>) => string,
): PlainColumn<Payment> {
  const due = payments.filter(({ state }) => state !== 'nothing_due')
  const isAll = due.length > 0 && due.every((each) => chosen.has(paymentKey(each)))
  const toggle = (one: Payment) =>
    onChoose(due.filter((each) => (each === one ? !chosen.has(paymentKey(one)) : chosen.has(paymentKey(each)))))
  return {
    key: 'choose',
    title: (
      <input
        type="checkbox"
        className="tick"
        aria-label={say('chooseAll')}
        checked={isAll}
        disabled={due.length === 0}
        onChange={() => onChoose(isAll ? [] : due)}
      />
    ),
    bare: true,
    cell: (payment) =>
      payment.state !== 'nothing_due' && (
        <input
          type="checkbox"
          className="tick"
          aria-label={say('choose', { name: payment.name })}
          checked={chosen.has(paymentKey(payment))}
          onChange={() => toggle(payment)}
        />
      ),
  }
}

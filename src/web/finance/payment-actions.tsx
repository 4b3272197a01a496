import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { answer } from '../api/resource.ts'
import { yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { payments } from './api.ts'
import { MarkPaidDialog } from './mark-paid-dialog.tsx'
import { PAYMENT } from './payment-words.ts'

/** Whom marks are about, as the server takes it. */
export interface PaymentsChosen {
  readonly regions?: string[]
  readonly people?: { region: string; employee: string }[]
}

interface PaymentActionsProps {
  readonly period: string
  readonly chosen: PaymentsChosen
  /** What is chosen, in words, in the bar. */
  readonly label: ReactNode
  /** What would be marked, in words; undefined when nobody chosen is left to be paid. */
  readonly toMark: ReactNode | undefined
  /** What would be taken back, in words; undefined when nobody chosen is marked. */
  readonly toTakeBack: ReactNode | undefined
  readonly onDone: () => void
}

/** The bar below a table in which regions or people are chosen: marks them as paid, or takes their marks back. */
export function PaymentActions({ period, chosen, label, toMark, toTakeBack, onDone }: PaymentActionsProps) {
  const say = useWords(PAYMENT)
  const client = useQueryClient()
  const [asked, setAsked] = useState<'mark' | 'takeBack' | undefined>(undefined)
  const settled = () => {
    setAsked(undefined)
    onDone()
    for (const key of ['payments', 'bonus-board']) void client.invalidateQueries({ queryKey: [key, period] })
  }
  const mark = useMutation({
    mutationFn: (body: { paidOn: string; reference: string }) =>
      answer(payments.$post({ param: { period }, json: { ...chosen, ...body } })),
    onSuccess: settled,
  })
  const takeBack = useMutation({
    mutationFn: (reason: string) => answer(payments['take-back'].$post({ param: { period }, json: { ...chosen, reason } })),
    onSuccess: settled,
  })
  const isAnybody = (chosen.regions?.length ?? 0) + (chosen.people?.length ?? 0) > 0
  const open = (what: 'mark' | 'takeBack') => {
    mark.reset()
    takeBack.reset()
    setAsked(what)
  }
  return (
    <>
      {isAnybody && (
        <div className="chosen-bar no-print">
          <span className="chosen-what">{label}</span>
          <Button onClick={onDone}>{say('clear')}</Button>
          <Button danger disabled={toTakeBack === undefined} onClick={() => open('takeBack')}>
            {say('takeBack')}
          </Button>
          <Button type="primary" disabled={toMark === undefined} onClick={() => open('mark')}>
            {say('mark')}
          </Button>
        </div>
      )}
      {!isAnybody && mark.data && <Notice kind="good">{say('done', { people: mark.data.people, amount: yuan(mark.data.amount) })}</Notice>}
      {!isAnybody && takeBack.data && (
        <Notice kind="good">{say('undone', { people: takeBack.data.people, amount: yuan(takeBack.data.amount) })}</Notice>
      )}
      <MarkPaidDialog
        open={asked === 'mark'}
        isPending={mark.isPending}
        problem={mark.error}
        onCancel={() => setAsked(undefined)}
        onConfirm={(paidOn, reference) => mark.mutate({ paidOn, reference })}
      >
        {toMark}
      </MarkPaidDialog>
      <ReasonDialog
        open={asked === 'takeBack'}
        title={say('takeBackTitle')}
        confirmLabel={say('takeBack')}
        danger
        isPending={takeBack.isPending}
        problem={takeBack.error}
        onCancel={() => setAsked(undefined)}
        onConfirm={(reason) => takeBack.mutate(reason)}
      >
        {toTakeBack}
      </ReasonDialog>
    </>
  )
}

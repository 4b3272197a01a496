import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { companyDay } from '../api/company.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { PAYMENT } from './payment-words.ts'

interface MarkPaidDialogProps {
  readonly open: boolean
  /** Whom it is about, and what they get. */
  readonly children: ReactNode
  readonly isPending: boolean
  readonly problem: unknown
  readonly onCancel: () => void
  readonly onConfirm: (paidOn: string, reference: string) => void
}

/** Asks on which day, and under which reference, bonuses were paid. */
export function MarkPaidDialog({ open, children, isPending, problem, onCancel, onConfirm }: MarkPaidDialogProps) {
  const say = useWords(PAYMENT)
  const common = useWords(COMMON)
  const id = useId()
  const today = companyDay()
  const [paidOn, setPaidOn] = useState(today)
  const [reference, setReference] = useState('')
  const [isTried, setTried] = useState(false)
  const confirm = () => {
    setTried(true)
    if (paidOn !== '' && reference.trim() !== '') onConfirm(paidOn, reference.trim())
  }
  return (
    <Modal
      open={open}
      title={say('markTitle')}
      okText={say('mark')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: isPending }}
      onCancel={onCancel}
      onOk={confirm}
      destroyOnHidden
      afterClose={() => {
        setReference('')
        setTried(false)
      }}
    >
      <div className="stack">
        {children}
        <p className="quiet">{say('tell')}</p>
        <div className="field">
          <label htmlFor={id}>{say('paidOn')}</label>
          <Input
            id={id}
            type="date"
            max={today}
            value={paidOn}
            onChange={(event) => setPaidOn(event.target.value)}
            status={isTried && paidOn === '' ? 'error' : ''}
          />
          {isTried && paidOn === '' && <div className="wrong">{say('dayNeeded')}</div>}
        </div>
        <TextField
          label={say('reference')}
          hint={say('referenceHint')}
          value={reference}
          onChange={setReference}
          maxLength={200}
          wrong={isTried && reference.trim() === '' ? say('referenceNeeded') : undefined}
        />
        <ProblemNotice problem={problem} />
      </div>
    </Modal>
  )
}

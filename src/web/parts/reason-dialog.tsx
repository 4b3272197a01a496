import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { ProblemNotice } from './notice.tsx'

interface ReasonDialogProps {
  readonly open: boolean
  readonly title: string
  /** What will happen, before the reason is asked for. */
  readonly children?: ReactNode
  /** Whether a reason must be given; without, it may be. */
  readonly required?: boolean
  readonly confirmLabel?: string
  readonly danger?: boolean
  /** Whether what is asked for before the reason is there. */
  readonly isReady?: boolean
  readonly isPending?: boolean
  readonly problem?: unknown
  readonly onCancel: () => void
  readonly onConfirm: (reason: string) => void
}

/** Asks for the reason of something that is kept in the audit trail; what the server refuses is shown inside. */
export function ReasonDialog(props: ReasonDialogProps) {
  const {
    open,
    title,
    children,
    required = true,
    confirmLabel,
    danger = false,
    isReady = true,
    isPending = false,
    problem,
    onCancel,
    onConfirm,
  } = props
  const say = useWords(COMMON)
  const id = useId()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const isMissing = required && reason.trim() === ''
  const confirm = () => {
    setTried(true)
    if (!isMissing) onConfirm(reason.trim())
  }
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmLabel ?? say('confirm')}
      cancelText={say('cancel')}
      okButtonProps={{ danger, loading: isPending, disabled: !isReady }}
      onCancel={onCancel}
      onOk={confirm}
      destroyOnHidden
      afterClose={() => {
        setReason('')
        setTried(false)
      }}
    >
      <div className="stack">
        {children}
        <div className="field">
          <label htmlFor={id}>{say(required ? 'reason' : 'reasonOptional')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            status={isTried && isMissing ? 'error' : ''}
            aria-invalid={isTried && isMissing}
          />
          {isTried && isMissing && <div className="wrong">{say('reasonNeeded')}</div>}
        </div>
        <ProblemNotice problem={problem} />
      </div>
    </Modal>
  )
}

import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { ProblemNotice } from '../parts/notice.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'

interface AskDialogProps {
  readonly open: boolean
  readonly title: string
  readonly confirmLabel: string
  readonly danger?: boolean
  readonly isPending: boolean
  readonly problem: unknown
  readonly onCancel: () => void
  readonly onConfirm: () => void
  readonly children?: ReactNode
}

/** Asks before something is done that needs no reason. */
export function AskDialog({
  open,
  title,
  confirmLabel,
  danger = false,
  isPending,
  problem,
  onCancel,
  onConfirm,
  children,
}: AskDialogProps) {
  const say = useWords(COMMON)
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmLabel}
      cancelText={say('cancel')}
      okButtonProps={{ danger, loading: isPending }}
      onCancel={onCancel}
      onOk={onConfirm}
      destroyOnHidden
    >
      <div className="stack">
        {children}
        <ProblemNotice problem={problem} />
      </div>
    </Modal>
  )
}

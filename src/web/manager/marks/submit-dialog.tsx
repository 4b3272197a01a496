import { useMutation } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { MARK_ITEMS } from './mark-row.ts'
import { countMarks } from './marking-state.ts'
import { type EngineerRow, submitMarks } from './marks-api.ts'
import { MARKS } from './words.ts'

const NAMED = 12

interface SubmitDialogProps {
  readonly open: boolean
  readonly period: string
  readonly rows: readonly EngineerRow[]
  readonly onClose: () => void
  readonly onSubmitted: (marks: Awaited<ReturnType<typeof submitMarks>>) => void
}

/** Submits every draft that has a score, after saying what is missing and what stands in the way. */
export function SubmitDialog(props: SubmitDialogProps) {
  const [isGone, setGone] = useState(true)
  // Nothing of it is worked out while nobody asks; it stays until it has faded away.
  return props.open || !isGone ? <Submitting {...props} onOpenChange={(isOpen) => setGone(!isOpen)} /> : null
}

function Submitting({
  open,
  period,
  rows,
  onClose,
  onSubmitted,
  onOpenChange,
}: SubmitDialogProps & { onOpenChange: (open: boolean) => void }) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  const drafts = rows.flatMap((row) =>
    MARK_ITEMS.flatMap((item) => {
      const [mark, evaluator] = [row.kept[item], row.yours[item]]
      const isReady = mark?.state === 'draft' && mark.score !== null && evaluator !== undefined
      return isReady ? [{ engineer: row.employee, item, evaluator, version: mark.version }] : []
    }),
  )
  const lacking = (item: 'overall' | 'on_site_resolution') =>
    rows.filter((row) => row.yours[item] !== undefined && row.cells[item] === '' && row.inForce[item] === undefined)
  const [missing, unrated] = [lacking('overall'), lacking('on_site_resolution')]
  const { faults, conflicts, unsaved } = countMarks({ rows, history: { past: [], future: [] } })
  const isBlocked = faults + conflicts + unsaved > 0
  const submit = useMutation({ mutationFn: () => submitMarks(period, drafts), onSuccess: onSubmitted })
  const count = (item: string) => drafts.filter((draft) => draft.item === item).length
  const close = () => {
    submit.reset()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={say('submitTitle')}
      okText={say('submitCount', { count: drafts.length })}
      cancelText={common('cancel')}
      okButtonProps={{ disabled: drafts.length === 0 || isBlocked, loading: submit.isPending }}
      onOk={() => submit.mutate()}
      onCancel={close}
      afterOpenChange={onOpenChange}
      destroyOnHidden
    >
      <div className="stack">
        {isBlocked && (
          <Notice kind="bad" title={say('submitBlocked')}>
            <ul className="plain-list">
              {faults > 0 && <li>{say('submitFaults', { count: faults })}</li>}
              {conflicts > 0 && <li>{say('submitConflicts', { count: conflicts })}</li>}
              {unsaved > 0 && faults + conflicts === 0 && <li>{say('submitUnsaved', { count: unsaved })}</li>}
            </ul>
          </Notice>
        )}
        <p>
          {drafts.length === 0
            ? say('submitNothing')
            : say('submitReady', { overall: count('overall'), onSite: count('on_site_resolution') })}
        </p>
        {missing.length > 0 && (
          <Notice kind="warn" title={say('submitMissing', { count: missing.length })}>
            {missing
              .slice(0, NAMED)
              .map(({ name }) => name)
              .join(say('listComma'))}
            {missing.length > NAMED && ` ${say('andMore', { count: missing.length })}`}
          </Notice>
        )}
        {unrated.length > 0 && <p className="quiet">{say('submitMissingRating', { count: unrated.length })}</p>}
        <ProblemNotice problem={submit.error} />
      </div>
    </Modal>
  )
}

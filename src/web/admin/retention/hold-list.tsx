import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { periodName, time } from '../../parts/format.ts'
import { ProblemNotice } from '../../parts/notice.tsx'
import { Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { endHold, type Hold, type HoldInput, holdBack } from './retention-queries.ts'
import { RETENTION } from './retention-words.ts'

/** What is held back from removal 冻结, and what was. */
export function HoldList({ holds, mayWrite }: { holds: readonly Hold[]; mayWrite: boolean }) {
  const say = useWords(RETENTION)
  const client = useQueryClient()
  const nameOf = usePeopleNames(holds.flatMap(({ by, employee }) => [by, employee]))
  const [isHolding, setHolding] = useState(false)
  const [ending, setEnding] = useState<Hold>()
  const end = useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) => endHold(id, reason),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['retention'] })
      setEnding(undefined)
    },
  })
  return (
    <Section title={say('holds')} actions={mayWrite && <Button onClick={() => setHolding(true)}>{say('hold')}</Button>}>
      <p className="quiet">{say('holdsLead')}</p>
      <PlainTable
        caption={say('holds')}
        keyOf={({ id }) => id}
        rows={holds}
        empty={say('noHolds')}
        columns={[
          {
            key: 'of',
            title: say('holdOf'),
            head: true,
            cell: ({ employee, period }) =>
              [employee === null ? '' : `${nameOf(employee)} ${employee}`, period === null ? say('everything') : periodName(period)]
                .filter((each) => each !== '')
                .join(' · '),
          },
          { key: 'reason', title: say('reason'), cell: ({ reason }) => reason },
          { key: 'by', title: say('who'), cell: ({ by, at }) => say('setBy', { name: nameOf(by), time: time(at) }) },
          {
            key: 'end',
            title: <span className="sr-only">{say('end')}</span>,
            bare: true,
            cell: (hold) =>
              hold.endedAt !== null ? (
                <span className="quiet">{say('ended', { time: time(hold.endedAt) })}</span>
              ) : (
                mayWrite && (
                  <Button size="small" onClick={() => setEnding(hold)}>
                    {say('end')}
                  </Button>
                )
              ),
          },
        ]}
      />
      {isHolding && <HoldDialog onClose={() => setHolding(false)} />}
      <ReasonDialog
        open={ending !== undefined}
        title={say('endTitle')}
        confirmLabel={say('end')}
        isPending={end.isPending}
        problem={end.error}
        onCancel={() => setEnding(undefined)}
        onConfirm={(reason) => ending && end.mutate({ id: ending.id, reason })}
      >
        {say('endMore')}
      </ReasonDialog>
    </Section>
  )
}

function HoldDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(RETENTION)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const [employee, setEmployee] = useState('')
  const [period, setPeriod] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const hold = useMutation({
    mutationFn: (input: HoldInput) => holdBack(input),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['retention'] })
      onClose()
    },
  })
  const named = {
    ...(employee.trim() === '' ? {} : { employee: employee.trim() }),
    ...(period.trim() === '' ? {} : { period: period.trim() }),
  }
  const isNamed = Object.keys(named).length > 0
  return (
    <Modal
      open
      title={say('holdTitle')}
      okText={say('hold')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: hold.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isNamed && reason.trim() !== '') hold.mutate({ ...named, reason: reason.trim() })
      }}
    >
      <div className="stack">
        <TextField
          label={say('holdEmployee')}
          value={employee}
          maxLength={100}
          wrong={isTried && !isNamed ? say('holdNeeded') : undefined}
          onChange={setEmployee}
        />
        <TextField label={say('holdPeriod')} hint={say('holdHint')} value={period} maxLength={7} onChange={setPeriod} />
        <TextField
          label={say('reason')}
          value={reason}
          required
          maxLength={1000}
          wrong={isTried && reason.trim() === '' ? say('reasonNeeded') : undefined}
          onChange={setReason}
        />
        <ProblemNotice problem={hold.error} />
      </div>
    </Modal>
  )
}

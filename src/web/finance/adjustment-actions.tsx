import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { periodName, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { ADJUSTMENTS } from './adjustment-words.ts'
import { type Adjustment, adjustments } from './api.ts'
import { sumYuan } from './sum-yuan.ts'

interface AdjustmentActionsProps {
  readonly period: string
  readonly chosen: readonly Adjustment[]
  readonly onDone: () => void
}

/** Accepts or rejects what is chosen, all of it or none, with one reason. */
export function AdjustmentActions({ period, chosen, onDone }: AdjustmentActionsProps) {
  const say = useWords(ADJUSTMENTS)
  const client = useQueryClient()
  const [asked, setAsked] = useState<'accepted' | 'rejected' | undefined>(undefined)
  const decide = useMutation({
    mutationFn: ({ decision, reason }: { decision: 'accepted' | 'rejected'; reason: string }) =>
      answer(adjustments.decisions.$post({ param: { period }, json: { adjustments: chosen.map(({ id }) => id), decision, reason } })),
    onSuccess: async () => {
      setAsked(undefined)
      onDone()
      await Promise.all([
        client.invalidateQueries({ queryKey: ['adjustments', period] }),
        client.invalidateQueries({ queryKey: ['bonus-board', period] }),
      ])
    },
  })
  const open = (decision: 'accepted' | 'rejected') => {
    decide.reset()
    setAsked(decision)
  }
  const values = { count: chosen.length, amount: yuan(sumYuan(chosen.map(({ difference }) => difference))), period: periodName(period) }
  return (
    <>
      {chosen.length > 0 && (
        <div className="chosen-bar no-print">
          <span className="chosen-what">{say('chosen', values)}</span>
          <Button onClick={onDone}>{say('clear')}</Button>
          <Button danger onClick={() => open('rejected')}>
            {say('reject')}
          </Button>
          <Button type="primary" onClick={() => open('accepted')}>
            {say('accept')}
          </Button>
        </div>
      )}
      {chosen.length === 0 && decide.data && <Notice kind="good">{say('decidedMany', { count: decide.data.items.length })}</Notice>}
      <ReasonDialog
        open={asked !== undefined}
        title={say(asked === 'rejected' ? 'rejectTitle' : 'acceptTitle')}
        confirmLabel={say(asked === 'rejected' ? 'reject' : 'accept')}
        danger={asked === 'rejected'}
        isPending={decide.isPending}
        problem={decide.error}
        onCancel={() => setAsked(undefined)}
        onConfirm={(reason) => asked && decide.mutate({ decision: asked, reason })}
      >
        {say(asked === 'rejected' ? 'rejectWhat' : 'acceptWhat', values)}
      </ReasonDialog>
    </>
  )
}

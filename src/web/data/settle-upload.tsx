import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { answer } from '../api/resource.ts'
import { count, periodName } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { type Upload, uploads } from './api.ts'
import { AskDialog } from './ask-dialog.tsx'
import { UPLOAD_WORDS } from './upload-words.ts'

/** That committing means something else by now than what was on the screen. */
const isOtherPlan = (problem: unknown) =>
  problem instanceof ApiProblem && (problem.has('upload_plan_must_be_the_one_shown') || problem.has('upload_records_must_be_as_shown'))

/** Commit and drop, each asked about before it is done; what is committed is what was on the screen. */
export function SettleUpload({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const [asked, setAsked] = useState<'commit' | 'drop'>()
  const queryClient = useQueryClient()
  const { id, state, plan } = upload
  const settled = () => {
    setAsked(undefined)
    // Everything that is read from the data may be another now.
    void queryClient.invalidateQueries()
  }
  const commit = useMutation({
    mutationFn: (reason: string) =>
      answer(
        uploads[':upload'].commit.$post({
          param: { upload: id },
          json: { ...(reason === '' ? {} : { reason }), ...(plan ? { plan: plan.version } : {}) },
        }),
      ),
    onSuccess: settled,
    // The page then shows what has changed, to be confirmed anew.
    onError: (problem) => (isOtherPlan(problem) ? settled() : undefined),
  })
  const drop = useMutation({ mutationFn: () => answer(uploads[':upload'].drop.$post({ param: { upload: id } })), onSuccess: settled })
  if (state !== 'checked' && state !== 'broken') return null
  const touched = Object.values(plan?.tables ?? upload.tables).reduce((sum, { new: added, changed }) => sum + added + changed, 0)
  return (
    <>
      {state === 'checked' && (
        <Button
          type="primary"
          disabled={(plan?.obstacles.length ?? 0) > 0}
          onClick={() => {
            commit.reset()
            setAsked('commit')
          }}
        >
          {say('commit')}
        </Button>
      )}
      <Button danger onClick={() => setAsked('drop')}>
        {say('dropUpload')}
      </Button>
      <ReasonDialog
        open={asked === 'commit'}
        title={say('commitTitle')}
        confirmLabel={say('commit')}
        required={plan?.needsReason ?? false}
        isPending={commit.isPending}
        problem={isOtherPlan(commit.error) ? undefined : commit.error}
        onCancel={() => {
          setAsked(undefined)
          commit.reset()
        }}
        onConfirm={(reason) => commit.mutate(reason)}
      >
        <p>{touched > 0 ? say('commitBody', { n: count(touched) }) : say('commitNothing')}</p>
        {plan?.period && <p className="quiet">{say('recordedIn', { period: periodName(plan.period) })}</p>}
        {plan && plan.lateFor.length > 0 && <p>{say('late', { periods: plan.lateFor.map(periodName).join(', ') })}</p>}
      </ReasonDialog>
      <AskDialog
        open={asked === 'drop'}
        title={say('dropTitle')}
        confirmLabel={say('dropUpload')}
        danger
        isPending={drop.isPending}
        problem={drop.error}
        onCancel={() => {
          setAsked(undefined)
          drop.reset()
        }}
        onConfirm={() => drop.mutate()}
      >
        {say('dropBody')}
      </AskDialog>
      {isOtherPlan(commit.error) && asked === undefined && (
        <div style={{ order: 1, flexBasis: '100%' }}>
          <ProblemNotice problem={commit.error} />
        </div>
      )}
    </>
  )
}

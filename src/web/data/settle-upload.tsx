import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { answer } from '../api/resource.ts'
import { count, day, periodName } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { type Upload, uploads } from './api.ts'
import { AskDialog } from './ask-dialog.tsx'
import { AS_PROPOSED, HeldFromField, heldFromOf } from './held-from.tsx'
import { HELD_WORDS } from './held-words.ts'
import { UPLOAD_WORDS } from './upload-words.ts'

/** That committing means something else by now than what was on the screen. */
const isOtherPlan = (problem: unknown) =>
  problem instanceof ApiProblem && (problem.has('upload_plan_must_be_the_one_shown') || problem.has('upload_records_must_be_as_shown'))

type Plan = NonNullable<Upload['plan']>

/** The plan as it is with the day that was chosen, which the server answers to whoever has not seen it. */
const planIn = (problem: unknown) => (problem instanceof ApiProblem ? ((problem.beside.plan as Plan | undefined) ?? undefined) : undefined)

/** Commit and drop, each asked about before it is done; what is committed is what was on the screen. */
export function SettleUpload({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const [asked, setAsked] = useState<'commit' | 'drop'>()
  const queryClient = useQueryClient()
  const { id, state, plan: asChecked } = upload
  const [held, setHeld] = useState(AS_PROPOSED)
  const [isTried, setTried] = useState(false)
  /** What committing means with another day than the proposed one, once it was asked for. */
  const [otherwise, setOtherwise] = useState<Plan>()
  const plan = otherwise ?? asChecked
  const settled = () => {
    setAsked(undefined)
    setOtherwise(undefined)
    // Everything that is read from the data may be another now.
    void queryClient.invalidateQueries()
  }
  const commit = useMutation({
    mutationFn: (reason: string) =>
      answer(
        uploads[':upload'].commit.$post({
          param: { upload: id },
          json: {
            ...(reason === '' ? {} : { reason }),
            ...(plan ? { plan: plan.version } : {}),
            ...(held.kind === 'proposed' ? {} : { heldFrom: heldFromOf(held) }),
          },
        }),
      ),
    onSuccess: settled,
    // The page then shows what has changed, to be confirmed anew.
    onError: (problem) => {
      if (!isOtherPlan(problem)) return
      const now = held.kind === 'proposed' ? undefined : planIn(problem)
      if (now) setOtherwise(now)
      else settled()
    },
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
            setHeld(AS_PROPOSED)
            setOtherwise(undefined)
            setTried(false)
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
        required={held.kind === 'ever' || (plan?.needsReason ?? false)}
        isPending={commit.isPending}
        problem={isOtherPlan(commit.error) ? undefined : commit.error}
        onCancel={() => {
          setAsked(undefined)
          commit.reset()
        }}
        onConfirm={(reason) => {
          setTried(true)
          if (heldFromOf(held) !== '') commit.mutate(reason)
        }}
      >
        <p>{touched > 0 ? say('commitBody', { n: count(touched) }) : say('commitNothing')}</p>
        {plan?.period && <p className="quiet">{say('recordedIn', { period: periodName(plan.period) })}</p>}
        {plan && plan.lateFor.length > 0 && <p>{say('late', { periods: plan.lateFor.map(periodName).join(', ') })}</p>}
        {asChecked?.held && (
          <HeldFromField
            proposed={asChecked.held.from}
            value={held}
            isTried={isTried}
            onChange={(choice) => {
              setHeld(choice)
              setOtherwise(undefined)
            }}
          />
        )}
        {otherwise && <OtherwiseNotice plan={otherwise} />}
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

/** What committing means with the day that was chosen. */
function OtherwiseNotice({ plan: { held, lateFor, obstacles } }: { plan: Plan }) {
  const say = useWords(HELD_WORDS)
  const rows = Object.values(held?.rows ?? {}).reduce((sum, n) => sum + n, 0)
  return (
    <Notice kind="warn" title={say('again')}>
      <p>{held ? say('rows', { day: day(held.from), n: count(rows) }) : say('corrects')}</p>
      <p>{lateFor.length > 0 ? say('lateFor', { periods: lateFor.map(periodName).join(', ') }) : say('lateForNone')}</p>
      {obstacles.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
    </Notice>
  )
}

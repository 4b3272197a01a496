import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { PERIOD_STATES, type PeriodState } from '../../domain/states.ts'
import { periodQuery, periods } from '../api/periods.ts'
import { answer, ifMatch } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { periodName } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { publicationQuery } from '../runs/api.ts'
import { BalancesSaid } from '../runs/balances-said.tsx'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import { homeQuery, type Stage, type Todo } from './home-data.ts'
import { MONTH } from './month-words.ts'
import { StageBar } from './stage-bar.tsx'
import { TodoList } from './todo-list.tsx'
import { todoWords } from './todo-words.ts'
import { HOME } from './words.ts'

type Direction = 'forward' | 'back'

/** Where the period stands, what stands in the way of the next step, and the step itself, forward or back. */
export function MonthStage({ stage, version }: { stage: Stage; version: string }) {
  const say = useWords(MONTH)
  const states = useWords(STATE_WORDS)
  const { may } = useSession()
  const { data: home } = useQuery(homeQuery)
  const [asked, setAsked] = useState<Direction>()
  const at = PERIOD_STATES.indexOf(stage.state)
  const next = PERIOD_STATES[at + 1]
  const before = stage.state === 'closed' ? undefined : PERIOD_STATES[at - 1]
  const todos = (home?.todos ?? []).filter(({ period, key }) => period === stage.period && key !== 'step.ready')
  const now = home?.now ?? new Date().toISOString()
  const mayStep = may('period.write')
  return (
    <Section
      title={say('stage')}
      actions={
        mayStep && (
          <>
            {before && <Button onClick={() => setAsked('back')}>{say('back', { to: states(before) })}</Button>}
            {next === 'published' && (
              <Link to="/periods/$period/publish" params={{ period: stage.period }}>
                <Button type="primary" tabIndex={-1}>
                  {say('preview')}
                </Button>
              </Link>
            )}
            {next && next !== 'published' && (
              <Button type="primary" danger={next === 'closed'} onClick={() => setAsked('forward')}>
                {next === 'closed' ? say('close') : say('forward', { to: states(next) })}
              </Button>
            )}
          </>
        )
      }
    >
      <StageBar stage={stage} now={now} />
      {stage.state === 'closed' && <Notice>{say('closedNote')}</Notice>}
      {todos.length > 0 && (
        <div>
          <h3>{say('waits')}</h3>
          <TodoList todos={todos} now={now} current={stage.period} isOfOnePeriod />
        </div>
      )}
      <StepDialog
        asked={asked}
        stage={stage}
        to={asked === 'back' ? before : next}
        todos={todos}
        version={version}
        onClose={() => setAsked(undefined)}
      />
    </Section>
  )
}

interface StepDialogProps {
  readonly asked: Direction | undefined
  readonly stage: Stage
  readonly to: PeriodState | undefined
  /** What waits in the step that is left. */
  readonly todos: readonly Todo[]
  readonly version: string
  readonly onClose: () => void
}

/** What closing leaves open and deducts, by the run that is published. */
function GoesBack({ period }: { period: string }) {
  const opened = useQuery(periodQuery(period))
  const run = opened.data?.body.publishedRun ?? ''
  const { data } = useQuery({ ...publicationQuery(period, run), enabled: run !== '' })
  return data ? <BalancesSaid balances={data.balances} /> : null
}

const FORWARD = {
  evaluating: 'forward_evaluating',
  review: 'forward_review',
  published: 'forward_published',
  closed: 'forward_closed',
} as const
const BACK = { collecting: 'back_collecting', evaluating: 'back_evaluating', review: 'back_review' } as const

/** Says what a step means before it is taken; everything that stands in its way is shown in it. */
function StepDialog({ asked, stage: { period }, to, todos, version, onClose }: StepDialogProps) {
  const say = useWords(MONTH)
  const states = useWords(STATE_WORDS)
  const home = useWords(HOME)
  const client = useQueryClient()
  const step = useMutation({
    mutationFn: (reason: string) => {
      const param = { period }
      if (asked === 'back') return answer(periods[':period']['step-back'].$post({ param, json: { reason } }, ifMatch(version)))
      const json = { ...(to === undefined ? {} : { to }), ...(reason === '' ? {} : { reason }) }
      return answer(periods[':period'].advance.$post({ param, json }, ifMatch(version)))
    },
    onSuccess: () => {
      onClose()
      // Nearly every screen is about the period as it stands. Nobody waits for them: the next step can be confirmed meanwhile.
      void client.invalidateQueries()
    },
  })
  const close = () => {
    step.reset()
    onClose()
  }
  const words = to === undefined ? '' : states(to)
  const values = { period: periodName(period), to: words }
  return (
    <ReasonDialog
      open={asked !== undefined}
      title={say(asked === 'back' ? 'backTitle' : 'forwardTitle', values)}
      required={asked === 'back'}
      confirmLabel={say(asked === 'back' ? 'back' : 'forward', values)}
      danger={to === 'closed'}
      isPending={step.isPending}
      problem={step.error}
      onCancel={close}
      onConfirm={(reason) => step.mutate(reason)}
    >
      <p>{meaning(asked, to, say)}</p>
      {asked === 'forward' && to === 'closed' && <GoesBack period={period} />}
      {asked === 'forward' && todos.length > 0 && (
        <Notice kind="warn" title={say('stillOpen')}>
          <ul className="plain-list">
            {todos.map((todo) => (
              <li key={todo.key}>{todoWords(todo, home, period).title}</li>
            ))}
          </ul>
        </Notice>
      )}
    </ReasonDialog>
  )
}

function meaning(
  asked: Direction | undefined,
  to: PeriodState | undefined,
  say: (key: (typeof FORWARD)[keyof typeof FORWARD] | (typeof BACK)[keyof typeof BACK]) => string,
): string {
  if (asked === 'forward' && to !== undefined && to !== 'collecting') return say(FORWARD[to])
  if (asked === 'back' && (to === 'collecting' || to === 'evaluating' || to === 'review')) return say(BACK[to])
  return ''
}

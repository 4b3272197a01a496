import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { sign } from '../parts/punctuation.ts'
import { useWords } from '../words/words.ts'
import { type Run, runs } from './api.ts'
import { useProgress } from './run-events.ts'
import { RUNS, type RunWord } from './run-words.ts'
import './runs.css'

const STEPS: readonly RunWord[] = [
  'step_waiting',
  'step_people',
  'step_service_facts',
  'step_sales_facts',
  'step_scores',
  'step_bonus',
  'step_hashes',
  'step_writing',
  'step_done',
]

/** A run under way: what it is doing, how far it is, and a way to stop it. */
export function RunProgress({ period, run }: { period: string; run: Run }) {
  const say = useWords(RUNS)
  const client = useQueryClient()
  const mayStop = useSession().may('run.write')
  const told = useProgress(period, run) ?? { step: run.step, progress: run.progress }
  const cancel = useMutation({
    mutationFn: () => answer(runs[':run'].cancellation.$post({ param: { period, run: run.run } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['runs', period] }),
  })
  const word = STEPS.find((each) => each === `step_${told.step}`) ?? 'step_waiting'
  const percent = Math.round(told.progress)
  return (
    <section className="card stack" aria-live="polite">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2>
          {say('running')}
          {sign('colon')}
          {say(word)}
        </h2>
        {mayStop && (
          <Button size="small" danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {say('cancel')}
          </Button>
        )}
      </div>
      <div className="run-progress">
        <progress max={100} value={percent} aria-label={say('running')} />
        <span className="figures">{percent}%</span>
      </div>
      <ProblemNotice problem={cancel.error} />
    </section>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { periods } from '../api/periods.ts'
import { answer, ifMatch } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { time } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { DEADLINE_STEPS, DEADLINE_WORDS, DeadlineFields, type DeadlineStep, localDeadlines, utcDeadlines } from './deadline-fields.tsx'
import { MONTH } from './month-words.ts'
import { PERIODS } from './periods-words.ts'
import './periods.css'

interface MonthDeadlinesProps {
  readonly period: string
  readonly deadlines: Readonly<Partial<Record<DeadlineStep, string | undefined>>>
  readonly isClosed: boolean
  readonly version: string
}

/** By when each step is to be done; HR sets it, and reminders follow. */
export function MonthDeadlines({ period, deadlines, isClosed, version }: MonthDeadlinesProps) {
  const say = useWords(MONTH)
  const common = useWords(COMMON)
  const steps = useWords(PERIODS)
  const { may } = useSession()
  const client = useQueryClient()
  const [edited, setEdited] = useState<ReturnType<typeof localDeadlines>>()
  const save = useMutation({
    mutationFn: (local: ReturnType<typeof localDeadlines>) =>
      answer(periods[':period'].deadlines.$put({ param: { period }, json: { deadlines: utcDeadlines(local) } }, ifMatch(version))),
    onSuccess: async () => {
      setEdited(undefined)
      await Promise.all([client.invalidateQueries({ queryKey: ['periods'] }), client.invalidateQueries({ queryKey: ['home'] })])
    },
  })
  return (
    <Section
      title={say('deadlines')}
      actions={
        may('period.write') &&
        !isClosed &&
        edited === undefined && <Button onClick={() => setEdited(localDeadlines(deadlines))}>{say('setDeadlines')}</Button>
      }
    >
      {edited === undefined ? (
        <dl className="deadline-fields deadlines">
          {DEADLINE_STEPS.map((step) => (
            <div key={step}>
              <dt className="quiet">{steps(DEADLINE_WORDS[step])}</dt>
              <dd>{deadlines[step] === undefined ? <span className="quiet">{say('noDeadline')}</span> : time(deadlines[step])}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(edited)
          }}
        >
          <DeadlineFields value={edited} onChange={setEdited} />
          <ProblemNotice problem={save.error} />
          <div className="row">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {say('saveDeadlines')}
            </Button>
            <Button onClick={() => setEdited(undefined)}>{common('cancel')}</Button>
          </div>
        </form>
      )}
    </Section>
  )
}

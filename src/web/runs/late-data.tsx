import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { answer } from '../api/resource.ts'
import { periodName } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { adjustments } from './api.ts'
import { RUNS } from './run-words.ts'

/** Begins the review of closed periods that data came too late for: what it finds goes to finance as adjustments 调整. */
export function LateData({ period }: { period: string }) {
  const say = useWords(RUNS)
  const client = useQueryClient()
  const review = useMutation({
    mutationFn: () => answer(adjustments.review.$post({ param: { period } })),
    onSuccess: () => {
      for (const key of ['adjustments', 'runs']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  const reviewed = review.data?.reviewed
  return (
    <Section title={say('late')}>
      <p className="quiet">{say('lateLead')}</p>
      <div className="row">
        <Button loading={review.isPending} onClick={() => review.mutate()}>
          {say('lateStart')}
        </Button>
        {review.isPending && (
          <span className="quiet" role="status">
            {say('lateBusy')}
          </span>
        )}
      </div>
      <ProblemNotice problem={review.error} />
      {reviewed?.length === 0 && <Notice>{say('lateNone')}</Notice>}
      {reviewed !== undefined && reviewed.length > 0 && (
        <Notice kind="good">
          <ul className="plain-list">
            {reviewed.map(({ closedPeriod, proposals, heldRegions }) => (
              <li key={closedPeriod}>
                {say('lateOf', { period: periodName(closedPeriod), count: proposals })}
                {heldRegions.length > 0 && say('lateHeld', { regions: heldRegions.join(', ') })}
              </li>
            ))}
          </ul>
          <Link to="/periods/$period/adjustments" params={{ period }}>
            {say('lateShow')}
          </Link>
        </Notice>
      )}
    </Section>
  )
}

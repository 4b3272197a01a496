import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { answer } from '../api/resource.ts'
import { periodName } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import { ADJUSTMENTS } from './adjustment-words.ts'
import { adjustments, regionNamesQuery } from './api.ts'
import { listed } from './listed.ts'

/** HR has closed periods appraised again; what came of it stands below. */
export function AdjustmentReview({ period }: { period: string }) {
  const say = useWords(ADJUSTMENTS)
  const client = useQueryClient()
  const regions = useQuery(regionNamesQuery)
  const review = useMutation({
    mutationFn: () => answer(adjustments.review.$post({ param: { period } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['adjustments', period] }),
  })
  return (
    <div className="stack">
      <div className="row">
        <Button loading={review.isPending} onClick={() => review.mutate()}>
          {say('review')}
        </Button>
        {review.isPending && <span className="small">{say('reviewing')}</span>}
      </div>
      <ProblemNotice problem={review.error} />
      {review.data && review.data.reviewed.length === 0 && <Notice kind="good">{say('reviewedNone')}</Notice>}
      {review.data?.reviewed.map(({ closedPeriod, proposals, heldRegions }) => (
        <Notice key={closedPeriod} kind={heldRegions.length > 0 ? 'warn' : 'good'}>
          {say('reviewed', { period: periodName(closedPeriod), count: proposals })}
          {heldRegions.length > 0 &&
            say('reviewedHeld', { regions: listed(heldRegions.map((region) => regions.data?.get(region) ?? region)) })}
        </Notice>
      ))}
    </div>
  )
}

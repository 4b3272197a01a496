import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { periodName } from '../../parts/format.ts'
import { Empty, Loaded, Page } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import { Marking } from './marking.tsx'
import { type Engineer, engineersQuery, evaluatorsOf } from './marks-api.ts'
import { MARKS } from './words.ts'

/** The marking sheet of a period; for who reads marks only, everybody's. */
export function MarksPage() {
  const { period } = useParams({ from: '/shell/periods/$period/marks' })
  const say = useWords(MARKS)
  const query = useQuery(engineersQuery(period))
  if (query.data && query.data.length > 0) return <Chosen key={period} period={period} engineers={query.data} />
  return (
    <Page title={say('of', { period: periodName(period) })}>
      <Loaded query={query} rows={12}>
        {() => (
          <Empty>
            <h2>{say('nobody')}</h2>
            <p>{say('nobodyMore')}</p>
          </Empty>
        )}
      </Loaded>
    </Page>
  )
}

/** Who marks for several managers - their own, and as a deputy - has a sheet for each. */
function Chosen({ period, engineers }: { period: string; engineers: readonly Engineer[] }) {
  const { account } = useSession()
  const evaluators = evaluatorsOf(engineers)
  const [chosen, choose] = useState<string>()
  const own = evaluators.find((each) => each === account.employee)
  const evaluator = chosen !== undefined && evaluators.includes(chosen) ? chosen : (own ?? evaluators[0])
  return (
    <Marking
      key={evaluator ?? ''}
      period={period}
      engineers={engineers}
      evaluators={evaluators}
      evaluator={evaluator}
      onEvaluator={choose}
    />
  )
}

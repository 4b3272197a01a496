import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { periodQuery } from '../../api/periods.ts'
import { ApiProblem } from '../../api/problem.ts'
import { periodName } from '../../parts/format.ts'
import { Notice } from '../../parts/notice.tsx'
import { Empty, Loaded, Page } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import { SignatureList } from './signature-list.tsx'
import { signaturesQuery } from './signatures-api.ts'
import { SIGNATURES } from './words.ts'

const route = getRouteApi('/shell/periods/$period/signatures')

/** The person responsible signs the score sheets of their engineers, one by one or those chosen. */
export function SignaturesPage() {
  const { period } = route.useParams()
  const say = useWords(SIGNATURES)
  const month = useQuery(periodQuery(period))
  const query = useQuery(signaturesQuery(period))
  const { state, publishedRun } = month.data?.body ?? {}
  const isEarly = query.error instanceof ApiProblem && query.error.has('result_must_be_published')
  return (
    <Page title={say('of', { period: periodName(period) })} lead={say('lead')}>
      {isEarly ? (
        <Empty>{say('notPublished')}</Empty>
      ) : (
        <Loaded query={query} rows={10}>
          {(lines) => (
            <>
              {state === 'closed' && <Notice>{say('closed')}</Notice>}
              <SignatureList period={period} run={state === 'published' ? (publishedRun ?? undefined) : undefined} lines={lines} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  )
}

import { Button } from 'antd'
import { ProblemNotice } from '../parts/notice.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'

interface Paged {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
  readonly isFetchNextPageError: boolean
  readonly error: unknown
}

/** Loads the next page of a list; nothing when everything is there. */
export function MoreButton({ query }: { query: Paged }) {
  const say = useWords(COMMON)
  if (!query.hasNextPage) return null
  return (
    <>
      {query.isFetchNextPageError && <ProblemNotice problem={query.error} />}
      <Button style={{ alignSelf: 'center' }} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {say('more')}
      </Button>
    </>
  )
}

import type { ReactNode } from 'react'
import { useSession } from '../api/session.ts'
import { periodName } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Empty, Loading, Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { RESULTS } from './results-words.ts'
import { useViewedRun } from './run-queries.ts'

/** A page about what a run of a period found: `asked`, where the address names one, else the one in force. Says so where there is none yet. */
export function RunPage(props: {
  title: string
  period: string
  asked: string | undefined
  children: (place: { period: string; run: string }) => ReactNode
}) {
  const { title, period, asked, children } = props
  const say = useWords(RESULTS)
  const { run, isPublished } = useViewedRun(period, asked)
  const { may } = useSession()
  return (
    <Page title={title} lead={periodName(period)}>
      {run === undefined && <Loading rows={8} />}
      {run === null && (
        <Empty>
          <h2>{say(may('run.read') ? 'noRun' : 'waiting')}</h2>
          <p>{say(may('run.read') ? 'noRunMore' : 'waitingMore')}</p>
        </Empty>
      )}
      {typeof run === 'string' && (
        <>
          {!isPublished && <Notice kind="warn">{say('unpublished')}</Notice>}
          {children({ period, run })}
        </>
      )}
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { PERIOD_STATES } from '../../domain/states.ts'
import { periodQuery } from '../api/periods.ts'
import { periodName } from '../parts/format.ts'
import { Loaded, Page } from '../parts/page.tsx'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import type { Stage } from './home-data.ts'
import { IncompleteSummary } from './incomplete-summary.tsx'
import { MarkingProgress } from './marking-progress.tsx'
import { MonthAnswers } from './month-answers.tsx'
import { outstandingQuery, progressQuery } from './month-data.ts'
import { MonthDeadlines } from './month-deadlines.tsx'
import { MonthFunnel } from './month-funnel.tsx'
import { MonthHistory } from './month-history.tsx'
import { MonthRuns } from './month-runs.tsx'
import { MonthStage } from './month-stage.tsx'
import { PERIODS } from './periods-words.ts'
import { ReceivedBoard } from './received-board.tsx'
import './month.css'

/** The period as one page: where it stands, what came in, who owes what, what is computed, confirmed and signed. */
export function MonthPage() {
  const { period } = useParams({ from: '/shell/periods/$period' })
  const states = useWords(STATE_WORDS)
  const say = useWords(PERIODS)
  const query = useQuery(periodQuery(period))
  const outstanding = useQuery(outstandingQuery(period))
  const progress = useQuery(progressQuery(period))
  return (
    <Page title={periodName(period)} lead={query.data && states(query.data.body.state)} actions={<Link to="/periods">{say('title')}</Link>}>
      <Loaded query={query}>
        {({ body, version }) => (
          <>
            <MonthStage stage={stageOf(body)} version={version} />
            <div className="month-columns">
              <Loaded query={progress}>{(found) => <MonthFunnel progress={found} />}</Loaded>
              <MonthDeadlines period={period} deadlines={body.deadlines} isClosed={body.state === 'closed'} version={version} />
            </div>
            {body.state === 'collecting' && <ReceivedBoard period={period} />}
            <Loaded query={outstanding}>
              {(found) => (
                <>
                  <MarkingProgress period={period} found={found} />
                  <IncompleteSummary period={period} found={found} />
                </>
              )}
            </Loaded>
            <MonthRuns period={period} published={body.publishedRun} />
            <Loaded query={progress}>{(found) => <MonthAnswers period={period} progress={found} />}</Loaded>
            {body.state !== 'collecting' && <ReceivedBoard period={period} />}
            <MonthHistory period={period} steps={body.steps} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface PeriodBody {
  readonly period: string
  readonly state: Stage['state']
  readonly deadlines: Readonly<Partial<Record<string, string | undefined>>>
  readonly steps: readonly { readonly to: Stage['state']; readonly at: string }[]
}

/** A period as the step bar shows it: when it last came to each state. */
function stageOf({ period, state, deadlines, steps }: PeriodBody): Stage {
  const entered = new Map(steps.map(({ to, at }) => [to, at]))
  const at = PERIOD_STATES.indexOf(state)
  return {
    period,
    state,
    steps: PERIOD_STATES.map((each, index) => ({
      state: each,
      since: index <= at ? (entered.get(each) ?? null) : null,
      deadline: deadlines[each] ?? null,
    })),
  }
}

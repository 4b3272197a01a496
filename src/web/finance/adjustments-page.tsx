import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ADJUSTMENT_STATES, type AdjustmentState } from '../../domain/states.ts'
import { periodQuery } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { BalanceList } from '../balances/balance-list.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { periodName } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { AdjustmentActions } from './adjustment-actions.tsx'
import { AdjustmentDetail } from './adjustment-detail.tsx'
import { AdjustmentReview } from './adjustment-review.tsx'
import { AdjustmentTable, useAdjustmentColumns } from './adjustment-table.tsx'
import { ADJUSTMENTS } from './adjustment-words.ts'
import { type Adjustment, adjustmentsQuery, allAdjustments } from './api.ts'
import './finance.css'

const TABS = [...ADJUSTMENT_STATES, 'all'] as const

/** What closed periods turned out to be due, against what was paid: to be accepted or rejected, each with why. */
export function AdjustmentsPage() {
  const say = useWords(ADJUSTMENTS)
  const session = useSession()
  const { period } = useParams({ from: '/shell/periods/$period/adjustments' })
  const { state: shown = 'proposed', of } = useSearch({ from: '/shell/periods/$period/adjustments' })
  const navigate = useNavigate({ from: '/periods/$period/adjustments' })
  const opened = useQuery(periodQuery(period))
  const isClosed = opened.data?.body.state === 'closed'
  return (
    <Page title={`${periodName(period)} ${say('title')}`} lead={say('lead')}>
      {isClosed && <Notice>{say('closedNow')}</Notice>}
      {!isClosed && opened.data && session.may('run.write') && <AdjustmentReview period={period} />}
      <section className="card stack">
        <nav className="tab-row" aria-label={say('state')}>
          {TABS.map((tab) => (
            <Link
              key={tab}
              from="/periods/$period/adjustments"
              to="."
              search={tab === 'proposed' ? {} : { state: tab }}
              aria-current={tab === shown ? 'page' : undefined}
              activeProps={{}}
            >
              {say(tab)}
            </Link>
          ))}
        </nav>
        <AdjustmentList
          key={`${period} ${shown}`}
          period={period}
          state={shown === 'all' ? undefined : shown}
          mayDecide={session.may('adjustment.decide') && opened.data !== undefined && !isClosed}
        />
      </section>
      <BalanceList />
      <AdjustmentDetail
        period={period}
        adjustment={of}
        onClose={() => void navigate({ to: '.', search: shown === 'proposed' ? {} : { state: shown }, replace: true })}
      />
    </Page>
  )
}

function AdjustmentList({ period, state, mayDecide }: { period: string; state: AdjustmentState | undefined; mayDecide: boolean }) {
  const say = useWords(ADJUSTMENTS)
  const list = useInfiniteQuery(adjustmentsQuery(period, state))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const columns = useAdjustmentColumns(rows, state)
  const [chosen, setChosen] = useState<readonly Adjustment[]>([])
  return (
    <>
      <Loaded query={list} rows={6}>
        {() =>
          rows.length === 0 ? (
            <Empty>
              <p>{say(state === 'proposed' ? 'emptyProposed' : 'empty')}</p>
              {state === 'proposed' && <p className="small">{say('emptyMore')}</p>}
            </Empty>
          ) : (
            <>
              <div className="row" style={{ justifyContent: 'flex-end' }}>
                <CsvButton name={`${say('title')}-${period}`} columns={columns} rows={() => allAdjustments(period, state)} />
              </div>
              <AdjustmentTable rows={rows} columns={columns} choice={mayDecide ? { chosen, onChoose: setChosen } : undefined} />
            </>
          )
        }
      </Loaded>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
      {mayDecide && <AdjustmentActions period={period} chosen={chosen} onDone={() => setChosen([])} />}
    </>
  )
}

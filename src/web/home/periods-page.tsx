import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import type { PeriodState } from '../../domain/states.ts'
import { periodsQuery } from '../api/periods.ts'
import { useSession } from '../api/session.ts'
import { periodName, time } from '../parts/format.ts'
import { Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import { OpenPeriodDialog } from './open-period-dialog.tsx'
import { PERIODS } from './periods-words.ts'
import './periods.css'

const KIND: Readonly<Record<PeriodState, TagKind>> = {
  collecting: 'info',
  evaluating: 'info',
  review: 'warn',
  published: 'good',
  closed: 'plain',
}

/** The periods that were opened, newest first, and opening the next. */
export function PeriodsPage() {
  const say = useWords(PERIODS)
  const common = useWords(COMMON)
  const states = useWords(STATE_WORDS)
  const { may } = useSession()
  const navigate = useNavigate()
  const { open } = useSearch({ from: '/shell/periods' })
  const query = useQuery(periodsQuery)
  const nameOf = usePeopleNames((query.data?.items ?? []).map(({ openedBy }) => openedBy))
  const ask = (asked: string | undefined) => void navigate({ to: '/periods', search: asked === undefined ? {} : { open: asked } })
  const mayRead = may('outstanding.read')
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        may('period.write') && (
          <Button type="primary" onClick={() => ask('')}>
            {say('open')}
          </Button>
        )
      }
    >
      <section className="card" aria-label={say('title')}>
        <Loaded query={query}>
          {({ items }) => (
            <PlainTable
              caption={say('title')}
              rows={items}
              keyOf={({ period }) => period}
              empty={
                <>
                  <p>{say('empty')}</p>
                  <p>{say('emptyMore')}</p>
                </>
              }
              columns={[
                {
                  key: 'period',
                  title: common('period'),
                  head: true,
                  cell: ({ period }) =>
                    mayRead ? (
                      <Link to="/periods/$period" params={{ period }}>
                        {periodName(period)}
                      </Link>
                    ) : (
                      periodName(period)
                    ),
                },
                { key: 'state', title: common('state'), cell: ({ state }) => <Tag kind={KIND[state]}>{states(state)}</Tag> },
                {
                  key: 'next',
                  title: say('next'),
                  cell: ({ state, deadlines }) => time(state === 'closed' ? undefined : deadlines[state]),
                },
                { key: 'openedAt', title: say('openedAt'), cell: ({ openedAt }) => time(openedAt) },
                { key: 'openedBy', title: say('openedBy'), cell: ({ openedBy }) => nameOf(openedBy) },
              ]}
            />
          )}
        </Loaded>
      </section>
      {open !== undefined && may('period.write') && query.data && (
        <OpenPeriodDialog
          opened={query.data.items.map(({ period }) => period)}
          asked={open === '' ? undefined : open}
          onClose={() => ask(undefined)}
        />
      )}
    </Page>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useSession } from '../../api/session.ts'
import { periodName, time } from '../../parts/format.ts'
import { Loaded, Page, Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { useWords } from '../../words/words.ts'

import { NewWhatIf } from './new-what-if.tsx'
import { signedYuan } from './signed-yuan.ts'
import { type WhatIf, whatIfsQuery } from './what-if-queries.ts'
import { WHAT_IF_WORDS } from './what-if-words.ts'

/** Changes that were tried on periods, and a new one. */
export function WhatIfsPage() {
  const say = useWords(WHAT_IF_WORDS)
  const { may } = useSession()
  const list = useInfiniteQuery(whatIfsQuery)
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const nameOf = usePeopleNames(rows.map(({ startedBy }) => startedBy))
  return (
    <Page title={say('title')} lead={say('lead')}>
      {may('what_if.write') && <NewWhatIf />}
      <Section title={say('done')}>
        <Loaded query={list} rows={4}>
          {() => (
            <PlainTable
              caption={say('done')}
              rows={rows}
              keyOf={({ id }) => id}
              empty={<p>{say('none')}</p>}
              columns={[
                {
                  key: 'name',
                  title: say('name'),
                  head: true,
                  bare: true,
                  cell: ({ id, title, startedBy, startedAt }) => (
                    <>
                      <Link to="/what-ifs/$id" params={{ id }}>
                        {title}
                      </Link>
                      <div className="quiet">{say('startedBy', { name: nameOf(startedBy), time: time(startedAt) })}</div>
                    </>
                  ),
                },
                { key: 'periods', title: say('periods'), cell: ({ asked }) => spanOf(asked.periods) },
                { key: 'state', title: say('status'), cell: (row) => <StateTag whatIf={row} /> },
                {
                  key: 'cost',
                  title: say('costs'),
                  figures: true,
                  cell: ({ summary }) => (summary ? signedYuan(summary.totals.difference.total) : '—'),
                },
              ]}
            />
          )}
        </Loaded>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('more')}
          </Button>
        )}
      </Section>
    </Page>
  )
}

/** The first and the last of periods in their order. */
export function spanOf(periods: readonly string[]): string {
  const [first = '', last = first] = [periods.at(0), periods.at(-1)]
  return first === last ? periodName(first) : `${periodName(first)} – ${periodName(last)}`
}

export function StateTag({ whatIf: { state } }: { whatIf: Pick<WhatIf, 'state'> }) {
  const say = useWords(WHAT_IF_WORDS)
  if (state === 'running') return <Tag kind="info">{say('stateRunning')}</Tag>
  return state === 'done' ? <Tag kind="good">{say('stateDone')}</Tag> : <Tag kind="bad">{say('stateFailed')}</Tag>
}

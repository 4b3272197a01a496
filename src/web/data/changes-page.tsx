import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { periodsQuery } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { periodName, time } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { changes } from './api.ts'
import { CHANGE_WORDS } from './change-words.ts'
import { Pages } from './pages.tsx'
import { TakeBack } from './take-back.tsx'
import { TouchedTables } from './touched-tables.tsx'
import './data.css'

const MOST_TABLES = 4

const readChanges = (query: { period?: string; cursor?: string }) => answer(changes.$get({ query: { limit: 30, ...query } }))
type Change = Awaited<ReturnType<typeof readChanges>>['items'][number]

/** Every change of the data, newest first; the last on its records can be taken back while its period is open. */
export function ChangesPage() {
  const say = useWords(CHANGE_WORDS)
  const sayCommon = useWords(COMMON)
  const session = useSession()
  const search = useSearch({ from: '/shell/changes' })
  const navigate = useNavigate({ from: '/changes' })
  const [asked, setAsked] = useState<Change>()
  const { period, cursor } = search
  const query = useQuery({
    queryKey: ['changes', period, cursor],
    queryFn: () => readChanges({ ...(period ? { period } : {}), ...(cursor ? { cursor } : {}) }),
    placeholderData: (before) => before,
  })
  const { data: periods } = useQuery(periodsQuery)
  const nameOf = usePeopleNames((query.data?.items ?? []).map(({ by }) => by))
  const canTakeBack = ({ kind, takenBack }: Change) =>
    session.may('upload.write') && !takenBack && ['upload', 'row', 'merge'].includes(kind)
  return (
    <Page title={say('changesTitle')} lead={say('changesLead')} actions={<Link to="/uploads">{say('title')}</Link>}>
      <section className="card stack" aria-label={say('changesTitle')}>
        <div className="filter-bar">
          <Select
            aria-label={sayCommon('period')}
            value={period ?? ''}
            options={[
              { value: '', label: sayCommon('all') },
              ...(periods?.items ?? []).map((each) => ({ value: each.period, label: periodName(each.period) })),
            ]}
            onChange={(value) => void navigate({ search: value === '' ? {} : { period: value } })}
          />
        </div>
        <Loaded query={query}>
          {({ items, next }) => (
            <>
              <PlainTable
                caption={say('changesTitle')}
                rows={items}
                keyOf={({ id }) => id}
                empty={<Empty>{say('changesNone')}</Empty>}
                columns={[
                  { key: 'id', title: say('change'), head: true, cell: ({ id }) => `#${id}` },
                  {
                    key: 'kind',
                    title: say('kind'),
                    cell: (change) => (
                      <span className="row" style={{ gap: 6 }}>
                        {say(`kind_${change.kind}`)}
                        {change.takenBack && <Tag>{say('takenBack')}</Tag>}
                      </span>
                    ),
                  },
                  { key: 'what', title: say('what'), cell: (change) => <What change={change} /> },
                  { key: 'period', title: sayCommon('period'), cell: (change) => (change.period ? periodName(change.period) : '—') },
                  { key: 'at', title: sayCommon('time'), cell: ({ at }) => time(at) },
                  { key: 'by', title: sayCommon('by'), cell: ({ by }) => nameOf(by) },
                  {
                    key: 'do',
                    title: '',
                    bare: true,
                    cell: (change) =>
                      canTakeBack(change) && (
                        <Button size="small" onClick={() => setAsked(change)}>
                          {say('takeBack')}
                        </Button>
                      ),
                  },
                ]}
              />
              <Pages cursor={cursor} next={next} onGo={(to) => void navigate({ search: { ...search, cursor: to } })} />
            </>
          )}
        </Loaded>
      </section>
      {asked && (
        <TakeBack change={String(asked.id)} title={say('takeBackTitle', { n: asked.id })} onDone={() => setAsked(undefined)}>
          <p>{say('takeBackBody')}</p>
          <What change={asked} />
        </TakeBack>
      )}
    </Page>
  )
}

function What({ change: { tables, reason, upload, takesBack, lateFor } }: { change: Change }) {
  const say = useWords(CHANGE_WORDS)
  return (
    <>
      <TouchedTables tables={tables} most={MOST_TABLES} />
      {takesBack !== null && <div>{say('takesBack', { n: takesBack })}</div>}
      {lateFor.length > 0 && <Tag kind="warn">{say('lateFor', { periods: lateFor.map(periodName).join(', ') })}</Tag>}
      {reason !== null && <div className="quiet">{reason}</div>}
      {upload !== null && (
        <Link to="/uploads/$upload" params={{ upload }}>
          {say('seeUpload')}
        </Link>
      )}
    </>
  )
}

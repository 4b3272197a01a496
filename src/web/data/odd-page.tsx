import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { periodsQuery } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count, periodName, time } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { oddRecords } from './api.ts'
import { MergeClients } from './merge-clients.tsx'
import { MERGE_WORDS } from './merge-words.ts'
import { type OddRecord, readOdd } from './odd-data.ts'
import { OddEffect } from './odd-effect.tsx'
import { ODD_WORDS } from './odd-words.ts'
import './data.css'

const LINKED = 5
const STATES = ['open', 'dismissed', 'all'] as const
type Shown = (typeof STATES)[number]

/** The one list of what looks odd, with what each comes to; HR dismisses an entry with a reason. */
export function OddPage() {
  const say = useWords(ODD_WORDS)
  const sayCommon = useWords(COMMON)
  const sayMerge = useWords(MERGE_WORDS)
  const session = useSession()
  const search = useSearch({ from: '/shell/odd-records' })
  const navigate = useNavigate({ from: '/odd-records' })
  const [asked, setAsked] = useState<OddRecord>()
  const [merged, setMerged] = useState<readonly [string, string]>()
  const shown: Shown = search.show ?? 'open'
  const state = shown === 'all' ? undefined : shown
  const query = useInfiniteQuery({
    queryKey: ['odd-records', search.period, state],
    initialPageParam: '',
    queryFn: ({ pageParam }) => readOdd({ period: search.period, state }, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const { data: periods } = useQuery(periodsQuery)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const nameOf = usePeopleNames(items.map(({ dismissal }) => dismissal?.by))
  const open = query.data?.pages[0]?.open ?? 0
  const maySettle = session.may('odd.dismiss')
  return (
    <Page title={say('title')} lead={say('lead')}>
      <section className="card stack" aria-label={say('title')}>
        <div className="filter-bar">
          <Select
            aria-label={sayCommon('period')}
            value={search.period ?? ''}
            options={[
              { value: '', label: say('every') },
              ...(periods?.items ?? []).map((each) => ({ value: each.period, label: periodName(each.period) })),
            ]}
            onChange={(period) => void navigate({ search: { ...search, period: period === '' ? undefined : period } })}
          />
          <Select<Shown>
            aria-label={say('which')}
            value={shown}
            options={STATES.map((value) => ({ value, label: say(value) }))}
            onChange={(show) => void navigate({ search: { ...search, show: show === 'open' ? undefined : show } })}
          />
          {open > 0 && (
            <div>
              <Tag kind="warn">{say('openCount', { n: count(open) })}</Tag>
            </div>
          )}
        </div>
        <Loaded query={query}>
          {() => (
            <>
              <PlainTable
                caption={say('title')}
                rows={items}
                keyOf={({ key }) => key}
                empty={<Empty>{say('none')}</Empty>}
                columns={[
                  {
                    key: 'what',
                    title: say('what'),
                    head: true,
                    bare: true,
                    cell: ({ message, period, dismissal }) => (
                      <>
                        {message}
                        <div className="quiet small">{period === null ? '' : periodName(period)}</div>
                        {dismissal && (
                          <div className="quiet small">
                            {say('said', { name: nameOf(dismissal.by), time: time(dismissal.at), reason: dismissal.reason })}
                          </div>
                        )}
                      </>
                    ),
                  },
                  { key: 'records', title: say('records'), cell: (entry) => <Records entry={entry} /> },
                  { key: 'effect', title: say('effect'), cell: ({ effect }) => <OddEffect effect={effect} /> },
                  { key: 'since', title: say('since'), cell: ({ firstSeen }) => (firstSeen === null ? '—' : time(firstSeen)) },
                  {
                    key: 'do',
                    title: '',
                    bare: true,
                    cell: (entry) =>
                      maySettle ? (
                        <div className="row">
                          {entry.state === 'open' && twinsOf(entry) && (
                            <Button size="small" onClick={() => setMerged(twinsOf(entry))}>
                              {sayMerge('merge')}
                            </Button>
                          )}
                          <Button size="small" onClick={() => setAsked(entry)}>
                            {say(entry.state === 'open' ? 'dismiss' : 'reopen')}
                          </Button>
                        </div>
                      ) : (
                        <Tag kind={entry.state === 'open' ? 'warn' : 'plain'}>{say(entry.state)}</Tag>
                      ),
                  },
                ]}
              />
              {query.hasNextPage && (
                <div>
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {sayCommon('more')}
                  </Button>
                </div>
              )}
            </>
          )}
        </Loaded>
      </section>
      {merged && <MergeClients codes={merged} onDone={() => setMerged(undefined)} />}
      {asked && <Settle entry={asked} onDone={() => setAsked(undefined)} />}
    </Page>
  )
}

/** The two clients in force that may be one, the smaller code first. */
function twinsOf({ kind, upload, records }: OddRecord): readonly [string, string] | undefined {
  const [one, other] = records
  return kind === 'client_should_be_registered_once' && upload === null && one && other ? [other.name, one.name] : undefined
}

function Records({ entry: { records, count: all, upload } }: { entry: OddRecord }) {
  const say = useWords(ODD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  return (
    <>
      {records.slice(0, LINKED).map(({ table, key, name, value }) => (
        <div key={`${table} ${key}`} className="one-line">
          {upload === null ? (
            <Link to="/records/$table/$key" params={{ table, key }}>
              {tableName(sayTable, table)} {name}
            </Link>
          ) : (
            <>
              {tableName(sayTable, table)} {name}
            </>
          )}
          {value !== null && !name.includes(value) && <span className="quiet"> {value}</span>}
        </div>
      ))}
      {all > Math.min(records.length, LINKED) && <div className="quiet">{say('recordsMore', { n: count(all) })}</div>}
      {upload !== null && (
        <Link to="/uploads/$upload" params={{ upload }}>
          {say('ofUpload')}
        </Link>
      )}
    </>
  )
}

function Settle({ entry, onDone }: { entry: OddRecord; onDone: () => void }) {
  const say = useWords(ODD_WORDS)
  const client = useQueryClient()
  const isOpen = entry.state === 'open'
  const settle = useMutation({
    mutationFn: async (reason: string) => {
      const sent = { param: { key: entry.key }, json: { reason } }
      if (isOpen) await answer(oddRecords[':key'].dismiss.$post(sent))
      else await answer(oddRecords[':key'].reopen.$post(sent))
    },
    onSuccess: async () => {
      for (const key of ['odd-records', 'uploads', 'runs', 'home']) await client.invalidateQueries({ queryKey: [key] })
      onDone()
    },
  })
  return (
    <ReasonDialog
      open
      title={say(isOpen ? 'dismissTitle' : 'reopenTitle')}
      confirmLabel={say(isOpen ? 'dismiss' : 'reopen')}
      isPending={settle.isPending}
      problem={settle.error}
      onCancel={onDone}
      onConfirm={(reason) => settle.mutate(reason)}
    >
      <p>{entry.message}</p>
      <p className="quiet">{say(isOpen ? 'dismissBody' : 'reopenBody')}</p>
    </ReasonDialog>
  )
}

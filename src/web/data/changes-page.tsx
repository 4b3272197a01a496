import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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
import { changes } from './api.ts'
import { CHANGE_WORDS } from './change-words.ts'
import { Pages } from './pages.tsx'
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
      {asked && <TakeBack change={asked} onDone={() => setAsked(undefined)} />}
    </Page>
  )
}

function What({ change: { tables, reason, upload, takesBack, lateFor } }: { change: Change }) {
  const say = useWords(CHANGE_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const touched = Object.entries(tables)
  return (
    <>
      {touched.slice(0, MOST_TABLES).map(([table, counts]) => (
        <div key={table}>
          {tableName(sayTable, table)}{' '}
          <span className="quiet">
            {(['new', 'changed', 'removed'] as const)
              .filter((each) => (counts?.[each] ?? 0) > 0)
              .map((each) => `${say(each)} ${count(counts?.[each] ?? 0)}`)
              .join(' · ')}
          </span>
        </div>
      ))}
      {touched.length > MOST_TABLES && <div className="quiet">{say('moreTables', { n: touched.length - MOST_TABLES })}</div>}
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

function TakeBack({ change, onDone }: { change: Change; onDone: () => void }) {
  const say = useWords(CHANGE_WORDS)
  const queryClient = useQueryClient()
  const takeBack = useMutation({
    mutationFn: (reason: string) =>
      answer(changes[':change']['take-back'].$post({ param: { change: String(change.id) }, json: reason === '' ? {} : { reason } })),
    onSuccess: async () => {
      onDone()
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      title={say('takeBackTitle', { n: change.id })}
      confirmLabel={say('takeBack')}
      required={false}
      danger
      isPending={takeBack.isPending}
      problem={takeBack.error}
      onCancel={onDone}
      onConfirm={(reason) => takeBack.mutate(reason)}
    >
      <p>{say('takeBackBody')}</p>
      <What change={change} />
    </ReasonDialog>
  )
}

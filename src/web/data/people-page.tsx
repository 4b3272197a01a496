import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { POSITIONS } from '../../domain/people/employee.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { day } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { people, regionsQuery, tablesQuery } from './api.ts'
import { Pages, pageSize } from './pages.tsx'
import { PEOPLE_WORDS, positionName } from './people-words.ts'
import { RecordDialog } from './record-dialog.tsx'
import type { peopleSearch } from './search.ts'
import './data.css'

const FROM = '/shell/people'
/** Who reads the regions table: the others see people of one region only. */
const READS_REGIONS: ReadonlySet<string | undefined> = new Set(['all', 'engineers'])

/** Everybody within reach: searched by number or name, with the home region of the month. */
export function PeoplePage() {
  const say = useWords(PEOPLE_WORDS)
  const sayCommon = useWords(COMMON)
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/people' })
  const [adding, setAdding] = useState(false)
  const { data: tables } = useQuery(tablesQuery)
  const employees = tables?.items.find(({ key }) => key === 'employees')
  const query = useQuery({
    queryKey: ['people', search],
    queryFn: () => answer(people.$get({ query: { ...search, limit: pageSize() } })),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        <>
          <Link to="/regions">{say('regions')}</Link>
          {employees?.isOwn && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('add')}
            </Button>
          )}
        </>
      }
    >
      <section className="card stack" aria-label={say('title')}>
        <Filters />
        <Loaded query={query} rows={12}>
          {({ items, next }) => (
            <>
              <PlainTable
                caption={say('title')}
                rows={items}
                keyOf={({ number }) => number}
                empty={<Empty>{Object.keys(search).length > 0 ? say('none') : say('noneAtAll')}</Empty>}
                columns={[
                  {
                    key: 'name',
                    title: sayCommon('name'),
                    head: true,
                    bare: true,
                    cell: ({ number, name }) => (
                      <Link to="/people/$employee" params={{ employee: number }}>
                        {name}
                      </Link>
                    ),
                  },
                  { key: 'number', title: say('number'), cell: ({ number }) => number },
                  { key: 'position', title: say('position'), cell: ({ position }) => positionName(say, position) },
                  { key: 'region', title: say('region'), cell: ({ region, regionName }) => regionName ?? region },
                  {
                    key: 'moves',
                    title: say('moves'),
                    figures: true,
                    cell: ({ moves }) => (moves > 0 ? say('movesCount', { n: moves }) : ''),
                  },
                  { key: 'hired', title: say('hired'), cell: ({ hiredOn }) => (hiredOn === null ? '' : day(hiredOn)) },
                  { key: 'left', title: say('left'), cell: ({ leftOn }) => (leftOn === null ? '' : day(leftOn)) },
                ]}
              />
              <Pages cursor={search.cursor} next={next} onGo={(cursor) => void navigate({ search: { ...search, cursor } })} />
            </>
          )}
        </Loaded>
      </section>
      {adding && employees && (
        <RecordDialog
          table={employees}
          onDone={(number) => {
            setAdding(false)
            if (number !== undefined) void navigate({ to: '/people/$employee', params: { employee: number } })
          }}
        />
      )}
    </Page>
  )
}

function Filters() {
  const say = useWords(PEOPLE_WORDS)
  const sayCommon = useWords(COMMON)
  const session = useSession()
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/people' })
  const { data: regions } = useQuery({ ...regionsQuery, enabled: READS_REGIONS.has(session.scopeOf('record.read')) })
  const go = (change: ReturnType<typeof peopleSearch>) => void navigate({ search: { ...search, ...change, cursor: undefined } })
  const [text, setText] = useState(search.q ?? '')
  useEffect(() => setText(search.q ?? ''), [search.q])
  return (
    <search className="filter-bar">
      <Input.Search
        className="grow"
        aria-label={sayCommon('search')}
        placeholder={say('searchHint')}
        allowClear
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        onSearch={(q) => go({ q: q.trim() === '' ? undefined : q.trim() })}
      />
      {regions && (
        <Select
          aria-label={sayCommon('region')}
          value={search.region ?? ''}
          onChange={(region) => go({ region: region === '' ? undefined : region })}
          options={[
            { value: '', label: say('anyRegion') },
            ...regions.items.map(({ values }) => ({ value: String(values.code), label: String(values.name) })),
          ]}
        />
      )}
      <Select
        aria-label={say('position')}
        value={search.position ?? ''}
        onChange={(position) => go({ position: position === '' ? undefined : position })}
        options={[{ value: '', label: say('anyPosition') }, ...POSITIONS.map((key) => ({ value: key as string, label: say(key) }))]}
      />
      <Checkbox checked={search.leavers === 'true'} onChange={(event) => go({ leavers: event.target.checked ? 'true' : undefined })}>
        {say('leavers')}
      </Checkbox>
    </search>
  )
}

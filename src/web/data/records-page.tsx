import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { TIMELESS_TABLES } from '../../domain/dataset/timeless-tables.ts'
import { periodsQuery } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { periodName } from '../parts/format.ts'
import { Empty, Loaded, NotFound, Page } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { records, regionsQuery, type TableInfo, tablesQuery } from './api.ts'
import { CellView, isFigure, namesOf } from './cell-view.tsx'
import { choiceTitle, columnTitle } from './column-titles.ts'
import { Pages, pageSize } from './pages.tsx'
import { type EditedRecord, RecordDialog } from './record-dialog.tsx'
import { RECORD_WORDS } from './record-words.ts'
import type { RecordsSearch } from './search.ts'
import './data.css'

const FROM = '/shell/records/$table'

/** The records of a table that are in force: searched, filtered, added. */
export function RecordsPage() {
  const { table: key } = useParams({ from: FROM })
  const sayTable = useWords(TABLE_WORDS)
  const say = useWords(RECORD_WORDS)
  const tables = useQuery(tablesQuery)
  const table = tables.data?.items.find((each) => each.key === key)
  const [adding, setAdding] = useState(false)
  if (tables.data && !table) return <NotFound />
  return (
    <Page
      title={table ? sayTable(table.key) : say('title')}
      lead={<Link to="/records">{say('title')}</Link>}
      actions={
        table?.isOwn && (
          <>
            <Link to="/uploads" search={{ table: table.key }}>
              {say('uploadTable')}
            </Link>
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('add')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={tables}>{() => table && <Records key={table.key} table={table} />}</Loaded>
      {adding && table && <RecordDialog table={table} onDone={() => setAdding(false)} />}
    </Page>
  )
}

function Records({ table }: { table: TableInfo }) {
  const say = useWords(RECORD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/records/$table' })
  const query = useQuery({
    queryKey: ['records', table.key, search],
    queryFn: () =>
      answer(
        records[':table'].$get({
          param: { table: table.key },
          query: { ...search, limit: pageSize(), order: TIMELESS_TABLES.includes(table.key) ? 'oldest' : 'newest' },
        }),
      ),
    placeholderData: (before) => before,
  })
  return (
    <section className="card stack" aria-label={sayTable(table.key)}>
      <Filters table={table} />
      <Loaded query={query} rows={12}>
        {({ items, next, names }) => {
          const known = namesOf(names)
          return (
            <>
              <PlainTable
                caption={sayTable(table.key)}
                rows={items}
                keyOf={({ key }) => key}
                empty={<Empty>{Object.keys(search).length > 0 ? say('none') : say('noRecordsHere')}</Empty>}
                columns={table.columns.map((column, place) => ({
                  key: column.key,
                  title: columnTitle(column),
                  figures: isFigure(column),
                  head: place === 0,
                  bare: place === 0,
                  cell: ({ key, values }: Pick<EditedRecord, 'key' | 'values'>) => {
                    const view = <CellView column={column} value={values[column.key] ?? null} names={known} linked={place > 0} />
                    return place === 0 ? (
                      <Link to="/records/$table/$key" params={{ table: table.key, key }}>
                        {view}
                      </Link>
                    ) : (
                      view
                    )
                  },
                }))}
              />
              <Pages cursor={search.cursor} next={next} onGo={(cursor) => void navigate({ search: { ...search, cursor } })} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function Filters({ table }: { table: TableInfo }) {
  const say = useWords(RECORD_WORDS)
  const sayCommon = useWords(COMMON)
  const session = useSession()
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/records/$table' })
  const { data: periods } = useQuery(periodsQuery)
  const hasRegion = table.columns.some(({ type }) => type === 'region')
  const { data: regions } = useQuery({ ...regionsQuery, enabled: hasRegion && session.scopeOf('record.read') === 'all' })
  const choice = table.columns.find(({ type }) => type === 'choice')
  const go = (change: RecordsSearch) => void navigate({ search: { ...search, ...change, cursor: undefined } })
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
      {!TIMELESS_TABLES.includes(table.key) && (
        <Select
          aria-label={say('period')}
          value={search.period ?? ''}
          onChange={(period) => go({ period: period === '' ? undefined : period })}
          options={[
            { value: '', label: say('anyPeriod') },
            ...(periods?.items ?? []).map(({ period }) => ({ value: period, label: periodName(period) })),
          ]}
        />
      )}
      {hasRegion && regions && (
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
      {choice && (
        <Select
          aria-label={columnTitle(choice)}
          value={search.column === choice.key ? (search.value ?? '') : ''}
          onChange={(value) => go(value === '' ? { column: undefined, value: undefined } : { column: choice.key, value })}
          options={[
            { value: '', label: say('any', { column: columnTitle(choice) }) },
            ...choice.choices.map(({ key }) => ({ value: key, label: choiceTitle(choice, key) })),
          ]}
        />
      )}
      {(search.employee ?? search.client) !== undefined && (
        <Button onClick={() => go({ employee: undefined, client: undefined })}>
          {say('only', { what: search.employee ?? search.client ?? '' })} ✕
        </Button>
      )}
      {Object.keys(search).length > 0 && (
        <Button type="text" onClick={() => void navigate({ search: {} })}>
          {say('clear')}
        </Button>
      )}
    </search>
  )
}

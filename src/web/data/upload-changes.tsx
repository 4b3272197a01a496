import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { count } from '../parts/format.ts'
import { Empty, Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type ColumnInfo, type TableInfo, type TableKey, tablesQuery, type Upload } from './api.ts'
import { type CellValue, CellView } from './cell-view.tsx'
import { columnTitle, titled } from './column-titles.ts'
import { checkedAs, type UploadChange, uploadChangesQuery } from './foresight-api.ts'
import { FORESIGHT_WORDS } from './foresight-words.ts'

type Counted = [TableKey, { readonly new: number; readonly changed: number }]

/** What a waiting upload would change, record by record: what is there beside what would be. Nothing where it changes none. */
export function UploadChanges({ upload }: { upload: Upload }) {
  const say = useWords(FORESIGHT_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const search = useSearch({ from: '/shell/uploads/$upload' })
  const navigate = useNavigate({ from: '/uploads/$upload' })
  const tables = Object.entries(upload.plan?.tables ?? {}) as Counted[]
  const touched = tables.filter(([, counts]) => counts.new + counts.changed > 0)
  const table = touched.find(([key]) => key === search.of)?.[0]
  const total = (state: 'new' | 'changed') =>
    touched.reduce((sum, [key, counts]) => sum + (table === undefined || key === table ? counts[state] : 0), 0)
  const state = search.changes ?? (total('changed') > 0 ? 'changed' : 'new')
  const query = useInfiniteQuery({
    ...uploadChangesQuery(upload.id, checkedAs(upload), { state, table }),
    enabled: touched.length > 0,
  })
  const { data: known } = useQuery(tablesQuery)
  if (touched.length === 0) return null
  const show = (next: { changes?: 'new' | 'changed'; of?: string | undefined }) =>
    void navigate({ search: { ...search, ...next }, resetScroll: false })
  return (
    <Section
      title={say('changes')}
      actions={
        <>
          {touched.length > 1 && (
            <Select
              aria-label={say('table')}
              value={table ?? ''}
              style={{ minWidth: 140 }}
              options={[{ value: '', label: say('allTables') }, ...touched.map(([key]) => ({ value: key, label: sayTable(key) }))]}
              onChange={(key) => show({ of: key === '' ? undefined : key })}
            />
          )}
          <Segmented
            aria-label={say('which')}
            value={state}
            options={(['changed', 'new'] as const).map((each) => ({ value: each, label: say(each, { n: count(total(each)) }) }))}
            onChange={(changes) => show({ changes })}
          />
        </>
      }
    >
      <Loaded query={query} rows={4}>
        {({ pages }) => {
          const changes = pages.flatMap(({ items }) => items)
          const all = pages[0]?.total ?? 0
          return (
            <>
              <Changes changes={changes} tables={known?.items ?? []} />
              {query.hasNextPage && (
                <div className="row">
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {say('more')}
                  </Button>
                  <span className="quiet">{say('of', { n: count(changes.length), all: count(all) })}</span>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function Changes({ changes, tables }: { changes: readonly UploadChange[]; tables: readonly TableInfo[] }) {
  const say = useWords(FORESIGHT_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const rows = changes.some(({ row }) => row !== null)
    ? [{ key: 'row', title: say('row'), figures: true, cell: ({ row }: UploadChange) => (row === null ? '—' : count(row)) }]
    : []
  return (
    <PlainTable
      caption={say('changes')}
      rows={changes}
      keyOf={({ table, key }) => `${table} ${key}`}
      empty={<Empty>{say('none')}</Empty>}
      columns={[
        {
          key: 'record',
          title: say('record'),
          head: true,
          bare: true,
          cell: ({ table, key, state }) => (
            <>
              {sayTable(table)} {state === 'new' ? keyText(key) : <RecordLink table={table} recordKey={key} />}
            </>
          ),
        },
        ...rows,
        {
          key: 'content',
          title: say('content'),
          cell: (change) => <Content change={change} table={tables.find(({ key }) => key === change.table)} />,
        },
      ]}
    />
  )
}

function RecordLink({ table, recordKey: key }: { table: TableKey; recordKey: string }) {
  return (
    <Link to="/records/$table/$key" params={{ table, key }}>
      {keyText(key)}
    </Link>
  )
}

function keyText(key: string): string {
  return key.replaceAll(',', ' · ').replaceAll('~1', ',').replaceAll('~0', '~')
}

/** Of a changed record each column that differs, old → new; of a new one what it says. */
function Content({ change, table }: { change: UploadChange; table: TableInfo | undefined }) {
  const say = useWords(FORESIGHT_WORDS)
  const { before, after, differs } = change
  const columns = (table?.columns ?? []).filter(({ key }) => differs.includes(key))
  return columns.map((column) => (
    <div key={column.key}>
      <span className="quiet">{titled(columnTitle(column))}</span>
      {before && (
        <>
          <del>
            <Value column={column} value={before[column.key] ?? null} />
          </del>{' '}
          {say('becomes')}{' '}
        </>
      )}
      <Value column={column} value={after[column.key] ?? null} />
    </div>
  ))
}

function Value({ column, value }: { column: ColumnInfo; value: CellValue }) {
  const say = useWords(FORESIGHT_WORDS)
  if (value === null || value === '') return <span className="quiet">{say('blank')}</span>
  return <CellView column={column} value={value} names={NO_NAMES} linked={false} />
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, NotFound, Page, Section } from '../parts/page.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { records, type TableInfo, tablesQuery } from './api.ts'
import { CellView, namesOf } from './cell-view.tsx'
import { ClientAliases, MergedInto } from './client-aliases.tsx'
import { ClientHandovers } from './client-handovers.tsx'
import { columnTitle } from './column-titles.ts'
import { Fact } from './fact.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { RecordHistory } from './record-history.tsx'
import { RECORD_WORDS } from './record-words.ts'
import { RemoveRecord } from './remove-record.tsx'
import './data.css'

export const readRecord = (table: TableInfo['key'], key: string) =>
  answer(records[':table'][':key'].$get({ param: { table, key: encodeURIComponent(key) } }))

/** One record: what it says, and every version there was. */
export function RecordPage() {
  const { table: tableKey, key } = useParams({ from: '/shell/records/$table/$key' })
  const tables = useQuery(tablesQuery)
  const table = tables.data?.items.find((each) => each.key === tableKey)
  if (tables.data && !table) return <NotFound />
  return <Loaded query={tables}>{() => table && <RecordDetails key={`${tableKey} ${key}`} table={table} recordKey={key} />}</Loaded>
}

function RecordDetails({ table, recordKey }: { table: TableInfo; recordKey: string }) {
  const say = useWords(RECORD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const navigate = useNavigate()
  const [asked, setAsked] = useState<'edit' | 'remove'>()
  const query = useQuery({ queryKey: ['records', table.key, 'one', recordKey], queryFn: () => readRecord(table.key, recordKey) })
  const record = query.data?.record ?? null
  return (
    <Page
      title={say('recordOf', {
        table: sayTable(table.key),
        key: recordKey.replaceAll(',', ' · ').replaceAll('~1', ',').replaceAll('~0', '~'),
      })}
      lead={
        <Link to="/records/$table" params={{ table: table.key }}>
          {say('back', { table: sayTable(table.key) })}
        </Link>
      }
      actions={
        table.isOwn &&
        record && (
          <>
            <Button type="primary" onClick={() => setAsked('edit')}>
              {say('edit')}
            </Button>
            <Button danger onClick={() => setAsked('remove')}>
              {say('remove')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={query}>
        {({ record: current, versions, names }) => {
          const known = namesOf(names)
          const values = current?.values ?? versions.at(-1)?.values ?? {}
          return (
            <>
              {!current && <Notice kind="warn">{say('outOfForce')}</Notice>}
              {!current && table.key === 'clients' && <MergedInto code={String(values.code)} />}
              <Section title={say('details')}>
                <dl className="facts">
                  {table.columns.map((column) => (
                    <Fact key={column.key} title={columnTitle(column)}>
                      <CellView column={column} value={values[column.key] ?? null} names={known} />
                    </Fact>
                  ))}
                </dl>
              </Section>
              {table.key === 'clients' && current && (
                <ClientHandovers client={String(current.values.code)} rep={current.values.rep ?? null} names={known} />
              )}
              {table.key === 'clients' && current && <ClientAliases client={String(current.values.code)} isOwn={table.isOwn} />}
              {versions.length > 0 && (
                <Section title={say('history')}>
                  <RecordHistory table={table} versions={versions} names={known} />
                </Section>
              )}
            </>
          )
        }}
      </Loaded>
      {asked === 'edit' && record && <RecordDialog table={table} record={record} onDone={() => setAsked(undefined)} />}
      {asked === 'remove' && record && (
        <RemoveRecord
          table={table}
          record={record}
          onDone={(isRemoved) => {
            setAsked(undefined)
            if (isRemoved) void navigate({ to: '/records/$table', params: { table: table.key } })
          }}
        />
      )}
    </Page>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { answer, ifMatch } from '../api/resource.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, NotFound, Page, Section } from '../parts/page.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { records, type TableInfo, tablesQuery } from './api.ts'
import { CellView, namesOf } from './cell-view.tsx'
import { columnTitle } from './column-titles.ts'
import { Fact } from './fact.tsx'
import { type EditedRecord, RecordDialog } from './record-dialog.tsx'
import { RecordHistory } from './record-history.tsx'
import { RECORD_WORDS } from './record-words.ts'
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
              <Section title={say('details')}>
                <dl className="facts">
                  {table.columns.map((column) => (
                    <Fact key={column.key} title={columnTitle(column)}>
                      <CellView column={column} value={values[column.key] ?? null} names={known} />
                    </Fact>
                  ))}
                </dl>
              </Section>
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

/** Takes a record out of force, with a reason. */
export function RemoveRecord({ table, record, onDone }: { table: TableInfo; record: EditedRecord; onDone: (isRemoved: boolean) => void }) {
  const say = useWords(RECORD_WORDS)
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: (reason: string) =>
      answer(
        records[':table'][':key'].$delete(
          { param: { table: table.key, key: encodeURIComponent(record.key) }, query: { reason } },
          ifMatch(record.version),
        ),
      ),
    onSuccess: async () => {
      onDone(true)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      danger
      title={say('removeTitle')}
      confirmLabel={say('remove')}
      isPending={remove.isPending}
      problem={remove.error}
      onCancel={() => onDone(false)}
      onConfirm={(reason) => remove.mutate(reason)}
    >
      {say('removeBody')}
    </ReasonDialog>
  )
}

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count, periodName } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type AsideRow, asideQuery, asideRows, type TableInfo, tablesQuery } from './api.ts'
import { ASIDE_WORDS } from './aside-words.ts'
import { type CellValue, CellView } from './cell-view.tsx'
import { columnTitle, titled } from './column-titles.ts'

/** The rows of a committed upload that wait because they reach a published period; nothing where none does. */
export function AsideRows({ upload }: { upload: string }) {
  const say = useWords(ASIDE_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const mayWrite = useSession().may('upload.write')
  const list = useInfiniteQuery(asideQuery(upload))
  const { data: tables } = useQuery(tablesQuery)
  const [asked, setAsked] = useState<{ readonly what: 'takeIn' | 'drop'; readonly records: readonly number[] }>()
  const client = useQueryClient()
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const settle = useMutation({
    mutationFn: ({ what, records, reason }: { what: 'takeIn' | 'drop'; records: readonly number[]; reason: string }) => {
      const param = { upload }
      // What is taken in goes over what was there when the list was read, not over what came since.
      const asOf = Math.min(...rows.filter(({ id }) => records.includes(id)).map((row) => row.asOf))
      const json = { records: [...records], reason }
      return what === 'drop'
        ? answer(asideRows[':upload']['set-aside'].drop.$post({ param, json }))
        : answer(asideRows[':upload']['set-aside']['take-in'].$post({ param, json: { ...json, asOf } }))
    },
    onSuccess: async () => {
      setAsked(undefined)
      await client.invalidateQueries()
    },
    // What stands in the way is seen in the list as it is now.
    onError: () => client.invalidateQueries({ queryKey: ['uploads', upload, 'aside'] }),
  })
  if (rows.length === 0) return null
  const ask = (what: 'takeIn' | 'drop', records: readonly number[]) => {
    settle.reset()
    setAsked({ what, records })
  }
  const ready = rows.filter(({ waits }) => !waits).map(({ id }) => id)
  const tableOf = (row: AsideRow) => tables?.items.find(({ key }) => key === row.table)
  return (
    <Section
      title={say('title')}
      actions={
        mayWrite &&
        ready.length > 0 && (
          <Button type="primary" onClick={() => ask('takeIn', ready)}>
            {say('takeIn', { n: count(ready.length) })}
          </Button>
        )
      }
    >
      <p className="quiet">{say('after')}</p>
      <PlainTable
        caption={say('title')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { key: 'record', title: say('record'), head: true, cell: ({ table, key }) => `${sayTable(table)} ${key.replaceAll(',', ' · ')}` },
          { key: 'uploaded', title: say('uploaded'), cell: (row) => <Values table={tableOf(row)} row={row} side="uploaded" /> },
          { key: 'now', title: say('now'), cell: (row) => <Values table={tableOf(row)} row={row} side="now" /> },
          {
            key: 'state',
            title: say('state'),
            cell: ({ waits, period }) => (waits ? say('waits', { period: periodName(period) }) : say('ready')),
          },
          {
            ...{ key: 'actions', title: '', bare: true },
            cell: ({ id }) =>
              mayWrite && (
                <Button size="small" danger onClick={() => ask('drop', [id])}>
                  {say('drop')}
                </Button>
              ),
          },
        ]}
      />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
      {asked && (
        <ReasonDialog
          open
          title={asked.what === 'drop' ? say('dropTitle') : say('takeInTitle', { n: count(asked.records.length) })}
          confirmLabel={asked.what === 'drop' ? say('drop') : say('takeIn', { n: count(asked.records.length) })}
          danger={asked.what === 'drop'}
          isPending={settle.isPending}
          problem={settle.error}
          onCancel={() => setAsked(undefined)}
          onConfirm={(reason) => settle.mutate({ ...asked, reason })}
        >
          {say(asked.what === 'drop' ? 'dropBody' : 'takeInBody')}
        </ReasonDialog>
      )}
    </Section>
  )
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** The columns in which what was uploaded and what is there differ; all that say something of a record that is not there. */
function Values({ table, row, side }: { table: TableInfo | undefined; row: AsideRow; side: 'uploaded' | 'now' }) {
  const say = useWords(ASIDE_WORDS)
  const [own, other]: (Readonly<Record<string, CellValue>> | null)[] = side === 'now' ? [row.now, row.uploaded] : [row.uploaded, row.now]
  if (!own) return <span className="quiet">{say('notThere')}</span>
  const columns = (table?.columns ?? []).filter(({ key }) =>
    other ? (own[key] ?? null) !== (other[key] ?? null) : (own[key] ?? null) !== null,
  )
  return columns.map((column) => (
    <div key={column.key}>
      <span className="quiet">{titled(columnTitle(column))}</span>
      <CellView column={column} value={own[column.key] ?? null} names={NO_NAMES} linked={false} />
    </div>
  ))
}

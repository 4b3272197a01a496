import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { answer } from '../api/resource.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { records, tablesQuery } from './api.ts'
import { type Names, namesOf } from './cell-view.tsx'
import { DatedRowActions } from './dated-row-actions.tsx'
import { type EditedRecord, RecordDialog } from './record-dialog.tsx'
import { RemoveRecord } from './remove-record.tsx'

interface DatedRowsProps {
  readonly table: 'spells' | 'client_reps'
  /** Whose rows: the column of the table and what stands in it. */
  readonly of: { readonly employee: string } | { readonly client: string }
  readonly title: string
  readonly add: string
  /** Said where there are no rows. */
  readonly none: ReactNode
  readonly lead?: ReactNode
  readonly text: (row: EditedRecord, names: Names) => string
  /** Whether a row holds no longer; `newer` are those that begin after it. */
  readonly isPast: (row: EditedRecord, newer: readonly EditedRecord[]) => boolean
  /** What held before the first row. */
  readonly before?: string | undefined
}

/** Rows that say from when something held of a person or a client, the newest first, with what can be done with each. */
export function DatedRows({ table: key, of, title, add, none, lead, text, isPast, before }: DatedRowsProps) {
  const [edited, setEdited] = useState<EditedRecord | 'new'>()
  const [removed, setRemoved] = useState<EditedRecord>()
  const { data: tables } = useQuery(tablesQuery)
  const table = tables?.items.find((each) => each.key === key)
  const query = useQuery({
    queryKey: ['records', key, 'of', ...Object.values(of)],
    queryFn: () => answer(records[':table'].$get({ param: { table: key }, query: { ...of, limit: 500 } })),
  })
  return (
    <Section title={title} actions={table?.isOwn && <Button onClick={() => setEdited('new')}>{add}</Button>}>
      {lead && <p className="quiet">{lead}</p>}
      <Loaded query={query} rows={2}>
        {({ items, names }) =>
          items.length === 0 ? (
            <p className="quiet">{none}</p>
          ) : (
            <ol className="history">
              {[...items]
                .sort((a, b) => (String(a.values.from) < String(b.values.from) ? 1 : -1))
                .map((row, place, rows) => (
                  <li key={row.key} className={isPast(row, rows.slice(0, place)) ? 'past' : undefined}>
                    <strong>{text(row, namesOf(names))}</strong>
                    {table?.isOwn && <DatedRowActions onEdit={() => setEdited(row)} onRemove={() => setRemoved(row)} />}
                  </li>
                ))}
              {before !== undefined && <li className="past">{before}</li>}
            </ol>
          )
        }
      </Loaded>
      {edited && table && (
        <RecordDialog table={table} record={edited === 'new' ? undefined : edited} begin={of} onDone={() => setEdited(undefined)} />
      )}
      {removed && table && <RemoveRecord table={table} record={removed} onDone={() => setRemoved(undefined)} />}
    </Section>
  )
}

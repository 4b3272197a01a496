import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useId, useState } from 'react'
import { answer } from '../api/resource.ts'
import { day, periodName } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Loaded } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { clients, records, tablesQuery } from './api.ts'
import { CellView } from './cell-view.tsx'
import { columnTitle, listed } from './column-titles.ts'
import { MERGE_WORDS } from './merge-words.ts'
import { ReferenceChoice } from './reference-choice.tsx'
import { TouchedTables } from './touched-tables.tsx'

interface MergeClientsProps {
  /** The code of a client, and of the other where it is known; else it is chosen. */
  readonly codes: readonly [string, string?]
  /** Told the client that stayed, or nothing where it was left. */
  readonly onDone: (into?: string) => void
}

const tryMerge = (from: string, into: string) => answer(clients.merge.preview.$post({ json: { from, into } }))
type Tried = Awaited<ReturnType<typeof tryMerge>>

/** Merges two codes of one client 合并客户: which stays, what that does, why. */
export function MergeClients({ codes: [one, known], onDone }: MergeClientsProps) {
  const say = useWords(MERGE_WORDS)
  const queryClient = useQueryClient()
  const id = useId()
  const [other, setOther] = useState(known ?? '')
  const [into, setInto] = useState(one)
  const from = into === one ? other : one
  const isPair = other !== '' && other !== one
  const tried = useQuery({
    queryKey: ['clients', 'merge', from, into],
    queryFn: () => tryMerge(from, into),
    enabled: isPair,
    staleTime: 0,
    retry: false,
  })
  const merge = useMutation({
    mutationFn: (reason: string) => answer(clients.merge.$post({ json: { from, into, reason } })),
    onSuccess: async () => {
      onDone(into)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      title={say('merge')}
      confirmLabel={say('mergeShort')}
      isReady={isPair && tried.isSuccess}
      isPending={merge.isPending}
      problem={merge.error}
      onCancel={() => onDone()}
      onConfirm={(reason) => merge.mutate(reason)}
    >
      <p>{say('lead')}</p>
      {known === undefined && (
        <div className="field">
          <label htmlFor={id}>{say('other')}</label>
          <ReferenceChoice id={id} type="client" value={other} isRequired disabled={false} onChange={setOther} />
        </div>
      )}
      {isPair && (
        <>
          <fieldset className="field" style={{ border: 0, margin: 0, padding: 0 }}>
            <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }}>{say('keep')}</legend>
            <Radio.Group value={into} onChange={(event) => setInto(String(event.target.value))} style={{ display: 'grid', gap: 4 }}>
              {[one, other].map((code) => (
                <Radio key={code} value={code}>
                  <ClientName code={code} />
                </Radio>
              ))}
            </Radio.Group>
          </fieldset>
          {tried.error ? (
            <ProblemNotice problem={tried.error} />
          ) : (
            <Loaded query={tried}>{(found) => <Comes to={found} codes={[into, from]} />}</Loaded>
          )}
        </>
      )}
    </ReasonDialog>
  )
}

function ClientName({ code }: { code: string }) {
  const { data } = useQuery({
    queryKey: ['records', 'clients', 'of', code],
    queryFn: () => answer(records[':table'].$get({ param: { table: 'clients' }, query: { client: code, limit: 1 } })),
  })
  const name = data?.items[0]?.values.name
  return (
    <>
      {name} <span className="quiet">{code}</span>
    </>
  )
}

/** What a merge does to which records and periods, what stays of the two entries, and whose the client is then. */
function Comes({
  to: { tables, reaches, lateFor, differences, reps },
  codes: [into, from],
}: {
  to: Tried
  codes: readonly [string, string]
}) {
  const say = useWords(MERGE_WORDS)
  const { data: known } = useQuery(tablesQuery)
  const columns = known?.items.find(({ key }) => key === 'clients')?.columns ?? []
  const nameOf = usePeopleNames([
    ...reps.map(({ rep }) => rep),
    ...differences.filter(({ column }) => column === 'rep').flatMap((each) => [each.into, each.from]),
  ])
  const cell = (key: string, value: string | null) => {
    const column = columns.find((each) => each.key === key)
    if (key === 'rep' && value !== null) return `${nameOf(value)} ${value}`
    const told = column?.type === 'flag' && value !== null ? value === 'true' : value
    return column ? <CellView column={column} value={told} names={new Map()} /> : value
  }
  return (
    <>
      <div>
        <strong>{say('records')}</strong>
        <TouchedTables tables={tables} />
      </div>
      <div>
        {reaches.length === 0 ? say('reachesNone') : say('reaches', { periods: listed(reaches.map(periodName)) })}
        {lateFor.length > 0 && (
          <div>
            <Tag kind="warn">{say('late', { periods: listed(lateFor.map(periodName)) })}</Tag>
          </div>
        )}
      </div>
      {differences.length > 0 && (
        <PlainTable
          caption={say('differences')}
          rows={differences}
          keyOf={({ column }) => column}
          columns={[
            {
              key: 'column',
              title: say('column'),
              head: true,
              cell: ({ column }) => columnTitle(columns.find(({ key }) => key === column) ?? { key: column, title: column }),
            },
            { key: 'into', title: into, cell: (row) => cell(row.column, row.into) },
            { key: 'from', title: from, cell: (row) => cell(row.column, row.from) },
            { key: 'after', title: say('after'), cell: (row) => <strong>{cell(row.column, row.after)}</strong> },
          ]}
        />
      )}
      <div>
        <strong>{say('reps')}</strong>
        {reps.length === 0 && <div>{say('repNone')}</div>}
        {reps.map(({ rep, from: since }) => {
          const who = `${nameOf(rep)} ${rep}`
          return <div key={String(since)}>{since === null ? say('repEver', { rep: who }) : say('rep', { rep: who, day: day(since) })}</div>
        })}
      </div>
    </>
  )
}

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { count, day, periodName, time } from '../../parts/format.ts'
import { Notice } from '../../parts/notice.tsx'
import { Loaded, Page, Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useWords } from '../../words/words.ts'
import { MoreButton } from '../more-button.tsx'
import { HoldList } from './hold-list.tsx'
import { type PreviewLine, previewQuery, type Removal, readRemovals, removeOld, retentionQuery } from './retention-queries.ts'
import { RETENTION } from './retention-words.ts'
import { useTableName } from './table-name.ts'
import { YearsTable } from './years-table.tsx'

/** How long personal data are kept 留存与清除: years by table, holds, what would go, and what went. */
export function RetentionPage() {
  const say = useWords(RETENTION)
  const mayWrite = useSession().may('retention.write')
  const query = useQuery(retentionQuery)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <PreviewSection mayWrite={mayWrite} />
      <Loaded query={query}>
        {(state) => (
          <>
            <YearsTable state={state} mayWrite={mayWrite} />
            <HoldList holds={state.holds} mayWrite={mayWrite} />
          </>
        )}
      </Loaded>
      <RemovalLog />
    </Page>
  )
}

function PreviewSection({ mayWrite }: { mayWrite: boolean }) {
  const say = useWords(RETENTION)
  const tableName = useTableName()
  const client = useQueryClient()
  const query = useQuery(previewQuery)
  const [isRemoving, setRemoving] = useState(false)
  const remove = useMutation({
    mutationFn: (reason: string) => removeOld(query.data?.plan ?? '', reason),
    onSuccess: () => setRemoving(false),
    // What was refused because it has changed is shown as it is now.
    onSettled: () => client.invalidateQueries({ queryKey: ['retention'] }),
  })
  const rows = sum(query.data?.lines ?? [], 'rows')
  const removedRows = remove.data && sum(remove.data.removed, 'rows')
  return (
    <Section
      title={say('preview')}
      actions={
        mayWrite &&
        rows > 0 && (
          <Button danger onClick={() => setRemoving(true)}>
            {say('remove')}
          </Button>
        )
      }
    >
      {removedRows !== undefined && <Notice kind="good">{say('removed', { count: count(removedRows) })}</Notice>}
      <Loaded query={query} rows={3}>
        {({ lines, kinds }) => (
          <PlainTable
            caption={say('preview')}
            keyOf={({ kind }) => kind}
            rows={kinds.filter(({ kind }) => lines.some((line) => line.kind === kind))}
            empty={say('nothing')}
            columns={[
              { key: 'kind', title: say('table'), head: true, cell: ({ kind }) => tableName(kind) },
              {
                key: 'until',
                title: say('months'),
                cell: ({ kind, until, keptFor }) => (
                  <>
                    {say('until', { day: day(until) })}
                    {keptFor !== null && <div className="quiet">{say('keptFor', { period: periodName(keptFor) })}</div>}
                    <Months lines={lines.filter((line) => line.kind === kind)} />
                  </>
                ),
              },
              ...(['rows', 'held', 'needed'] as const).map((what) => ({
                key: what,
                title: say(what),
                figures: true,
                cell: ({ kind }: { kind: string }) =>
                  count(
                    sum(
                      lines.filter((line) => line.kind === kind),
                      what,
                    ),
                  ),
              })),
            ]}
          />
        )}
      </Loaded>
      <ReasonDialog
        open={isRemoving}
        title={say('removeTitle', { count: count(rows) })}
        danger
        confirmLabel={say('remove')}
        isPending={remove.isPending}
        problem={remove.error}
        onCancel={() => setRemoving(false)}
        onConfirm={(reason) => remove.mutate(reason)}
      >
        {say('removeMore')}
      </ReasonDialog>
    </Section>
  )
}

function Months({ lines }: { lines: readonly PreviewLine[] }) {
  const say = useWords(RETENTION)
  const why = lines.flatMap(({ neededFor }) => (isReason(neededFor) ? [neededFor] : []))[0]
  return (
    <details>
      <summary>{say('month')}</summary>
      <ul className="plain-list">
        {lines.map(({ month, rows, held, needed }) => (
          <li key={month}>
            {periodName(month)}: {count(rows)}
            {held > 0 && `, ${say('held')} ${count(held)}`}
            {needed > 0 && `, ${say('needed')} ${count(needed)}`}
          </li>
        ))}
      </ul>
      {why && (
        <div className="quiet">
          {say('needed')}: {say(why)}
        </div>
      )}
    </details>
  )
}

const REASONS = ['first_orders_tell_new_clients', 'answers_wait_for_hr', 'uploads_wait_to_be_settled'] as const

function isReason(code: string | null): code is (typeof REASONS)[number] {
  return REASONS.some((each) => each === code)
}

function RemovalLog() {
  const say = useWords(RETENTION)
  const tableName = useTableName()
  const query = useInfiniteQuery({
    queryKey: ['retention', 'removals'],
    queryFn: ({ pageParam }) => readRemovals(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const nameOf = usePeopleNames(rows.map(({ by }) => by))
  const columns: PlainColumn<Removal>[] = [
    { key: 'kind', title: say('table'), head: true, cell: ({ kind, month }) => `${tableName(kind)} ${periodName(month)}` },
    { key: 'rows', title: say('rows'), figures: true, cell: (line) => count(line.rows) },
    { key: 'at', title: say('when'), cell: ({ at }) => time(at) },
    { key: 'by', title: say('who'), cell: ({ by }) => nameOf(by) },
    { key: 'reason', title: say('reason'), cell: ({ reason }) => reason },
    {
      key: 'hash',
      title: say('hash'),
      cell: ({ sha256 }) => (
        <code title={sha256} style={{ overflowWrap: 'anywhere' }}>
          {sha256.slice(0, 16)}…
        </code>
      ),
    },
  ]
  return (
    <Section title={say('log')}>
      <Loaded query={query} rows={2}>
        {() => <PlainTable caption={say('log')} keyOf={({ id }) => id} rows={rows} columns={columns} empty={say('logEmpty')} />}
      </Loaded>
      <MoreButton query={query} />
    </Section>
  )
}

function sum<Key extends string>(lines: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return lines.reduce((total, line) => total + line[key], 0)
}

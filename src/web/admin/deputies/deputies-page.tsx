import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { day, time } from '../../parts/format.ts'
import { Empty, Loaded, Page } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { Tag, type TagKind } from '../../parts/tag.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { MoreButton } from '../more-button.tsx'
import { type Deputy, endDeputy, readDeputies } from './deputy-queries.ts'
import { DEPUTIES } from './deputy-words.ts'
import { NewDeputyDialog } from './new-deputy-dialog.tsx'

/** Deputies 代理: HR's to name, managers' to see their own. */
export function DeputiesPage() {
  const say = useWords(DEPUTIES)
  const session = useSession()
  const mayWrite = session.may('deputy.write')
  const [isNaming, setNaming] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['deputies'],
    queryFn: ({ pageParam }) => readDeputies(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <Page
      title={say('title')}
      lead={say(session.scopeOf('deputy.read') === 'all' ? 'lead' : 'leadOwn')}
      actions={
        mayWrite && (
          <Button type="primary" onClick={() => setNaming(true)}>
            {say('make')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ pages }) => (
          <section className="card">
            <DeputyTable rows={pages.flatMap(({ items }) => items)} mayWrite={mayWrite} />
          </section>
        )}
      </Loaded>
      <MoreButton query={query} />
      {isNaming && <NewDeputyDialog onClose={() => setNaming(false)} />}
    </Page>
  )
}

const STATE_KINDS: Readonly<Record<Deputy['state'], TagKind>> = { planned: 'info', in_force: 'good', over: 'plain', ended: 'plain' }

function DeputyTable({ rows, mayWrite }: { rows: readonly Deputy[]; mayWrite: boolean }) {
  const say = useWords(DEPUTIES)
  const common = useWords(COMMON)
  const nameOf = usePeopleNames(rows.map(({ manager }) => manager))
  const [ended, setEnded] = useState<Deputy>()
  if (rows.length === 0) {
    return (
      <Empty>
        <p>{say('none')}</p>
        {mayWrite && <p>{say('noneMore')}</p>}
      </Empty>
    )
  }
  const columns: PlainColumn<Deputy>[] = [
    { key: 'deputy', title: say('deputy'), head: true, cell: ({ accountName }) => accountName },
    {
      key: 'manager',
      title: say('manager'),
      cell: ({ manager }) => (
        <>
          {nameOf(manager)} <span className="quiet">{manager}</span>
        </>
      ),
    },
    { key: 'days', title: say('days'), cell: ({ first, last }) => say('range', { first: day(first), last: day(last) }) },
    { key: 'reason', title: common('reason'), cell: ({ reason }) => reason },
    {
      key: 'state',
      title: say('state'),
      cell: ({ state, endedAt }) => (
        <>
          <Tag kind={STATE_KINDS[state]}>{say(state)}</Tag>
          {endedAt !== null && <span className="quiet"> {say('endedAt', { time: time(endedAt) })}</span>}
        </>
      ),
    },
  ]
  const actions: PlainColumn<Deputy> = {
    key: 'actions',
    title: say('actions'),
    bare: true,
    cell: (deputy) =>
      (deputy.state === 'planned' || deputy.state === 'in_force') && (
        <button type="button" className="link-button" aria-label={`${say('end')} ${deputy.accountName}`} onClick={() => setEnded(deputy)}>
          {say('end')}
        </button>
      ),
  }
  return (
    <>
      <PlainTable caption={say('title')} columns={mayWrite ? [...columns, actions] : columns} rows={rows} keyOf={({ id }) => id} />
      {ended && <EndDialog deputy={ended} onClose={() => setEnded(undefined)} />}
    </>
  )
}

function EndDialog({ deputy, onClose }: { deputy: Deputy; onClose: () => void }) {
  const say = useWords(DEPUTIES)
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: (reason: string) => endDeputy(deputy.id, reason),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['deputies'] })
      onClose()
    },
  })
  return (
    <ReasonDialog
      open
      title={say('endTitle', { name: deputy.accountName })}
      confirmLabel={say('end')}
      danger
      isPending={end.isPending}
      problem={end.error}
      onCancel={onClose}
      onConfirm={(reason) => end.mutate(reason)}
    >
      {say('endMore')}
    </ReasonDialog>
  )
}

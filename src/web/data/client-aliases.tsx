import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { changes, records } from './api.ts'
import { MergeClients } from './merge-clients.tsx'
import { MERGE_WORDS } from './merge-words.ts'
import type { EditedRecord } from './record-dialog.tsx'
import { keyOf } from './record-key.ts'
import { TakeBack } from './take-back.tsx'

const readAliases = (query: { client: string } | { column: 'alias'; value: string }) =>
  answer(records[':table'].$get({ param: { table: 'client_aliases' }, query: { ...query, limit: 500 } }))

/** The other codes of a client 客户别名, with the merge that brought each and what splits it off again; and how one more is merged into it. */
export function ClientAliases({ client, isOwn }: { client: string; isOwn: boolean }) {
  const say = useWords(MERGE_WORDS)
  const navigate = useNavigate()
  const [isMerging, setMerging] = useState(false)
  const query = useQuery({ queryKey: ['records', 'client_aliases', 'of', client], queryFn: () => readAliases({ client }) })
  return (
    <Section title={say('aliases')} actions={isOwn && <Button onClick={() => setMerging(true)}>{say('merge')}</Button>}>
      <p className="quiet">{say('aliasesLead')}</p>
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say('aliasesNone')}</p>
          ) : (
            <ul className="history">
              {items.map((row) => (
                <Alias key={row.key} row={row} isOwn={isOwn} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isMerging && (
        <MergeClients
          codes={[client]}
          onDone={(into) => {
            setMerging(false)
            if (into !== undefined) void navigate({ to: '/records/$table/$key', params: { table: 'clients', key: keyOf(into) } })
          }}
        />
      )}
    </Section>
  )
}

function Alias({ row: { key, version, values }, isOwn }: { row: EditedRecord; isOwn: boolean }) {
  const say = useWords(MERGE_WORDS)
  const session = useSession()
  const [isSplitting, setSplitting] = useState(false)
  const { data: change } = useQuery({
    queryKey: ['changes', 'one', version],
    queryFn: () => answer(changes[':change'].$get({ param: { change: String(version) } })),
    enabled: session.may('upload.read'),
  })
  const alias = String(values.alias)
  return (
    <li>
      <strong>{alias}</strong> {values.name}
      {change?.kind === 'merge' && <span className="quiet"> · {say('byMerge', { n: change.id })}</span>}
      <div className="row">
        {change?.kind === 'merge' && isOwn && (
          <Button size="small" onClick={() => setSplitting(true)}>
            {say('split')}
          </Button>
        )}
        <Link to="/records/$table/$key" params={{ table: 'client_aliases', key }}>
          {say('seeAlias')}
        </Link>
      </div>
      {isSplitting && (
        <TakeBack
          change={String(version)}
          title={say('splitTitle', { alias })}
          confirmLabel={say('split')}
          required
          onDone={() => setSplitting(false)}
        >
          <p>{say('splitBody', { n: version })}</p>
        </TakeBack>
      )}
    </li>
  )
}

/** Of a code that is no client any more: which client it means now. */
export function MergedInto({ code }: { code: string }) {
  const say = useWords(MERGE_WORDS)
  const { data } = useQuery({
    queryKey: ['records', 'client_aliases', 'alias', code],
    queryFn: () => readAliases({ column: 'alias', value: code }),
  })
  const client = data?.items[0]?.values.client
  if (typeof client !== 'string') return null
  return (
    <Notice kind="info">
      {say('mergedInto', { client })}{' '}
      <Link to="/records/$table/$key" params={{ table: 'clients', key: keyOf(client) }}>
        {say('seeClient', { client })}
      </Link>
    </Notice>
  )
}

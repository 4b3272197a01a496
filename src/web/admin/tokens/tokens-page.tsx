import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { day, time } from '../../parts/format.ts'
import { ProblemNotice } from '../../parts/notice.tsx'
import { Empty, Loaded, Page } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { MoreButton } from '../more-button.tsx'
import { MadeTokenDialog, NewTokenDialog } from './new-token-dialog.tsx'
import { type MadeToken, readTokens, revokeToken, scopesQuery, type Token } from './token-queries.ts'
import { TOKENS } from './token-words.ts'

/** API tokens 访问令牌 of other systems. */
export function TokensPage() {
  const say = useWords(TOKENS)
  const mayWrite = useSession().may('token.write')
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<MadeToken>()
  const query = useInfiniteQuery({
    queryKey: ['tokens'],
    queryFn: ({ pageParam }) => readTokens(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        <>
          <a href="/api/docs">{say('reference')}</a>
          {mayWrite && (
            <Button type="primary" onClick={() => setMaking(true)}>
              {say('make')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {({ pages }) => (
          <section className="card">
            <TokenTable rows={pages.flatMap(({ items }) => items)} mayWrite={mayWrite} />
          </section>
        )}
      </Loaded>
      <MoreButton query={query} />
      {isMaking && (
        <NewTokenDialog
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false)
            setMade(token)
          }}
        />
      )}
      <MadeTokenDialog made={made} onClose={() => setMade(undefined)} />
    </Page>
  )
}

function TokenTable({ rows, mayWrite }: { rows: readonly Token[]; mayWrite: boolean }) {
  const say = useWords(TOKENS)
  const { data } = useQuery(scopesQuery)
  const nameOf = usePeopleNames(rows.map(({ createdBy }) => createdBy))
  const [revoked, setRevoked] = useState<Token>()
  const scopeTitle = (scope: string) => {
    const known = data?.items.find((each) => each.scope === scope)
    return known ? inLanguage(known) : scope
  }
  if (rows.length === 0) {
    return (
      <Empty>
        <p>{say('none')}</p>
        {mayWrite && <p>{say('noneMore')}</p>}
      </Empty>
    )
  }
  const columns: PlainColumn<Token>[] = [
    { key: 'name', title: say('name'), head: true, bare: true, cell: ({ name }) => name },
    {
      key: 'scopes',
      title: say('scopes'),
      cell: ({ scopes }) => (
        <details>
          <summary>{say('scopeCount', { count: scopes.length })}</summary>
          {scopes.map(scopeTitle).join(' · ')}
        </details>
      ),
    },
    { key: 'state', title: say('state'), cell: (token) => <StateTag token={token} /> },
    { key: 'expires', title: say('expires'), cell: ({ expiresAt }) => day(expiresAt) },
    { key: 'used', title: say('lastUsed'), cell: ({ lastUsedAt }) => (lastUsedAt === null ? say('never') : time(lastUsedAt)) },
    {
      key: 'created',
      title: say('createdBy'),
      cell: ({ createdBy, createdAt }) => (
        <>
          {nameOf(createdBy)} <span className="quiet">{time(createdAt)}</span>
        </>
      ),
    },
  ]
  const actions: PlainColumn<Token> = {
    key: 'actions',
    title: say('actions'),
    bare: true,
    cell: (token) =>
      token.revokedAt === null && (
        <button type="button" className="link-button" aria-label={`${say('revoke')} ${token.name}`} onClick={() => setRevoked(token)}>
          {say('revoke')}
        </button>
      ),
  }
  return (
    <>
      <PlainTable caption={say('title')} columns={mayWrite ? [...columns, actions] : columns} rows={rows} keyOf={({ id }) => id} />
      {revoked && <RevokeDialog token={revoked} onClose={() => setRevoked(undefined)} />}
    </>
  )
}

function StateTag({ token: { revokedAt, expiresAt } }: { token: Token }) {
  const say = useWords(TOKENS)
  if (revokedAt !== null) return <Tag>{say('revoked')}</Tag>
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  return isOver ? <Tag kind="warn">{say('expired')}</Tag> : <Tag kind="good">{say('valid')}</Tag>
}

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const say = useWords(TOKENS)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['tokens'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say('revokeTitle', { name: token.name })}
      okText={say('revoke')}
      cancelText={common('cancel')}
      okButtonProps={{ danger: true, loading: revoke.isPending }}
      onCancel={onClose}
      onOk={() => revoke.mutate()}
    >
      <div className="stack">
        <p>{say('revokeMore')}</p>
        <ProblemNotice problem={revoke.error} />
      </div>
    </Modal>
  )
}

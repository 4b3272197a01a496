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
import { approveToken, type MadeToken, readTokens, revokeToken, scopesQuery, type Token } from './token-queries.ts'
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
  const nameOf = usePeopleNames(rows.flatMap(({ createdBy, approvedBy }) => [createdBy, ...(approvedBy === null ? [] : [approvedBy])]))
  const [settled, setSettled] = useState<Settling>()
  const scopeTitle = useScopeTitles()
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
      cell: ({ scopes, lost }) => (
        <details>
          <summary>{say('scopeCount', { count: scopes.length })}</summary>
          {scopes.map(scopeTitle).join(' · ')}
          {lost.length > 0 && <div className="quiet">{say('lostSome', { count: lost.length })}</div>}
        </details>
      ),
    },
    { key: 'state', title: say('state'), cell: (token) => <StateTag token={token} /> },
    { key: 'expires', title: say('expires'), cell: ({ expiresAt }) => day(expiresAt) },
    { key: 'used', title: say('lastUsed'), cell: ({ lastUsedAt }) => (lastUsedAt === null ? say('never') : time(lastUsedAt)) },
    {
      key: 'created',
      title: say('createdBy'),
      cell: ({ createdBy, createdAt, approvedBy }) => (
        <>
          {nameOf(createdBy)} <span className="quiet">{time(createdAt)}</span>
          {approvedBy !== null && <div className="quiet">{say('approvedBy', { name: nameOf(approvedBy) })}</div>}
        </>
      ),
    },
  ]
  const actions: PlainColumn<Token> = {
    key: 'actions',
    title: say('actions'),
    bare: true,
    cell: (token) => (
      <span className="row">
        {token.mayApprove && <Action label={say('approve')} token={token} onClick={() => setSettled({ kind: 'approve', token })} />}
        {token.mayRevoke && (
          <Action
            label={say(token.mayApprove ? 'turnDown' : 'revoke')}
            token={token}
            onClick={() => setSettled({ kind: 'revoke', token })}
          />
        )}
        {token.state === 'waiting' && !token.mayApprove && <span className="quiet">{say('approveWaits')}</span>}
      </span>
    ),
  }
  return (
    <>
      <PlainTable caption={say('title')} columns={mayWrite ? [...columns, actions] : columns} rows={rows} keyOf={({ id }) => id} />
      {settled && <SettleDialog {...settled} onClose={() => setSettled(undefined)} />}
    </>
  )
}

function StateTag({ token: { state } }: { token: Token }) {
  const say = useWords(TOKENS)
  const kind = { valid: 'good', waiting: 'warn', expired: 'warn', powerless: 'bad', revoked: 'plain' } as const
  return <Tag kind={kind[state]}>{say(state)}</Tag>
}

function Action({ label, token, onClick }: { label: string; token: Token; onClick: () => void }) {
  return (
    <button type="button" className="link-button" aria-label={`${label} ${token.name}`} onClick={onClick}>
      {label}
    </button>
  )
}

/** What is about to be done to a token. */
interface Settling {
  readonly kind: 'approve' | 'revoke'
  readonly token: Token
}

function SettleDialog({ kind, token, onClose }: Settling & { onClose: () => void }) {
  const say = useWords(TOKENS)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: () => (kind === 'approve' ? approveToken : revokeToken)(token.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['tokens'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say(`${kind}Title`, { name: token.name })}
      okText={say(kind)}
      cancelText={common('cancel')}
      okButtonProps={{ danger: kind === 'revoke', loading: settle.isPending }}
      onCancel={onClose}
      onOk={() => settle.mutate()}
    >
      <div className="stack">
        <p>{say(`${kind}More`)}</p>
        {kind === 'approve' && <TokenScopes scopes={token.toApprove} />}
        <ProblemNotice problem={settle.error} />
      </div>
    </Modal>
  )
}

function TokenScopes({ scopes }: { scopes: readonly string[] }) {
  const titles = useScopeTitles()
  return (
    <ul>
      {scopes.map((scope) => (
        <li key={scope}>{titles(scope)}</li>
      ))}
    </ul>
  )
}

function useScopeTitles(): (scope: string) => string {
  const { data } = useQuery(scopesQuery)
  return (scope) => {
    const known = data?.items.find((each) => each.scope === scope)
    return known ? inLanguage(known) : scope
  }
}

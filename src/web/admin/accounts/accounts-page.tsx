import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ACCOUNT_POSITIONS } from '../../../domain/people/account-position.ts'
import { useSession } from '../../api/session.ts'
import { time } from '../../parts/format.ts'
import { Empty, Loaded, Page } from '../../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { POSITION_WORDS } from '../../words/positions.ts'
import { useWords } from '../../words/words.ts'
import { MoreButton } from '../more-button.tsx'
import { SearchField } from '../search-field.tsx'
import { type AccountAction, AccountActionDialog } from './account-action.tsx'
import { EditAccountDialog, NewAccountDialog } from './account-dialogs.tsx'
import { type Account, type AccountSearch, readAccounts, type WithPassword } from './account-queries.ts'
import { ACCOUNTS } from './account-words.ts'
import { FromEmployeesDialog } from './from-employees-dialog.tsx'
import { OneTimePassword } from './one-time-password.tsx'
import './accounts.css'

const route = getRouteApi('/shell/accounts')

/** Accounts 账号, for administrators and HR to keep and for auditors to read. */
export function AccountsPage() {
  const say = useWords(ACCOUNTS)
  const search = route.useSearch()
  const mayWrite = useSession().may('account.write')
  const [opened, setOpened] = useState<'new' | 'many'>()
  const [made, setMade] = useState<WithPassword>()
  const query = useInfiniteQuery({
    queryKey: ['accounts', search],
    queryFn: ({ pageParam }) => readAccounts(search, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        mayWrite && (
          <>
            <Button onClick={() => setOpened('many')}>{say('makeMany')}</Button>
            <Button type="primary" onClick={() => setOpened('new')}>
              {say('make')}
            </Button>
          </>
        )
      }
    >
      <Filters value={search} />
      <Loaded query={query} rows={10}>
        {({ pages }) => (
          <section className="card">
            <AccountTable rows={pages.flatMap(({ items }) => items)} mayWrite={mayWrite} onPassword={setMade} />
          </section>
        )}
      </Loaded>
      <MoreButton query={query} />
      {opened === 'new' && (
        <NewAccountDialog
          onClose={() => setOpened(undefined)}
          onMade={(account) => {
            setOpened(undefined)
            setMade(account)
          }}
        />
      )}
      {opened === 'many' && <FromEmployeesDialog onClose={() => setOpened(undefined)} />}
      <OneTimePassword made={made} onClose={() => setMade(undefined)} />
    </Page>
  )
}

function Filters({ value }: { value: AccountSearch }) {
  const say = useWords(ACCOUNTS)
  const sayPosition = useWords(POSITION_WORDS)
  const navigate = route.useNavigate()
  const narrow = (part: AccountSearch) => void navigate({ search: { ...value, ...part }, replace: true })
  const ALL = ''
  return (
    <div className="filters">
      <SearchField label={say('find')} value={value.search} onChange={(search) => narrow({ search })} />
      <Select
        aria-label={say('position')}
        value={value.position ?? ALL}
        onChange={(chosen: string) => narrow({ position: ACCOUNT_POSITIONS.find((position) => position === chosen) })}
        options={[
          { value: ALL, label: say('allPositions') },
          ...ACCOUNT_POSITIONS.map((position) => ({ value: position, label: sayPosition(position) })),
        ]}
      />
      <Select
        aria-label={say('state')}
        value={value.state ?? ALL}
        onChange={(chosen: string) => narrow({ state: chosen === 'open' || chosen === 'closed' ? chosen : undefined })}
        options={[
          { value: ALL, label: say('allStates') },
          { value: 'open', label: say('open') },
          { value: 'closed', label: say('closed') },
        ]}
      />
    </div>
  )
}

interface AccountTableProps {
  readonly rows: readonly Account[]
  readonly mayWrite: boolean
  readonly onPassword: (made: WithPassword) => void
}

function AccountTable({ rows, mayWrite, onPassword }: AccountTableProps) {
  const say = useWords(ACCOUNTS)
  const sayPosition = useWords(POSITION_WORDS)
  const session = useSession()
  const [edited, setEdited] = useState<Account>()
  const [acted, setActed] = useState<AccountAction>()
  if (rows.length === 0) return <Empty>{say('none')}</Empty>
  const columns: PlainColumn<Account>[] = [
    {
      key: 'name',
      title: say('name'),
      head: true,
      bare: true,
      cell: ({ name, username }) => (
        <>
          {name} <span className="quiet">{username}</span>
        </>
      ),
    },
    {
      key: 'positions',
      title: say('positions'),
      cell: ({ positions }) => (
        <span className="tags">
          {positions.map((position) => (
            <Tag key={position} kind={position === 'administrator' ? 'info' : 'plain'}>
              {sayPosition(position)}
            </Tag>
          ))}
        </span>
      ),
    },
    { key: 'employee', title: say('employee'), cell: ({ employee }) => employee ?? '—' },
    { key: 'email', title: say('email'), cell: ({ email }) => email ?? '—' },
    {
      key: 'state',
      title: say('state'),
      cell: (account) => (
        <span className="tags">
          <StateTag account={account} />
          {account.secondFactor && <Tag kind="info">{say('secondFactor')}</Tag>}
        </span>
      ),
    },
  ]
  const actions: PlainColumn<Account> = {
    key: 'actions',
    title: say('actions'),
    bare: true,
    cell: (account) =>
      !session.keepsAll(account.positions) ? (
        <span className="quiet">{say('keptByOthers')}</span>
      ) : (
        <span className="row">
          {account.closedAt === null ? (
            <>
              <Action label={say('edit')} of={account.name} onClick={() => setEdited(account)} />
              <Action label={say('reset')} of={account.name} onClick={() => setActed({ kind: 'reset', account })} />
              <Action label={say('end')} of={account.name} onClick={() => setActed({ kind: 'end', account })} />
              {account.secondFactor && (
                <Action label={say('factor')} of={account.name} onClick={() => setActed({ kind: 'factor', account })} />
              )}
              <Action label={say('close')} of={account.name} onClick={() => setActed({ kind: 'close', account })} />
            </>
          ) : (
            <Action label={say('reopen')} of={account.name} onClick={() => setActed({ kind: 'reopen', account })} />
          )}
        </span>
      ),
  }
  return (
    <>
      <PlainTable caption={say('title')} columns={mayWrite ? [...columns, actions] : columns} rows={rows} keyOf={({ id }) => id} />
      {edited && <EditAccountDialog account={edited} onClose={() => setEdited(undefined)} />}
      <AccountActionDialog action={acted} onClose={() => setActed(undefined)} onPassword={onPassword} />
    </>
  )
}

function StateTag({ account: { closedAt, lockedUntil, mustChangePassword } }: { account: Account }) {
  const say = useWords(ACCOUNTS)
  if (closedAt !== null) return <Tag>{say('closed')}</Tag>
  if (lockedUntil !== null && Date.parse(lockedUntil) > Date.now())
    return <Tag kind="bad">{say('locked', { time: time(lockedUntil) })}</Tag>
  return mustChangePassword ? <Tag kind="warn">{say('mustChange')}</Tag> : <Tag kind="good">{say('open')}</Tag>
}

function Action({ label, of, onClick }: { label: string; of: string; onClick: () => void }) {
  return (
    <button type="button" className="link-button" aria-label={`${label} ${of}`} onClick={onClick}>
      {label}
    </button>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useSession } from '../api/session.ts'
import { periodName, yuan } from '../parts/format.ts'
import { Empty, Loaded, Section } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { type Balance, balancesQuery } from './api.ts'
import { DecideBalanceDialog, ReceiveBalanceDialog } from './balance-dialogs.tsx'
import { BalanceLedger } from './balance-ledger.tsx'
import { BALANCES } from './balance-words.ts'

/** What months below zero left open, each with its ledger, and what finance does about it. Nothing where there never was one. */
export function BalanceList() {
  const say = useWords(BALANCES)
  const mayDecide = useSession().may('adjustment.decide')
  const list = useInfiniteQuery(balancesQuery)
  const [onlyOpen, setOnlyOpen] = useState(true)
  const [asked, setAsked] = useState<{ readonly what: 'decide' | 'receive'; readonly balance: Balance }>()
  const all = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.data && all.length === 0) return null
  const shown = onlyOpen ? all.filter(({ state }) => state !== 'settled' && state !== 'written_off') : all
  const columns: readonly PlainColumn<Balance>[] = [
    {
      ...{ key: 'person', title: say('person'), head: true, bare: true },
      cell: ({ name, employee }) => (
        <>
          {name} <span className="quiet">{employee}</span>
        </>
      ),
    },
    { key: 'period', title: say('period'), cell: ({ period }) => periodName(period) },
    { key: 'amount', title: say('amount'), figures: true, cell: ({ amount }) => yuan(amount) },
    { key: 'open', title: say('open'), figures: true, cell: ({ open }) => yuan(open) },
    {
      ...{ key: 'state', title: say('state') },
      cell: ({ state, monthly }) => (
        <>
          {say(state)}
          {monthly !== null && <div className="quiet">{say('atMost', { amount: yuan(monthly) })}</div>}
        </>
      ),
    },
    { key: 'ledger', title: say('ledger'), cell: (balance) => <BalanceLedger balance={balance} /> },
    ...(mayDecide
      ? [
          {
            ...{ key: 'actions', title: '', bare: true },
            cell: (balance: Balance) =>
              balance.open === '0.00' ? null : (
                <div className="row">
                  <Button size="small" onClick={() => setAsked({ what: 'decide', balance })}>
                    {say('decide')}
                  </Button>
                  {balance.state === 'reclaim' && (
                    <Button size="small" onClick={() => setAsked({ what: 'receive', balance })}>
                      {say('receive')}
                    </Button>
                  )}
                </div>
              ),
          },
        ]
      : []),
  ]
  return (
    <Section
      title={say('title')}
      actions={
        <Checkbox checked={onlyOpen} onChange={({ target }) => setOnlyOpen(target.checked)}>
          {say('onlyOpen')}
        </Checkbox>
      }
    >
      <p className="quiet">{say('lead')}</p>
      <Loaded query={list} rows={2}>
        {() => (
          <PlainTable caption={say('title')} columns={columns} rows={shown} keyOf={({ id }) => id} empty={<Empty>{say('none')}</Empty>} />
        )}
      </Loaded>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
      {asked?.what === 'decide' && <DecideBalanceDialog balance={asked.balance} onDone={() => setAsked(undefined)} />}
      {asked?.what === 'receive' && <ReceiveBalanceDialog balance={asked.balance} onDone={() => setAsked(undefined)} />}
    </Section>
  )
}

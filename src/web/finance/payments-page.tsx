import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { PAYMENT_STATES } from '../../domain/states.ts'
import { useSession } from '../api/session.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { periodName, yuan } from '../parts/format.ts'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { allPayments, type Board, boardQuery, type Payment, paymentsQuery } from './api.ts'
import type { PaymentsSearch } from './finance-search.ts'
import { PaymentActions } from './payment-actions.tsx'
import { PaymentList, paymentKey, usePaymentColumns } from './payment-list.tsx'
import { PaymentTrail } from './payment-trail.tsx'
import { PAYMENT } from './payment-words.ts'
import { sumYuan } from './sum-yuan.ts'
import './finance.css'

/** Who of a closed period is paid, person by person, and the trail of the marks. */
export function PaymentsPage() {
  const say = useWords(PAYMENT)
  const session = useSession()
  const { period } = useParams({ from: '/shell/periods/$period/payments' })
  const board = useQuery(boardQuery(period, undefined))
  return (
    <Page
      title={`${periodName(period)} ${say('title')}`}
      lead={say('lead')}
      actions={
        <Link to="/periods/$period/bonus" params={{ period }} search={{}}>
          {say('board')}
        </Link>
      }
    >
      <Loaded query={board} rows={8}>
        {(found) =>
          found.periodState === 'closed' ? (
            <>
              <People board={found} mayMark={session.may('payment.write')} />
              {session.may('payment.trail') && <PaymentTrail period={period} />}
            </>
          ) : (
            <section className="card">
              <Empty>
                <h2>{say('notClosed')}</h2>
                <p>{say('notClosedMore')}</p>
              </Empty>
            </section>
          )
        }
      </Loaded>
    </Page>
  )
}

function People({ board, mayMark }: { board: Board; mayMark: boolean }) {
  const say = useWords(PAYMENT)
  const { period } = board
  const filter = useSearch({ from: '/shell/periods/$period/payments' })
  const list = useInfiniteQuery(paymentsQuery(period, filter))
  const [chosen, setChosen] = useState<ReadonlyMap<string, Payment>>(new Map())
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const columns = usePaymentColumns(rows)
  const people = [...chosen.values()]
  const values = { people: people.length, amount: yuan(sumYuan(people.map(({ amount }) => amount))) }
  const all = (state: Payment['state']) => people.length > 0 && people.every((each) => each.state === state)
  return (
    <>
      <Section
        title={say('people')}
        actions={<CsvButton name={`${say('title')}-${period}`} columns={columns} rows={() => allPayments(period, filter)} />}
      >
        <Filters board={board} filter={filter} onChange={() => setChosen(new Map())} />
        <Loaded query={list} rows={8}>
          {() => (
            <PaymentList
              payments={rows}
              choice={
                mayMark
                  ? { chosen: new Set(chosen.keys()), onChoose: (some) => setChosen(new Map(some.map((each) => [paymentKey(each), each]))) }
                  : undefined
              }
            />
          )}
        </Loaded>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('more')}
          </Button>
        )}
      </Section>
      {mayMark && (
        <PaymentActions
          period={period}
          chosen={{ people: people.map(({ region, employee }) => ({ region, employee })) }}
          label={say('chosen', values)}
          toMark={all('unpaid') ? say('markWhat', values) : undefined}
          toTakeBack={all('paid') ? say('takeBackWhat', values) : undefined}
          onDone={() => setChosen(new Map())}
        />
      )}
    </>
  )
}

function Filters({ board, filter, onChange }: { board: Board; filter: PaymentsSearch; onChange: () => void }) {
  const say = useWords(PAYMENT)
  const navigate = useNavigate({ from: '/periods/$period/payments' })
  const set = (search: PaymentsSearch) => {
    onChange()
    void navigate({ to: '.', search, replace: true })
  }
  const { region, state } = filter
  return (
    <div className="row">
      <select
        className="plain-select"
        aria-label={say('region')}
        value={region ?? ''}
        onChange={({ target: { value } }) => set({ ...(state ? { state } : {}), ...(value === '' ? {} : { region: value }) })}
      >
        <option value="">{say('allRegions')}</option>
        {board.regions.map((each) => (
          <option key={each.region} value={each.region}>
            {each.name}
          </option>
        ))}
      </select>
      <select
        className="plain-select"
        aria-label={say('state')}
        value={state ?? ''}
        onChange={({ target: { value } }) => {
          const chosen = PAYMENT_STATES.find((each) => each === value)
          set({ ...(region ? { region } : {}), ...(chosen ? { state: chosen } : {}) })
        }}
      >
        <option value="">{say('allStates')}</option>
        {PAYMENT_STATES.map((each) => (
          <option key={each} value={each}>
            {say(each)}
          </option>
        ))}
      </select>
    </div>
  )
}

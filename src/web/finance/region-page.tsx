import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../api/session.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, periodName, time, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Page, Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { type BoardPerson, type RegionDetail, regionQuery } from './api.ts'
import { BOARD } from './board-words.ts'
import { PaymentActions } from './payment-actions.tsx'
import { PAYMENT } from './payment-words.ts'
import { PeopleTable, usePeopleColumns } from './people-table.tsx'
import { rateText } from './rate-text.ts'
import { StateTag } from './state-tag.tsx'
import { isNothing, sumYuan } from './sum-yuan.ts'
import './finance.css'

/** One region of the bonus board: where its pool comes from, who gets what of it, and that it adds up. */
export function RegionPage() {
  const say = useWords(BOARD)
  const { period, region } = useParams({ from: '/shell/periods/$period/bonus/$region' })
  const { run } = useSearch({ from: '/shell/periods/$period/bonus/$region' })
  const detail = useQuery(regionQuery(period, region, run))
  const name = detail.data?.region.name ?? ''
  return (
    <Page
      title={`${periodName(period)} ${say('regionTitle', { region: name })}`}
      lead={detail.data && say(detail.data.run.published ? 'publishedRun' : 'latestRun', { time: time(detail.data.run.finishedAt) })}
      actions={
        <Link to="/periods/$period/bonus" params={{ period }} search={run === undefined ? {} : { run }}>
          {say('back')}
        </Link>
      }
    >
      <Loaded query={detail} rows={10}>
        {(found) => <RegionContent detail={found} />}
      </Loaded>
    </Page>
  )
}

function RegionContent({ detail }: { detail: RegionDetail }) {
  const say = useWords(BOARD)
  const session = useSession()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const columns = usePeopleColumns(detail)
  const canMark = session.may('payment.write') && detail.region.payment !== null
  return (
    <>
      <Figures detail={detail} />
      <Check detail={detail} />
      <Section
        title={say('people_')}
        actions={<CsvButton name={`${detail.region.name}-${say('people_')}-${detail.period}`} columns={columns} rows={detail.people} />}
      >
        <PeopleTable detail={detail} choice={canMark ? { chosen, onChoose: setChosen } : undefined} />
      </Section>
      {canMark && <PersonMarks detail={detail} chosen={chosen} onDone={() => setChosen(new Set())} />}
    </>
  )
}

function Figures({ detail: { region } }: { detail: RegionDetail }) {
  const say = useWords(BOARD)
  return (
    <dl className="tiles">
      <div>
        <dt>{say('netCollections')}</dt>
        <dd>
          {yuan(region.netCollections)}
          <small>
            {say('receipts')} {decimal(region.receipts)} · {say('refunds')} {decimal(region.refunds)}
          </small>
        </dd>
      </div>
      <div>
        <dt>{say('pool')}</dt>
        <dd>
          {yuan(region.pool)}
          <small>
            {say('rate')} {rateText(region.rate)} · {say('scoreTotal')} {decimal(region.scoreTotal)}
          </small>
        </dd>
      </div>
      <div>
        <dt>{say('commission')}</dt>
        <dd>
          {yuan(region.commission)}
          <small className={region.poolAboveCommission ? 'warn-text' : undefined}>
            {say('commissionLeft')} {decimal(region.commissionLeft)}
            {region.poolAboveCommission && ` · ${say('aboveCommission')}`}
          </small>
        </dd>
      </div>
      <div>
        <dt>{say('payable')}</dt>
        <dd>
          {yuan(region.payable)}
          <small>
            {say('peopleCount', { count: region.people })}
            {!isNothing(region.adjustments) && ` · ${say('adjustments')} ${decimal(region.adjustments)}`}
          </small>
        </dd>
      </div>
      <div>
        <dt>{say('state')}</dt>
        <dd>
          <StateTag region={region} />
          {region.signOff && (
            <small>
              {say('confirmedOf', { done: region.signOff.confirmed, all: region.signOff.people })} ·{' '}
              {say('signedOf', { done: region.signOff.signed, all: region.signOff.people })}
            </small>
          )}
        </dd>
      </div>
    </dl>
  )
}

/** That the shares are the pool, to the fen; or why they are not. */
function Check({ detail: { region, check } }: { detail: RegionDetail }) {
  const say = useWords(BOARD)
  if (region.state === 'held') return <Notice kind="warn">{say('checkHeld', { count: region.holding })}</Notice>
  const figures = {
    shares: yuan(check.shares),
    unallocated: yuan(check.unallocated),
    pool: yuan(check.pool),
    sum: yuan(check.sum),
    difference: yuan(check.difference),
  }
  if (!check.agrees) return <Notice kind="bad">{say('checkBad', figures)}</Notice>
  if (isNothing(check.sum)) return <Notice>{say('checkNothing', figures)}</Notice>
  return <Notice kind="good">{say('checkGood', figures)}</Notice>
}

function PersonMarks({ detail, chosen, onDone }: { detail: RegionDetail; chosen: ReadonlySet<string>; onDone: () => void }) {
  const say = useWords(PAYMENT)
  const people = detail.people.filter(({ employee }) => chosen.has(employee))
  const amountOf = (some: readonly BoardPerson[]) => yuan(sumYuan(some.map(({ payment }) => payment?.amount ?? '0')))
  const all = (state: 'paid' | 'unpaid') => people.length > 0 && people.every(({ payment }) => payment?.state === state)
  const values = { people: people.length, amount: amountOf(people) }
  return (
    <PaymentActions
      period={detail.period}
      chosen={{ people: people.map(({ employee }) => ({ region: detail.region.region, employee })) }}
      label={say('chosen', values)}
      toMark={all('unpaid') ? say('markWhat', values) : undefined}
      toTakeBack={all('paid') ? say('takeBackWhat', values) : undefined}
      onDone={onDone}
    />
  )
}

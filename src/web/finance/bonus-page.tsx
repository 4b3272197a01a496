import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../api/session.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { periodName, time, yuan } from '../parts/format.ts'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { type Board, boardQuery } from './api.ts'
import { BoardCharts } from './board-charts.tsx'
import { BoardTable, boardColumns, boardRows } from './board-table.tsx'
import { BOARD } from './board-words.ts'
import { listed } from './listed.ts'
import { PaymentActions } from './payment-actions.tsx'
import { PAYMENT } from './payment-words.ts'
import { rateText } from './rate-text.ts'
import { ReceivedNote } from './received-note.tsx'
import { lessYuan, sumYuan } from './sum-yuan.ts'
import './finance.css'

/** The bonus board 奖金总览 of a period. */
export function BonusPage() {
  const say = useWords(BOARD)
  const session = useSession()
  const { period } = useParams({ from: '/shell/periods/$period/bonus' })
  const { run } = useSearch({ from: '/shell/periods/$period/bonus' })
  const board = useQuery(boardQuery(period, run))
  const title = `${periodName(period)} ${say('title')}`
  return (
    <Page title={title} lead={board.data && <Lead board={board.data} run={run} />} actions={board.data && <Links board={board.data} />}>
      {session.may('upload.write') && <ReceivedNote period={period} mayUpload={session.may('upload.write')} />}
      <Loaded query={board} rows={10}>
        {(found) =>
          found.run === null ? (
            <section className="card">
              <Empty>
                <h2>{session.may('run.read') ? say('noRun') : say('noPublished')}</h2>
                <p>{session.may('run.read') ? say('noRunMore') : say('noPublishedMore')}</p>
              </Empty>
            </section>
          ) : (
            <BoardContent board={found} run={run} mayMark={session.may('payment.write')} />
          )
        }
      </Loaded>
    </Page>
  )
}

/** Which run the figures are of, and the way to the other one. */
function Lead({ board, run }: { board: Board; run: 'latest' | undefined }) {
  const say = useWords(BOARD)
  const session = useSession()
  if (!board.run) return null
  return (
    <span className="row">
      <span>{say(board.run.published ? 'publishedRun' : 'latestRun', { time: time(board.run.finishedAt) })}</span>
      {session.may('run.read') && board.run.published && run === undefined && board.periodState === 'published' && (
        <Link from="/periods/$period/bonus" to="." search={{ run: 'latest' }}>
          {say('showLatest')}
        </Link>
      )}
      {run === 'latest' && (
        <Link from="/periods/$period/bonus" to="." search={{}}>
          {say('showPublished')}
        </Link>
      )}
    </span>
  )
}

function Links({ board }: { board: Board }) {
  const say = useWords(BOARD)
  const session = useSession()
  const params = { period: board.period }
  if (board.periodState !== 'closed') return null
  return (
    <>
      {session.scopeOf('payment.read') !== 'own' && (
        <Link to="/periods/$period/payments" params={params}>
          {say('payments')}
        </Link>
      )}
      {session.may('document.read') && (
        <Link to="/periods/$period/documents" params={params}>
          {say('documents')}
        </Link>
      )}
    </>
  )
}

function BoardContent({ board, run, mayMark }: { board: Board; run: 'latest' | undefined; mayMark: boolean }) {
  const say = useWords(BOARD)
  const payment = useWords(PAYMENT)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const canMark = mayMark && board.totals.payment !== null
  return (
    <>
      <Tiles board={board} />
      <Section
        title={say('regions')}
        actions={
          <CsvButton name={`${say('title')}-${board.period}`} columns={boardColumns(board, say, payment, run)} rows={boardRows(board)} />
        }
      >
        <BoardTable board={board} run={run} choice={canMark ? { chosen, onChoose: setChosen } : undefined} />
      </Section>
      {canMark && <RegionMarks board={board} chosen={chosen} onDone={() => setChosen(new Set())} />}
      <div className="board-charts">
        <BoardCharts board={board} />
      </div>
    </>
  )
}

function Tiles({ board }: { board: Board }) {
  const say = useWords(BOARD)
  const { totals, regions } = board
  const rates = new Set(regions.map(({ rate }) => rate))
  const [rate] = rates
  return (
    <dl className="tiles">
      <div>
        <dt>{say('netCollections')}</dt>
        <dd>{yuan(totals.netCollections)}</dd>
      </div>
      <div>
        <dt>{say('pool')}</dt>
        <dd>
          {yuan(totals.pool)}
          {rates.size === 1 && rate !== undefined && (
            <small>
              {say('rate')} {rateText(rate)}
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>{say('payable')}</dt>
        <dd>
          {yuan(totals.payable)}
          <small>{say('peopleCount', { count: totals.people })}</small>
        </dd>
      </div>
      {totals.payment ? (
        <div>
          <dt>{say('paidAmount')}</dt>
          <dd>
            {yuan(totals.payment.amount)}
            <small>{say('paidOfPeople', { done: totals.payment.paid, all: totals.payment.people })}</small>
          </dd>
        </div>
      ) : (
        <div>
          <dt>{say('commissionLeft')}</dt>
          <dd>{yuan(totals.commissionLeft)}</dd>
        </div>
      )}
    </dl>
  )
}

/** Marks whole regions as paid, or takes their marks back. */
function RegionMarks({ board, chosen, onDone }: { board: Board; chosen: ReadonlySet<string>; onDone: () => void }) {
  const say = useWords(PAYMENT)
  const regions = board.regions.filter(({ region }) => chosen.has(region))
  const words = (key: 'markRegions' | 'takeBackRegions', some: typeof regions, people: number, amount: string) =>
    people === 0 ? undefined : say(key, { regions: listed(some.map(({ name }) => name)), people, amount: yuan(amount) })
  const unpaid = regions.filter(({ payment }) => payment && payment.paid < payment.people)
  const paid = regions.filter(({ payment }) => payment && payment.paid > 0)
  const peopleOf = (some: typeof regions, of: (payment: NonNullable<(typeof regions)[number]['payment']>) => number) =>
    some.reduce((sum, { payment }) => sum + (payment ? of(payment) : 0), 0)
  return (
    <PaymentActions
      period={board.period}
      chosen={{ regions: regions.map(({ region }) => region) }}
      label={say('chosenRegions', { count: regions.length })}
      toMark={words(
        'markRegions',
        unpaid,
        peopleOf(unpaid, ({ people, paid: done }) => people - done),
        sumYuan(unpaid.map(({ payable, payment }) => lessYuan(payable, payment?.amount ?? '0'))),
      )}
      toTakeBack={words(
        'takeBackRegions',
        paid,
        peopleOf(paid, ({ paid: done }) => done),
        sumYuan(paid.map(({ payment }) => payment?.amount ?? '0')),
      )}
      onDone={onDone}
    />
  )
}

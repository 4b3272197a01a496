import { Link } from '@tanstack/react-router'
import type { CsvColumn } from '../parts/csv.ts'
import { decimal } from '../parts/format.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { type Say, useWords } from '../words/words.ts'
import type { Board, BoardRegion } from './api.ts'
import { BOARD } from './board-words.ts'
import { PaymentTag } from './payment-tag.tsx'
import { PAYMENT } from './payment-words.ts'
import { StateTag } from './state-tag.tsx'
import { isNothing } from './sum-yuan.ts'

/** A region, or, without one, what all of them come to together. */
export type BoardRow = Board['totals'] & { readonly of: BoardRegion | undefined }
type Column = PlainColumn<BoardRow> & CsvColumn<BoardRow>
type BoardSay = Say<NonNullable<(typeof BOARD)['keys']>>
type PaymentSay = Say<NonNullable<(typeof PAYMENT)['keys']>>

interface BoardTableProps {
  readonly board: Board
  /** The run asked for in the address, which links keep. */
  readonly run: 'latest' | undefined
  /** The regions chosen, and what is called when one is; undefined where nothing can be done with them. */
  readonly choice?: { readonly chosen: ReadonlySet<string>; readonly onChoose: (regions: ReadonlySet<string>) => void } | undefined
}

/** The regions with what they come to together; a phone shows each as a card. */
export function BoardTable({ board, run, choice }: BoardTableProps) {
  const say = useWords(BOARD)
  const payment = useWords(PAYMENT)
  const columns: PlainColumn<BoardRow>[] = boardColumns(board, say, payment, run)
  return (
    <PlainTable
      caption={say('regions')}
      columns={choice ? [chooseColumn(board, say, choice), ...columns] : columns}
      rows={boardRows(board)}
      keyOf={({ of }) => of?.region ?? ''}
    />
  )
}

export function boardRows({ regions, totals }: Board): BoardRow[] {
  const rows = regions.map((region): BoardRow => ({ ...region, of: region }))
  return regions.length > 1 ? [...rows, { ...totals, of: undefined }] : rows
}

function chooseColumn(
  { regions }: Board,
  say: BoardSay,
  { chosen, onChoose }: NonNullable<BoardTableProps['choice']>,
): PlainColumn<BoardRow> {
  const all = regions.map(({ region }) => region)
  const toggle = (region: string) =>
    onChoose(new Set(chosen.has(region) ? [...chosen].filter((each) => each !== region) : [...chosen, region]))
  return {
    key: 'choose',
    title: (
      <input
        type="checkbox"
        className="tick"
        aria-label={say('chooseAll')}
        checked={chosen.size === all.length}
        onChange={() => onChoose(new Set(chosen.size === all.length ? [] : all))}
      />
    ),
    bare: true,
    cell: ({ of }) =>
      of && (
        <input
          type="checkbox"
          className="tick"
          aria-label={say('choose', { name: of.name })}
          checked={chosen.has(of.region)}
          onChange={() => toggle(of.region)}
        />
      ),
  }
}

type MoneyKey = 'netCollections' | 'pool' | 'commissionLeft' | 'shares' | 'unallocated' | 'adjustments' | 'payable'

/** The columns of the board; those of what no region has are left out. */
export function boardColumns(board: Board, say: BoardSay, payment: PaymentSay, run: 'latest' | undefined): Column[] {
  const { totals } = board
  const money = (key: MoneyKey): Column => ({
    key,
    title: say(key),
    figures: true,
    cell: (row) => <span className={row.of ? undefined : 'total-row'}>{decimal(row[key])}</span>,
    text: (row) => row[key],
  })
  return [
    regionColumn(say, run),
    { key: 'state', title: say('state'), cell: ({ of }) => of && <StateTag region={of} />, text: ({ of }) => of && say(of.state) },
    money('netCollections'),
    money('pool'),
    commissionColumn(say),
    money('commissionLeft'),
    {
      key: 'people',
      title: say('people'),
      figures: true,
      cell: (row) => <span className={row.of ? undefined : 'total-row'}>{row.people}</span>,
      text: ({ people }) => people,
    },
    money('shares'),
    ...(isNothing(totals.unallocated) ? [] : [money('unallocated')]),
    ...(isNothing(totals.adjustments) ? [] : [money('adjustments'), money('payable')]),
    ...(board.run?.published ? [signOffColumn(say)] : []),
    ...(totals.payment ? [paymentColumn(say, payment)] : []),
  ]
}

function regionColumn(say: BoardSay, run: 'latest' | undefined): Column {
  return {
    key: 'region',
    title: say('region'),
    head: true,
    bare: true,
    cell: ({ of }) =>
      of ? (
        <Link
          from="/periods/$period/bonus"
          to="/periods/$period/bonus/$region"
          params={{ region: of.region }}
          search={run === undefined ? {} : { run }}
        >
          {of.name}
        </Link>
      ) : (
        <span className="total-row">{say('total')}</span>
      ),
    text: ({ of }) => of?.name ?? say('total'),
  }
}

function commissionColumn(say: BoardSay): Column {
  return {
    key: 'commission',
    title: say('commission'),
    figures: true,
    cell: ({ of, commission }) =>
      of?.poolAboveCommission ? (
        <span className="cell-lines">
          <span className="warn-text">{decimal(commission)}</span>
          <span className="small warn-text">{say('aboveCommission')}</span>
        </span>
      ) : (
        <span className={of ? undefined : 'total-row'}>{decimal(commission)}</span>
      ),
    text: ({ commission }) => commission,
  }
}

function signOffColumn(say: BoardSay): Column {
  return {
    key: 'signOff',
    title: say('signOff'),
    cell: ({ of }) =>
      of?.signOff && (
        <span className="cell-lines small">
          <span>{say('confirmedOf', { done: of.signOff.confirmed, all: of.signOff.people })}</span>
          <span>{say('signedOf', { done: of.signOff.signed, all: of.signOff.people })}</span>
          {of.signOff.objected > 0 && <span className="bad-text">{say('objected', { count: of.signOff.objected })}</span>}
        </span>
      ),
    text: ({ of }) => {
      if (!of?.signOff) return ''
      const { confirmed, people, signed } = of.signOff
      return `${say('confirmedOf', { done: confirmed, all: people })} ${say('signedOf', { done: signed, all: people })}`
    },
  }
}

function paymentColumn(say: BoardSay, payment: PaymentSay): Column {
  return {
    key: 'payment',
    title: say('payment'),
    cell: (row) => row.payment && <PaymentTag payment={row.payment} />,
    text: (row) => row.payment && payment(row.payment.state),
  }
}

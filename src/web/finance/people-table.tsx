import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import type { CsvColumn } from '../parts/csv.ts'
import { decimal } from '../parts/format.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import type { BoardPerson, RegionDetail } from './api.ts'
import { BOARD } from './board-words.ts'
import { PersonPaymentTag } from './payment-tag.tsx'
import { PAYMENT } from './payment-words.ts'
import { isNothing } from './sum-yuan.ts'

type Column = PlainColumn<BoardPerson> & CsvColumn<BoardPerson>

interface PeopleTableProps {
  readonly detail: RegionDetail
  /** The people chosen; undefined where nothing can be done with them. */
  readonly choice?: { readonly chosen: ReadonlySet<string>; readonly onChoose: (employees: ReadonlySet<string>) => void } | undefined
}

/** The people of a region as its bonus sheet has them. */
export function PeopleTable({ detail, choice }: PeopleTableProps) {
  const say = useWords(BOARD)
  const columns: PlainColumn<BoardPerson>[] = usePeopleColumns(detail)
  const choose = useChooseColumn(detail, choice)
  return (
    <PlainTable
      caption={say('people_')}
      columns={choose ? [choose, ...columns] : columns}
      rows={detail.people}
      keyOf={({ employee }) => employee}
      empty={say('nobody')}
    />
  )
}

/** The columns of the table and of its download; those of what nobody has are left out. */
export function usePeopleColumns({ people, period, run }: RegionDetail): Column[] {
  const say = useWords(BOARD)
  const session = useSession()
  const payment = useWords(PAYMENT)
  const figure = (key: 'score' | 'exact' | 'extra' | 'amount'): Column => ({
    key,
    title: say(key),
    figures: true,
    cell: (row) => decimal(row[key]),
    text: (row) => row[key],
  })
  const mayOpen = session.may('result.read')
  const withAdjustments = people.some(({ adjustment }) => !isNothing(adjustment))
  return [
    {
      key: 'name',
      title: say('name'),
      head: true,
      bare: true,
      cell: (row) =>
        mayOpen && row.status !== null ? (
          <Link
            to="/periods/$period/people/$employee"
            params={{ period, employee: row.employee }}
            search={run.published ? {} : { run: run.id }}
          >
            {row.name}
          </Link>
        ) : (
          row.name
        ),
      text: (row) => row.name,
    },
    { key: 'employee', title: say('employee'), cell: (row) => row.employee, text: (row) => row.employee },
    figure('score'),
    ...(people.some(({ days }) => days !== null)
      ? [{ key: 'days', title: say('days'), figures: true, cell: (row: BoardPerson) => row.days, text: (row: BoardPerson) => row.days }]
      : []),
    ...(people.some(({ percent }) => percent !== null)
      ? [{ key: 'percent', title: say('percent'), figures: true, cell: partOf, text: partOf }]
      : []),
    figure('exact'),
    figure('extra'),
    figure('amount'),
    ...(withAdjustments
      ? [
          {
            key: 'adjustment',
            title: say('adjustments'),
            figures: true,
            cell: (row: BoardPerson) => (isNothing(row.adjustment) ? '' : decimal(row.adjustment)),
            text: (row: BoardPerson) => row.adjustment,
          },
        ]
      : []),
    ...(withAdjustments && people.some((row) => row.payment)
      ? [
          {
            key: 'payable',
            title: say('payablePerson'),
            figures: true,
            cell: (row: BoardPerson) => decimal(row.payment?.amount),
            text: (row: BoardPerson) => row.payment?.amount,
          },
        ]
      : []),
    {
      key: 'state',
      title: say('state'),
      cell: (row) => <PersonState person={row} />,
      text: (row) => stateWords(row, say).join(' '),
    },
    ...(people.some((row) => row.payment)
      ? [
          {
            key: 'payment',
            title: say('payment'),
            cell: (row: BoardPerson) => row.payment && <PersonPaymentTag payment={row.payment} />,
            text: (row: BoardPerson) =>
              row.payment && [payment(row.payment.state), row.payment.paidOn, row.payment.reference].filter(Boolean).join(' '),
          },
        ]
      : []),
    ...(people.some(({ remark }) => remark !== null)
      ? [
          {
            key: 'remark',
            title: say('remark'),
            cell: (row: BoardPerson) => row.remark && <span className="small">{row.remark[language()]}</span>,
            text: (row: BoardPerson) => row.remark?.[language()],
          },
        ]
      : []),
  ]
}

type StateKey = 'excluded' | 'incomplete' | 'confirmed' | 'objectedPerson' | 'unanswered' | 'signed'

function stateWords({ status, confirmation, signed }: BoardPerson, say: (key: StateKey) => string): string[] {
  if (status === 'excluded' || status === 'incomplete') return [say(status)]
  const said = confirmation === null ? [] : [say(confirmation === 'objected' ? 'objectedPerson' : confirmation)]
  return signed ? [...said, say('signed')] : said
}

function PersonState({ person }: { person: BoardPerson }) {
  const say = useWords(BOARD)
  const [first, ...rest] = stateWords(person, say)
  if (first === undefined) return null
  const { status, confirmation } = person
  const kind =
    status === 'incomplete'
      ? 'warn'
      : status === 'excluded'
        ? 'plain'
        : confirmation === 'objected'
          ? 'bad'
          : confirmation === 'confirmed'
            ? 'good'
            : 'plain'
  return (
    <span className="cell-lines">
      <Tag kind={kind}>{first}</Tag>
      {rest.map((words) => (
        <span key={words} className="small">
          {words}
        </span>
      ))}
    </span>
  )
}

function useChooseColumn({ people }: RegionDetail, choice: PeopleTableProps['choice']): PlainColumn<BoardPerson> | undefined {
  const say = useWords(PAYMENT)
  if (!choice) return undefined
  const { chosen, onChoose } = choice
  const all = people.filter(({ payment }) => payment && payment.state !== 'nothing_due').map(({ employee }) => employee)
  const toggle = (employee: string) =>
    onChoose(new Set(chosen.has(employee) ? [...chosen].filter((each) => each !== employee) : [...chosen, employee]))
  return {
    key: 'choose',
    title: (
      <input
        type="checkbox"
        className="tick"
        aria-label={say('chooseAll')}
        checked={all.length > 0 && chosen.size === all.length}
        disabled={all.length === 0}
        onChange={() => onChoose(new Set(chosen.size === all.length ? [] : all))}
      />
    ),
    bare: true,
    cell: ({ employee, name, payment }) =>
      payment &&
      payment.state !== 'nothing_due' && (
        <input
          type="checkbox"
          className="tick"
          aria-label={say('choose', { name })}
          checked={chosen.has(employee)}
          onChange={() => toggle(employee)}
        />
      ),
  }
}

/** At how many of a hundred somebody takes part in the split; whoever has no share, at none. */
function partOf({ percent, amount }: BoardPerson): number | null {
  return percent ?? (amount === null ? null : 100)
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AdjustmentState } from '../../domain/states.ts'
import type { CsvColumn } from '../parts/csv.ts'
import { decimal, periodName, time } from '../parts/format.ts'
import { usePeopleNames } from '../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { ADJUSTMENTS, reasonWords } from './adjustment-words.ts'
import { type Adjustment, regionNamesQuery } from './api.ts'
import { listed } from './listed.ts'

type Column = PlainColumn<Adjustment> & CsvColumn<Adjustment>
const KINDS: Readonly<Record<AdjustmentState, TagKind>> = { proposed: 'warn', accepted: 'good', rejected: 'bad', superseded: 'plain' }

interface AdjustmentTableProps {
  readonly rows: readonly Adjustment[]
  readonly columns: readonly PlainColumn<Adjustment>[]
  readonly choice?: { readonly chosen: readonly Adjustment[]; readonly onChoose: (chosen: readonly Adjustment[]) => void } | undefined
}

/** Adjustments with what was paid and is due; those still proposed can be chosen. */
export function AdjustmentTable({ rows, columns, choice }: AdjustmentTableProps) {
  const say = useWords(ADJUSTMENTS)
  const why: PlainColumn<Adjustment> = {
    key: 'why',
    title: say('why'),
    bare: true,
    cell: ({ id, name, closedPeriod }) => (
      <Link
        from="/periods/$period/adjustments"
        to="."
        search={(now) => ({ ...now, of: id })}
        aria-label={say('whyOf', { name, period: periodName(closedPeriod) })}
      >
        {say('why')}
      </Link>
    ),
  }
  const shown =
    choice && rows.some(({ state }) => state === 'proposed') ? [chooseColumn(rows, choice, say), ...columns, why] : [...columns, why]
  return <PlainTable caption={say('title')} columns={shown} rows={rows} keyOf={({ id }) => id} />
}

/** The columns of the table and of its download; the decision where there is any. */
export function useAdjustmentColumns(rows: readonly Adjustment[], state: AdjustmentState | undefined): Column[] {
  const say = useWords(ADJUSTMENTS)
  const regions = useQuery(regionNamesQuery)
  const nameOf = usePeopleNames(rows.map(({ decidedBy }) => decidedBy))
  const regionOf = ({ region }: Adjustment) => regions.data?.get(region) ?? region
  const reasonsOf = ({ reasons, rejectedBefore }: Adjustment) =>
    listed([
      ...reasons.map((reason) => reasonWords(say, reason)),
      ...(rejectedBefore.length === 0
        ? []
        : [say('rejectedBefore', { amounts: listed(rejectedBefore.map(({ difference }) => signed(difference))) })]),
    ])
  const money = (key: 'due' | 'paid' | 'difference'): Column => ({
    key,
    title: say(key),
    figures: true,
    cell: (row) => (key === 'difference' ? <strong>{signed(row.difference)}</strong> : decimal(row[key])),
    text: (row) => row[key],
  })
  const isDecided = rows.some(({ decidedAt }) => decidedAt !== null)
  return [
    { key: 'name', title: say('name'), head: true, bare: true, cell: (row) => row.name, text: (row) => row.name },
    { key: 'employee', title: say('employee'), cell: (row) => row.employee, text: (row) => row.employee },
    { key: 'region', title: say('region'), cell: regionOf, text: regionOf },
    {
      key: 'closedPeriod',
      title: say('closedPeriod'),
      cell: (row) => periodName(row.closedPeriod),
      text: (row) => row.closedPeriod,
    },
    money('paid'),
    money('due'),
    money('difference'),
    { key: 'reasons', title: say('reasons'), cell: (row) => <span className="small">{reasonsOf(row)}</span>, text: reasonsOf },
    ...(state === undefined
      ? [
          {
            key: 'state',
            title: say('state'),
            cell: (row: Adjustment) => <Tag kind={KINDS[row.state]}>{say(row.state)}</Tag>,
            text: (row: Adjustment) => say(row.state),
          },
        ]
      : []),
    ...(isDecided
      ? [
          {
            key: 'decided',
            title: say('decided'),
            cell: (row: Adjustment) =>
              row.decidedAt !== null && (
                <span className="cell-lines small">
                  <span>{row.reason}</span>
                  <span>{say('decidedBy', { by: nameOf(row.decidedBy), time: time(row.decidedAt) })}</span>
                </span>
              ),
            text: (row: Adjustment) => row.reason,
          },
        ]
      : []),
  ]
}

/** A difference with its sign, so that what is added stands apart from what is taken back. */
export function signed(amount: string): string {
  return amount.startsWith('-') ? decimal(amount) : `+${decimal(amount)}`
}

function chooseColumn(
  rows: readonly Adjustment[],
  { chosen, onChoose }: NonNullable<AdjustmentTableProps['choice']>,
  say: (key: 'choose' | 'chooseAll', values?: Readonly<Record<string, string>>) => string,
): PlainColumn<Adjustment> {
  const open = rows.filter(({ state }) => state === 'proposed')
  const isChosen = ({ id }: Adjustment) => chosen.some((each) => each.id === id)
  const isAll = open.every(isChosen)
  const toggle = (one: Adjustment) => onChoose(isChosen(one) ? chosen.filter(({ id }) => id !== one.id) : [...chosen, one])
  return {
    key: 'choose',
    title: (
      <input type="checkbox" className="tick" aria-label={say('chooseAll')} checked={isAll} onChange={() => onChoose(isAll ? [] : open)} />
    ),
    bare: true,
    cell: (row) =>
      row.state === 'proposed' && (
        <input
          type="checkbox"
          className="tick"
          aria-label={say('choose', { name: row.name })}
          checked={isChosen(row)}
          onChange={() => toggle(row)}
        />
      ),
  }
}

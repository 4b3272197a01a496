import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { time } from '../../parts/format.ts'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { faultOf, itemOf, lockOf, type MarkColumn, type MarkItem } from './mark-row.ts'
import { type EngineerRow, rowState } from './marks-api.ts'
import { MARKS } from './words.ts'

export interface MarksFilterValue {
  readonly search: string
  readonly region: string | undefined
  /** The state that was chosen, and who was in it then: nobody goes from the sheet while being marked. */
  readonly state: { readonly kind: ReturnType<typeof rowState>; readonly employees: ReadonlySet<string> } | undefined
}

export const NO_FILTER: MarksFilterValue = { search: '', region: undefined, state: undefined }

/** The rows that a filter lets through. */
export function shownRows(rows: readonly EngineerRow[], { search, region, state }: MarksFilterValue): readonly EngineerRow[] {
  const wanted = search.trim().toLowerCase()
  return rows.filter(
    ({ employee, name, facts }) =>
      (wanted === '' || name.toLowerCase().includes(wanted) || employee.toLowerCase().includes(wanted)) &&
      (region === undefined || facts.region === region) &&
      (state === undefined || state.employees.has(employee)),
  )
}

const ALL = 'all'
const STATES = ['missing', 'draft', 'submitted', 'conflict'] as const

interface MarksFilterProps {
  readonly value: MarksFilterValue
  readonly rows: readonly EngineerRow[]
  readonly regions: ReadonlyMap<string, string>
  readonly onChange: (value: MarksFilterValue) => void
  readonly children?: ReactNode
}

/** Which engineers the sheet shows. */
export function MarksFilter({ value, rows, regions, onChange, children }: MarksFilterProps) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  return (
    <div className="marks-tools">
      <Input
        allowClear
        aria-label={say('search')}
        placeholder={say('search')}
        value={value.search}
        onChange={(event) => onChange({ ...value, search: event.target.value })}
        style={{ width: 200 }}
      />
      <Select<string>
        aria-label={say('filterState')}
        value={value.state?.kind ?? ALL}
        style={{ width: 120 }}
        onChange={(chosen) => {
          const kind = STATES.find((each) => each === chosen)
          const employees = new Set(rows.filter((row) => rowState(row) === kind).map(({ employee }) => employee))
          onChange({ ...value, state: kind && { kind, employees } })
        }}
        options={[{ value: ALL, label: common('all') }, ...STATES.map((kind) => ({ value: kind, label: say(kind) }))]}
      />
      {regions.size > 1 && (
        <Select
          aria-label={say('filterRegion')}
          value={value.region ?? ''}
          style={{ width: 130 }}
          onChange={(region) => onChange({ ...value, region: region === '' ? undefined : region })}
          options={[{ value: '', label: common('all') }, ...[...regions].map(([code, name]) => ({ value: code, label: name }))]}
        />
      )}
      <span className="spring" />
      {children}
    </div>
  )
}

export interface ActiveCell {
  readonly employee: string
  readonly column: MarkColumn
}

interface ActiveLineProps {
  readonly active: ActiveCell | undefined
  readonly rows: readonly EngineerRow[]
  readonly isClosed: boolean
  /** Undefined where nothing can be withdrawn now. */
  readonly onWithdraw: ((employee: string, item: MarkItem) => void) | undefined
}

/** What is to be said of the cell one is on: whose it is, what is wrong, who saved it, and why it may not be typed into. */
export function ActiveLine({ active, rows, isClosed, onWithdraw }: ActiveLineProps) {
  const say = useWords(MARKS)
  const row = rows.find(({ employee }) => employee === active?.employee)
  if (!active || !row) return <div className="marks-line" />
  const { column } = active
  const item = itemOf(row, column)
  const names = { overall: say('overall'), on_site_resolution: say('onSite'), comment: say('comment') }
  const fault = faultOf(row, column)
  const wrong = fault === undefined ? row.refusals[item]?.message : say(fault === 'submitted' ? 'faultSubmitted' : fault)
  const lock = lockOf(row, column)
  const kept = row.kept[item]
  return (
    <div className="marks-line" aria-live="polite">
      <strong>
        {row.name} · {names[column]}
      </strong>
      {wrong !== undefined && <span className="wrong">{wrong}</span>}
      {lock === 'notYours' && !isClosed && <span>{say('notYours')}</span>}
      {lock === 'submitted' && <span>{say('locked')}</span>}
      {lock === 'submitted' && onWithdraw && (
        <Button size="small" onClick={() => onWithdraw(row.employee, item)}>
          {say('withdraw')}
        </Button>
      )}
      {kept && <span className="marks-last">{say('lastBy', { name: kept.updatedBy, at: time(kept.updatedAt) })}</span>}
    </div>
  )
}

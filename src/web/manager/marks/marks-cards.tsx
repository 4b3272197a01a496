import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import type { CellChange } from './apply-block.ts'
import { plain } from './mark-cell.tsx'
import { faultOf, itemOf, lockOf, type MarkColumn, readCell } from './mark-row.ts'
import { type EngineerRow, ghostOf } from './marks-api.ts'
import { attendanceText, followUpsText, formsText, StateTag } from './marks-columns.tsx'
import { MARKS } from './words.ts'

interface MarksCardsProps {
  readonly rows: readonly EngineerRow[]
  readonly columns: readonly MarkColumn[]
  readonly isClosed: boolean
  readonly onEdit: (changes: readonly CellChange[]) => void
  readonly onOpen: (employee: string) => void
}

const AT_ONCE = 30

/** The marking sheet on a phone: a card for each engineer, with the facts and what is to be typed. */
export function MarksCards({ rows, columns, isClosed, onEdit, onOpen }: MarksCardsProps) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  const [shown, setShown] = useState(AT_ONCE)
  return (
    <div className="stack">
      {rows.slice(0, shown).map((row) => (
        <article key={row.employee} className="card stack mark-card" aria-label={row.name}>
          <div className="row mark-card-head">
            <button type="button" className="link-button" onClick={() => onOpen(row.employee)}>
              <strong>{row.name}</strong> <span className="quiet">{row.employee}</span>
            </button>
            <StateTag row={row} say={say} />
          </div>
          <div className="quiet">
            {row.facts.facts.attendance && `${attendanceText(row.facts.facts, say)} · `}
            {say('forms')} {formsText(row.facts.facts, say)} · {say('followUps')} {followUpsText(row.facts.facts, say, 'followUpsMean')}
          </div>
          <div className="mark-card-fields">
            {columns.map((column) => (
              <MarkField key={column} row={row} column={column} isClosed={isClosed} onEdit={onEdit} />
            ))}
          </div>
        </article>
      ))}
      {rows.length > shown && <Button onClick={() => setShown(shown + AT_ONCE)}>{common('more')}</Button>}
    </div>
  )
}

interface MarkFieldProps {
  readonly row: EngineerRow
  readonly column: MarkColumn
  readonly isClosed: boolean
  readonly onEdit: (changes: readonly CellChange[]) => void
}

function MarkField({ row, column, isClosed, onEdit }: MarkFieldProps) {
  const say = useWords(MARKS)
  const id = useId()
  /** As it is typed; the sheet has it in plain form. Undefined while nobody types here. */
  const [typed, setTyped] = useState<string>()
  const labels = { overall: say('overall'), on_site_resolution: say('onSite'), comment: say('comment') }
  const lock = lockOf(row, column)
  if (lock === 'notYours' && row.cells[column] === '') return null
  const fault = faultOf(row, column)
  const wrong = fault === undefined ? row.refusals[itemOf(row, column)]?.message : say(fault === 'submitted' ? 'faultSubmitted' : fault)
  const ghost = column === 'comment' ? undefined : ghostOf(row, column)
  const change = (text: string) => {
    setTyped(text)
    onEdit([{ employee: row.employee, column, before: row.cells[column], after: readCell(column, text).text }])
  }
  const shared = {
    id,
    value: typed ?? row.cells[column],
    // Read, not greyed out: a mark that was submitted is what counts.
    readOnly: isClosed || lock !== undefined,
    variant: isClosed || lock !== undefined ? ('filled' as const) : ('outlined' as const),
    'aria-invalid': wrong !== undefined,
    ...(wrong === undefined ? {} : { status: 'error' as const, 'aria-describedby': `${id}-wrong` }),
    onBlur: () => setTyped(undefined),
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  }
  return (
    <div className={`field ${column === 'comment' ? 'wide' : ''}`}>
      <label htmlFor={id}>{labels[column]}</label>
      {column === 'comment' ? (
        <Input.TextArea {...shared} autoSize={{ minRows: 1, maxRows: 6 }} />
      ) : (
        <Input
          {...shared}
          inputMode="decimal"
          autoComplete="off"
          placeholder={ghost ? say(ghost.kind, { score: plain(ghost.score) }) : ''}
        />
      )}
      {wrong !== undefined && (
        <div className="wrong" id={`${id}-wrong`}>
          {wrong}
        </div>
      )}
    </div>
  )
}

import { type Say, useWords } from '../../words/words.ts'
import { faultOf, itemOf, type MarkColumn, type MarkItem, readCell } from './mark-row.ts'
import { type EngineerRow, ghostOf } from './marks-api.ts'
import { MARKS } from './words.ts'

/** What stands in a cell that can be marked: the score or comment, what is wrong with it, or faintly what would count. */
export function MarkCell({ row, column }: { row: EngineerRow; column: MarkColumn }) {
  const say = useWords(MARKS)
  const text = row.cells[column]
  const item = itemOf(row, column)
  const theirs = row.conflicts[item]
  const fault = faultOf(row, column)
  const wrong = fault === undefined ? row.refusals[item]?.message : say(fault === 'submitted' ? 'faultSubmitted' : fault)
  if (theirs && column !== 'comment') {
    return (
      <span className="mark-text" title={say('conflictTheirs', { name: theirs.updatedBy, at: '' })}>
        {text || '—'} ⇄ {plain(theirs.score)}
        <span className="sr-only"> {say('conflict')}</span>
      </span>
    )
  }
  if (text === '') {
    const ghost = column === 'comment' ? undefined : ghostOf(row, column)
    return ghost ? (
      <span className="mark-ghost" title={previousText(row, item, say)}>
        {say(ghost.kind, { score: plain(ghost.score) })}
      </span>
    ) : null
  }
  return (
    <span className="mark-text" title={wrong ?? (column === 'comment' ? text : undefined)}>
      {text}
      {wrong !== undefined && <span className="sr-only"> {wrong}</span>}
    </span>
  )
}

/** What the item was marked last period, where that is known. */
function previousText(row: EngineerRow, item: MarkItem, say: Say<NonNullable<(typeof MARKS)['keys']>>): string | undefined {
  const last = row.facts.previous.evaluations.find((each) => each.item === item)
  return last && say('previous', { score: plain(last.score) })
}

/** A score of the server without the zeros that say nothing: "92.50" is "92.5". */
export function plain(score: string | null | undefined): string {
  return score === null || score === undefined ? '—' : readCell('overall', score).text || '—'
}

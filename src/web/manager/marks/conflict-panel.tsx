import { Button } from 'antd'
import { time } from '../../parts/format.ts'
import { Notice } from '../../parts/notice.tsx'
import { useWords } from '../../words/words.ts'
import { plain } from './mark-cell.tsx'
import { type KeptMark, MARK_ITEMS, type MarkItem, wantedDraft } from './mark-row.ts'
import type { EngineerRow } from './marks-api.ts'
import { MARKS } from './words.ts'

const LISTED = 10

interface Conflict {
  readonly row: EngineerRow
  readonly item: MarkItem
  readonly theirs: KeptMark
}

type Keep = 'mine' | 'theirs'

/** Marks that somebody else - the deputy, or oneself in another window - saved in between, with both values, to be settled one by one or all at once. */
export function ConflictPanel({
  rows,
  onKeep,
}: {
  rows: readonly EngineerRow[]
  onKeep: (keep: Keep, conflicts: readonly { readonly employee: string; readonly item: MarkItem }[]) => void
}) {
  const say = useWords(MARKS)
  const conflicts: Conflict[] = rows.flatMap((row) =>
    MARK_ITEMS.flatMap((item) => (row.conflicts[item] ? [{ row, item, theirs: row.conflicts[item] }] : [])),
  )
  if (conflicts.length === 0) return null
  const items = { overall: say('overall'), on_site_resolution: say('onSite') }
  const keep = (how: Keep, some: readonly Conflict[]) =>
    onKeep(
      how,
      some.map(({ row, item }) => ({ employee: row.employee, item })),
    )
  return (
    <Notice kind="warn" title={say('conflictTitle', { count: conflicts.length })}>
      <ul className="conflict-list">
        {conflicts.slice(0, LISTED).map((conflict) => {
          const { row, item, theirs } = conflict
          const mine = wantedDraft(row, item)
          return (
            <li key={`${row.employee} ${item}`}>
              <strong>
                {row.name} · {items[item]}
              </strong>
              <Version label={say('conflictMine')} score={plain(mine?.score ?? row.cells[item])} comment={mine?.comment ?? null} />
              <Version
                label={say('conflictTheirs', { name: theirs.updatedBy, at: time(theirs.updatedAt) })}
                score={plain(theirs.score)}
                comment={theirs.comment}
              />
              <span className="row">
                <Button size="small" onClick={() => keep('theirs', [conflict])}>
                  {say('takeTheirs')}
                </Button>
                <Button size="small" onClick={() => keep('mine', [conflict])}>
                  {say('keepMine')}
                </Button>
              </span>
            </li>
          )
        })}
      </ul>
      {conflicts.length > 1 && (
        <div className="row">
          <Button size="small" onClick={() => keep('theirs', conflicts)}>
            {say('allTheirs')}
          </Button>
          <Button size="small" onClick={() => keep('mine', conflicts)}>
            {say('allMine')}
          </Button>
        </div>
      )}
    </Notice>
  )
}

function Version({ label, score, comment }: { label: string; score: string; comment: string | null }) {
  return (
    <span>
      <span className="quiet">{label}</span> <b>{score}</b>
      {comment !== null && comment !== '' && <span className="quiet"> “{comment}”</span>}
    </span>
  )
}

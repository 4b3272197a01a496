import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { Notice } from '../../parts/notice.tsx'
import { useWords } from '../../words/words.ts'
import type { AppliedBlock } from './apply-block.ts'
import { MARKS } from './words.ts'

const LISTED = 20
const LONGEST = 24

/** What of a pasted block cannot be taken, cell by cell, before anything is: the rest or nothing, as one chooses. */
export function PastePanel({ block, onRest, onNothing }: { block: AppliedBlock; onRest: () => void; onNothing: () => void }) {
  const say = useWords(MARKS)
  const place = useRef<HTMLDivElement>(null)
  // The keyboard goes on here; the block stays the same object until it is decided.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new block is a new question.
  useEffect(() => place.current?.querySelector('button')?.focus(), [block])
  const { bad, changes, rowsBeyond, columnsBeyond } = block
  const columns = { overall: say('overall'), on_site_resolution: say('onSite'), comment: say('comment') }
  return (
    <div ref={place}>
      <Notice kind={bad.length > 0 ? 'bad' : 'warn'} title={bad.length > 0 ? say('pasteTitle', { count: bad.length }) : undefined}>
        {(rowsBeyond > 0 || columnsBeyond > 0) && <p>{say('pasteBeyond', { rows: rowsBeyond, columns: columnsBeyond })}</p>}
        <ul className="paste-list">
          {bad.slice(0, LISTED).map(({ blockRow, blockColumn, name, column, text, fault }) => (
            <li key={`${blockRow} ${blockColumn} ${name} ${column}`}>
              <strong>
                {name} · {columns[column]}
              </strong>
              <span>
                “{text.trim() === '' ? say('blank') : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”
                {say(fault === 'submitted' ? 'faultSubmitted' : fault)}
              </span>
              <span className="quiet">{say('pasteWhere', { row: blockRow, column: blockColumn })}</span>
            </li>
          ))}
        </ul>
        {bad.length > LISTED && <p>{say('pasteMore', { count: bad.length - LISTED })}</p>}
        {changes.length === 0 && <p>{say('pasteNoFit')}</p>}
        <div className="row">
          {changes.length > 0 && (
            <Button type="primary" onClick={onRest}>
              {say('pasteRest', { count: changes.length })}
            </Button>
          )}
          <Button onClick={onNothing}>{say('pasteNothing')}</Button>
        </div>
      </Notice>
    </div>
  )
}

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { nodeValue } from './node-value.ts'
import type { WorkingsNode } from './queries.ts'
import { type CitedClauses, NodeDetails } from './workings-details.tsx'
import { useReasonWords } from './workings-reasons.ts'
import { WORKINGS } from './workings-words.ts'
import './workings.css'

interface WorkingsTreeProps {
  readonly root: WorkingsNode
  readonly clauses: CitedClauses
  readonly reasons: CitedClauses
  /** The source records behind a fact, below the node that counts them. */
  readonly records: (fact: string, total: number) => ReactNode
}

/** A node that is in sight, and where it stands. */
interface Row {
  readonly path: string
  readonly node: WorkingsNode
  readonly canOpen: boolean
}

/**
 * How one value came about, as a tree that opens node by node: formula with its figures, decisions, the clause with its words,
 * and the source records behind a fact. By keyboard as trees are: up and down, right opens, left closes or goes to the parent,
 * Home and End, an asterisk opens everything beside.
 */
export function WorkingsTree({ root, clauses, reasons, records }: WorkingsTreeProps) {
  const say = useWords(WORKINGS)
  const id = useId()
  const tree = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['0']))
  const [focused, setFocused] = useState('0')
  const rows = rowsOf(root, '0', open)
  const at = rows.findIndex(({ path }) => path === focused)

  const focus = (path: string | undefined) => {
    if (path === undefined) return
    setFocused(path)
    tree.current?.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus()
  }
  const change = (paths: readonly string[], isOpen: boolean) => {
    const next = new Set(open)
    for (const path of paths)
      if (isOpen) next.add(path)
      else next.delete(path)
    setOpen(next)
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    // Keys inside of what a node shows (links, buttons, tables) are theirs.
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'treeitem') return
    const row = rows[at]
    if (!row) return
    const isOpen = open.has(row.path)
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(rows[at + 1]?.path),
      ArrowUp: () => focus(rows[at - 1]?.path),
      Home: () => focus(rows[0]?.path),
      End: () => focus(rows.at(-1)?.path),
      ArrowRight: () =>
        row.canOpen && !isOpen ? change([row.path], true) : focus(`${row.path}.0` === rows[at + 1]?.path ? `${row.path}.0` : undefined),
      ArrowLeft: () => (isOpen ? change([row.path], false) : focus(parentOf(row.path))),
      Enter: () => row.canOpen && change([row.path], !isOpen),
      ' ': () => row.canOpen && change([row.path], !isOpen),
      '*': () =>
        change(
          rows.filter(({ path, canOpen }) => canOpen && parentOf(path) === parentOf(row.path)).map(({ path }) => path),
          true,
        ),
    }
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    step()
  }

  const item = (node: WorkingsNode, path: string, level: number): ReactNode => {
    const isOpen = open.has(path)
    const canOpen = hasMore(node)
    return (
      <li
        key={path}
        role="treeitem"
        data-path={path}
        aria-level={level}
        aria-labelledby={`${id}-${path}`}
        {...(canOpen ? { 'aria-expanded': isOpen } : {})}
        tabIndex={path === focused || (at < 0 && path === '0') ? 0 : -1}
        onFocus={(event) => event.target === event.currentTarget && setFocused(path)}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the treeitem around it has the keys. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the treeitem around it has the keys. */}
        <div
          className={canOpen ? 'node-row can-open' : 'node-row'}
          id={`${id}-${path}`}
          onClick={() => {
            if (canOpen) change([path], !isOpen)
            focus(path)
          }}
        >
          <span className="node-mark" aria-hidden="true">
            {canOpen ? (isOpen ? '▾' : '▸') : '·'}
          </span>
          <span className="node-title">{node.title[language()]}</span>
          <NodeFigure node={node} reasons={reasons} />
        </div>
        {isOpen && (
          <>
            <NodeDetails node={node} clauses={clauses} records={records} />
            {/* biome-ignore lint/a11y/useSemanticElements: a group of tree items, not of form fields. */}
            {node.parts.length > 0 && <ul role="group">{node.parts.map((part, index) => item(part, `${path}.${index}`, level + 1))}</ul>}
          </>
        )}
      </li>
    )
  }

  return (
    <div className="workings">
      <div className="row workings-tools no-print">
        <button type="button" className="link-button" onClick={() => setOpen(new Set(allPaths(root, '0')))}>
          {say('expandAll')}
        </button>
        <button type="button" className="link-button" onClick={() => setOpen(new Set())}>
          {say('collapseAll')}
        </button>
        <span className="quiet workings-help">{say('help')}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list of the role tree is how trees are written. */}
      <ul role="tree" ref={tree} aria-label={say('tree', { title: root.title[language()] })} onKeyDown={press}>
        {item(root, '0', 1)}
      </ul>
    </div>
  )
}

function NodeFigure({ node, reasons }: { node: WorkingsNode; reasons: CitedClauses }) {
  const say = useWords(WORKINGS)
  const wordsOf = useReasonWords(reasons)
  if (node.value === null)
    return <span className="node-value quiet">{node.reason === undefined ? say('noValue') : wordsOf(node.reason)}</span>
  return (
    <span className="node-value figures">
      {node.published === undefined ? nodeValue(node.value, node.unit) : nodeValue(node.published, node.unit ?? 'ratio')}
    </span>
  )
}

function hasMore({ parts, formula, clause, notes, decisions, records }: WorkingsNode): boolean {
  return parts.length > 0 || [formula, clause, notes, decisions].some((each) => each !== undefined) || (records?.total ?? 0) > 0
}

function rowsOf(node: WorkingsNode, path: string, open: ReadonlySet<string>): Row[] {
  const below = open.has(path) ? node.parts.flatMap((part, index) => rowsOf(part, `${path}.${index}`, open)) : []
  return [{ path, node, canOpen: hasMore(node) }, ...below]
}

function allPaths(node: WorkingsNode, path: string): string[] {
  return [path, ...node.parts.flatMap((part, index) => allPaths(part, `${path}.${index}`))]
}

function parentOf(path: string): string | undefined {
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : undefined
}

import { type ClipboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import { type CellKeyboardEvent, type CellKeyDownArgs, DataGrid, type DataGridHandle, type RowsChangeData } from 'react-data-grid'
import 'react-data-grid/lib/styles.css'
import { useWords } from '../../words/words.ts'
import { type AppliedBlock, applyBlock, type CellChange, type Target } from './apply-block.ts'
import { type CellRange, edgesOf, type Place, placeAway } from './cell-range.ts'
import { type Block, blockFromText, blockText } from './clipboard-text.ts'
import { lockOf, type MarkColumn, readCell } from './mark-row.ts'
import type { EngineerRow } from './marks-api.ts'
import { cellText, gridColumns, markColumnOf } from './marks-columns.tsx'
import { keyInEditor, keyOnCell, type PressedKey, type SheetAction } from './sheet-keys.ts'
import { MARKS } from './words.ts'
import './marks-grid.css'

export interface MarksGridProps {
  readonly rows: readonly EngineerRow[]
  readonly columns: readonly MarkColumn[]
  readonly hasRegions: boolean
  readonly hasAttendance: boolean
  /** Nothing can be typed: the period is past marking, or the caller only reads. */
  readonly isClosed: boolean
  readonly names: ((employee: string) => string) | undefined
  readonly onEdit: (changes: readonly CellChange[]) => void
  /** A block that cannot be taken whole, to be asked about; `back` gives the grid its focus again. */
  readonly onBlock: (block: AppliedBlock, back: () => void) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onOpen: (employee: string) => void
  readonly onActive: (employee: string | undefined, column: MarkColumn | undefined) => void
  /** Something was pasted where nothing can be marked. */
  readonly onNowhere: () => void
}

type Args<Mode extends 'EDIT' | 'ACTIVE'> = Extract<CellKeyDownArgs<EngineerRow>, { mode: Mode }>
const ROW_HEIGHT = 36
const HEADER_HEIGHT = 38
const SCROLLBAR = 18

/** The marking sheet as a spreadsheet: typed, pasted, filled and undone by keyboard or mouse. */
export function MarksGrid(props: MarksGridProps) {
  const { rows, columns: marks, hasRegions, hasAttendance, isClosed, names, onEdit, onBlock, onOpen, onActive, onNowhere } = props
  const say = useWords(MARKS)
  const grid = useRef<DataGridHandle>(null)
  const active = useRef<Place>({ row: -1, column: -1 })
  const [range, setRange] = useState<CellRange>()
  const isDragging = useRef(false)
  const begunBy = useRef<'typing' | 'edit'>('typing')
  const [focusEditor] = useState(() => (editor: HTMLInputElement | HTMLTextAreaElement | null) => {
    if (!editor) return
    editor.focus()
    if (begunBy.current === 'typing') editor.select()
    else editor.setSelectionRange(editor.value.length, editor.value.length)
  })

  const placeOf = useMemo(() => new Map(rows.map(({ employee }, index) => [employee, index])), [rows])
  const columns = useMemo(
    () => gridColumns({ say, marks, hasRegions, hasAttendance, isClosed, names, range, placeOf, onOpen, focusEditor }),
    [say, marks, hasRegions, hasAttendance, isClosed, names, range, placeOf, onOpen, focusEditor],
  )
  const size = { rows: rows.length, columns: columns.length }
  const firstMark = columns.findIndex(({ key }) => markColumnOf(key) !== undefined)
  const lastMark = firstMark + marks.length - 1

  const go = ({ row, column }: Place) => grid.current?.setActivePosition({ rowIdx: row, idx: column }, { shouldFocus: true })
  const back = () => {
    go({ row: Math.max(active.current.row, 0), column: Math.max(active.current.column, 0) })
    // The grid focuses the cell that becomes active, not the one that is.
    grid.current?.element?.querySelector<HTMLElement>('[role=gridcell][aria-selected=true]')?.focus({ preventScroll: true })
  }
  const chosen = (): CellRange => range ?? { from: active.current, to: active.current }

  /** What is chosen as the columns that can be marked count; undefined where none of them is. */
  function target(): Target | undefined {
    const { top, bottom, left, right } = edgesOf(chosen())
    if (top < 0 || firstMark < 0 || right < firstMark || left > lastMark) return undefined
    const within = (column: number) => Math.min(Math.max(column, firstMark), lastMark) - firstMark
    return { rows, columns: marks, from: { row: top, column: within(left) }, to: { row: bottom, column: within(right) } }
  }

  function put(block: Block): void {
    const where = target()
    if (isClosed) return
    if (!where) {
      onNowhere()
      return
    }
    const applied = applyBlock(block, where)
    if (applied.bad.length + applied.rowsBeyond + applied.columnsBeyond === 0) onEdit(applied.changes)
    else onBlock(applied, back)
  }

  /** Clears what is chosen, or fills it from its first row, or one cell from that above; what is locked among it stays. */
  function fill(kind: 'clear' | 'fillDown'): void {
    const where = target()
    if (!where || isClosed) return
    const { from, to } = where
    const source = rows[from.row === to.row ? from.row - 1 : from.row]
    if (kind === 'clear') onEdit(applyBlock([['']], where).changes)
    else if (source) onEdit(applyBlock([marks.slice(from.column, to.column + 1).map((column) => source.cells[column])], where).changes)
  }

  function extendTo(to: Place): void {
    const { from } = chosen()
    if (from.row < 0) return
    setRange({ from, to })
    grid.current?.scrollToCell({ rowIdx: to.row, idx: to.column })
  }

  function perform(action: SheetAction, row: EngineerRow): void {
    if (action.kind === 'go') go(placeAway(active.current, action, size))
    else if (action.kind === 'extend') extendTo(placeAway(chosen().to, action, size))
    else if (action.kind === 'clear' || action.kind === 'fillDown') fill(action.kind)
    else if (action.kind === 'undo') props.onUndo()
    else if (action.kind === 'redo') props.onRedo()
    else if (action.kind === 'open') onOpen(row.employee)
    else if (action.kind === 'unchoose') setRange(undefined)
    else if (action.kind === 'chooseAll') setRange({ from: { row: 0, column: firstMark }, to: { row: rows.length - 1, column: lastMark } })
  }

  function whileActive({ row, column }: Args<'ACTIVE'>, event: CellKeyboardEvent): void {
    if (!row || !column) return
    begunBy.current = event.key === 'F2' ? 'edit' : 'typing'
    const marked = markColumnOf(column.key)
    const isLocked = marked !== undefined && (isClosed || lockOf(row, marked) !== undefined)
    const action = keyOnCell(pressed(event), { isMark: marked !== undefined, isLocked, hasRange: range !== undefined })
    if (!action) return
    event.preventGridDefault()
    event.preventDefault()
    perform(action, row)
  }

  function whileEditing({ rowIdx, column, onClose }: Args<'EDIT'>, event: CellKeyboardEvent): void {
    const action = keyInEditor(pressed(event), { isComment: column.key === 'comment', begunBy: begunBy.current })
    if (!action) return
    event.preventGridDefault()
    if (action.kind === 'composing') return
    event.preventDefault()
    const at = { row: rowIdx, column: column.idx }
    const next = () => {
      if (action.kind === 'nextMark')
        return at.column < lastMark ? { ...at, column: at.column + 1 } : { row: rowIdx + 1, column: firstMark }
      if (action.kind === 'previousMark')
        return at.column > firstMark ? { ...at, column: at.column - 1 } : { row: rowIdx - 1, column: lastMark }
      return action.kind === 'go' ? placeAway(at, action, size) : at
    }
    // The browser's own way to insert, so that the text can be undone and its owner hears of it.
    if (action.kind === 'newline') document.execCommand('insertText', false, '\n')
    else {
      const place = next()
      const isOther = place.row >= 0 && place.row < rows.length && (place.row !== at.row || place.column !== at.column)
      if (isOther) go(place)
      else onClose(true)
    }
  }

  function rowsChanged(next: EngineerRow[], { indexes, column }: RowsChangeData<EngineerRow>): void {
    const marked = markColumnOf(column.key)
    if (!marked) return
    const changes = indexes.flatMap((index) => {
      const [row, typed] = [rows[index], next[index]]
      if (!row || !typed) return []
      return [{ employee: row.employee, column: marked, before: row.cells[marked], after: readCell(marked, typed.cells[marked]).text }]
    })
    onEdit(changes)
  }

  function copy(event: ClipboardEvent): void {
    const { top, bottom, left, right } = edgesOf(chosen())
    if (isInput(event.target) || top < 0) return
    const keys = columns.slice(left, right + 1).map(({ key }) => key)
    const block = rows.slice(top, bottom + 1).map((row) => keys.map((key) => cellText(row, key, say)))
    event.preventDefault()
    event.clipboardData.setData('text/plain', blockText(block))
    if (event.type === 'cut') fill('clear')
  }

  function paste(event: ClipboardEvent): void {
    const block = blockFromText(event.clipboardData.getData('text/plain'))
    // A word pasted into an open cell is text; a block closes it and goes over the sheet.
    if (isInput(event.target) && block.length <= 1 && (block[0]?.length ?? 0) <= 1) return
    event.preventDefault()
    if (isInput(event.target)) back()
    put(block)
  }

  function dragOver(event: MouseEvent): void {
    const { from, to } = chosen()
    const place = isDragging.current && event.buttons === 1 ? placeUnder(event.target) : undefined
    if (!place || from.row < 0 || (place.row === to.row && place.column === to.column)) return
    setRange(place.row === from.row && place.column === from.column ? undefined : { from, to: place })
  }

  return (
    // The grid inside takes the keys; what bubbles up here is the clipboard and the mouse.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above.
    // biome-ignore lint/a11y/useKeyWithMouseEvents: cells are also chosen with Shift and the arrow keys.
    <div
      className="marks-grid-place"
      onCopy={copy}
      onCut={copy}
      onPaste={paste}
      onMouseOver={dragOver}
      onMouseUp={() => {
        isDragging.current = false
      }}
    >
      <DataGrid
        ref={grid}
        className="marks-grid"
        style={{ blockSize: `min(max(52vh, 320px), ${rows.length * ROW_HEIGHT + HEADER_HEIGHT + SCROLLBAR}px)` }}
        aria-label={say('gridLabel')}
        columns={columns}
        rows={rows}
        rowKeyGetter={({ employee }) => employee}
        rowHeight={ROW_HEIGHT}
        headerRowHeight={HEADER_HEIGHT}
        onRowsChange={rowsChanged}
        onFill={({ columnKey, sourceRow, targetRow }) => {
          const column = markColumnOf(columnKey)
          return column ? { ...targetRow, cells: { ...targetRow.cells, [column]: sourceRow.cells[column] } } : targetRow
        }}
        // Told, so that the grid does not take Ctrl+V for typing; the paste itself is taken above.
        onCellPaste={({ row }) => row}
        onCellKeyDown={(args, event) => (args.mode === 'EDIT' ? whileEditing(args, event) : whileActive(args, event))}
        onCellMouseDown={({ rowIdx, column }, event) => {
          begunBy.current = 'edit'
          if (event.shiftKey && active.current.row >= 0) {
            event.preventGridDefault()
            event.preventDefault()
            extendTo({ row: rowIdx, column: column.idx })
          } else {
            isDragging.current = true
            setRange(undefined)
          }
        }}
        onActivePositionChange={({ rowIdx, row, column }) => {
          active.current = { row: rowIdx, column: column?.idx ?? -1 }
          setRange(undefined)
          onActive(row?.employee, markColumnOf(column?.key))
        }}
      />
    </div>
  )
}

function pressed(event: CellKeyboardEvent): PressedKey {
  const { key, shiftKey: shift, altKey: alt } = event
  return { key, shift, alt, held: event.ctrlKey || event.metaKey, isComposing: event.nativeEvent.isComposing }
}

function isInput(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

/** Rows and columns as the grid tells assistive technology: from 1, the header being the first row. */
function placeUnder(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null
  const row = Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2
  const column = Number(cell?.getAttribute('aria-colindex')) - 1
  return row >= 0 && column >= 0 ? { row, column } : undefined
}

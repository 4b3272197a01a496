import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'

export interface EditColumn<Row> {
  readonly key: string
  readonly title: string
  readonly figures?: boolean
  readonly text: (row: Row) => string
  readonly write: (row: Row, text: string) => Row
  readonly isWrong?: (row: Row, index: number) => boolean
}

interface EditTableProps<Row> {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly EditColumn<Row>[]
  readonly blank: (rows: readonly Row[]) => Row
  /** `step` names the cell that was typed into. */
  readonly onChange: (rows: readonly Row[], step?: string) => void
}

/**
 * A table edited in place: Tab goes from cell to cell, Enter to the cell below and from the last row into a new one, Alt+Delete takes a row
 * out.
 */
export function EditTable<Row>({ caption, rows, columns, blank, onChange }: EditTableProps<Row>) {
  const say = useWords(BUILDER)
  const table = useRef<HTMLTableElement>(null)
  const wanted = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${wanted.current}"]`)?.focus()
    wanted.current = undefined
  })
  const add = (column = 0) => {
    wanted.current = `${rows.length}-${column}`
    onChange([...rows, blank(rows)])
  }
  const remove = (index: number) => {
    wanted.current = `${Math.max(0, Math.min(index, rows.length - 2))}-0`
    onChange(rows.filter((_, place) => place !== index))
  }
  const onKeyDown = (event: KeyboardEvent, index: number, column: number) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (index === rows.length - 1) add(column)
      else table.current?.querySelector<HTMLInputElement>(`[data-cell="${index + 1}-${column}"]`)?.focus()
    }
    if (event.key === 'Delete' && event.altKey) {
      event.preventDefault()
      remove(index)
    }
  }
  return (
    <div className="stack">
      <div className={columns.length < 4 ? 'edit-table short' : 'edit-table'}>
        <table ref={table}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, title, figures }) => (
                <th key={key} scope="col" className={figures ? 'figures' : undefined}>
                  {title}
                </th>
              ))}
              <th>
                <span className="sr-only">{say('removeRow')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place, and keeps its focus there while it is typed into.
              <tr key={index}>
                {columns.map(({ key, title, figures, text, write, isWrong }, column) => (
                  <td key={key} data-title={title}>
                    <Cell
                      label={say('cell', { title, row: index + 1 })}
                      isFigure={figures ?? false}
                      place={`${index}-${column}`}
                      text={text(row)}
                      isWrong={isWrong?.(row, index) ?? false}
                      onKeyDown={(event) => onKeyDown(event, index, column)}
                      onChange={(typed) => {
                        const next = write(row, typed)
                        onChange(
                          rows.map((each, place) => (place === index ? next : each)),
                          `${caption} ${index} ${key}`,
                        )
                        return text(next)
                      }}
                    />
                  </td>
                ))}
                <td>
                  <Button type="text" aria-label={say('removeRowOf', { row: index + 1, table: caption })} onClick={() => remove(index)}>
                    ×
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button aria-label={say('addRowTo', { table: caption })} onClick={() => add()}>
          {say('addRow')}
        </Button>
      </div>
    </div>
  )
}

interface CellProps {
  readonly label: string
  readonly isFigure: boolean
  readonly place: string
  readonly text: string
  readonly isWrong: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** Answers how the row writes what was typed. */
  readonly onChange: (typed: string) => string
}

/** What is being typed stands as it is typed, "1." or "a=1;", as long as nobody else changes the row. */
function Cell({ label, isFigure, place, text, isWrong, onKeyDown, onChange }: CellProps) {
  const [typed, setTyped] = useState({ text: '', written: '' })
  return (
    <Input
      aria-label={label}
      className={isFigure ? 'figures' : ''}
      data-cell={place}
      value={typed.written === text ? typed.text : text}
      aria-invalid={isWrong}
      status={isWrong ? 'error' : ''}
      onKeyDown={onKeyDown}
      onChange={(event) => setTyped({ text: event.target.value, written: onChange(event.target.value) })}
    />
  )
}

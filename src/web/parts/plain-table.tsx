import type { ReactNode } from 'react'
import { Empty } from './page.tsx'
import './plain-table.css'

export interface PlainColumn<Row> {
  readonly key: string
  readonly title: ReactNode
  /** Figures stand at the right, with tabular digits. */
  readonly figures?: boolean
  /** The cell that names its row. */
  readonly head?: boolean
  /** On a phone, where each row is a card, the cell stands without its title. */
  readonly bare?: boolean
  readonly cell: (row: Row) => ReactNode
}

interface PlainTableProps<Row> {
  /** Read out before the table, not shown. */
  readonly caption: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string | number
  readonly empty?: ReactNode
}

/** A table of some dozens of rows; on a phone each row is a card, with the titles before the cells. */
export function PlainTable<Row>({ caption, columns, rows, keyOf, empty }: PlainTableProps<Row>) {
  if (rows.length === 0) return <Empty>{empty}</Empty>
  return (
    // The scrolling part can be reached by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 for what scrolls sideways.
    <section className="plain-table" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, figures }) => (
              <th key={key} scope="col" className={figures ? 'figures' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, title, figures, head, bare, cell }) => {
                const Cell = head ? 'th' : 'td'
                return (
                  <Cell key={key} className={figures ? 'figures' : undefined} {...(head ? { scope: 'row' } : {})}>
                    {!bare && (
                      <span className="plain-title" aria-hidden="true">
                        {title}
                      </span>
                    )}
                    <span className="plain-value">{cell(row)}</span>
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

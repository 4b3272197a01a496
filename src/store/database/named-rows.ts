import type { Cell, NamedCell, NamedRow } from './connection.ts'

export interface AnsweredColumn {
  readonly name: string
  /** It is a column of a table, of Prisma's type Int: its numbers fit into a number. */
  readonly isInt: boolean
}

/** The rows of an answer by the names of its columns, the same from both databases. */
export function namedRows(columns: readonly AnsweredColumn[], rows: readonly (readonly Cell[])[]): NamedRow[] {
  return rows.map((cells) => {
    const row: Record<string, NamedCell> = {}
    columns.forEach(({ name, isInt }, index) => {
      const cell = cells[index]
      row[name] = isInt && typeof cell === 'bigint' ? Number(cell) : (cell ?? undefined)
    })
    return row
  })
}

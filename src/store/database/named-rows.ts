import type { Cell } from './connection.ts'

/** A value of a row by name: numbers of Int columns, BigInt of every other whole number, sums and counts among them; NULL is undefined. */
export type NamedCell = bigint | number | string | undefined
export type NamedRow = Readonly<Record<string, NamedCell>>

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

import { csvField } from '../base/csv.ts'
import { shownValue } from '../domain/dataset/shown-value.ts'
import { TABLES, type TableKey } from '../domain/dataset/tables.ts'
import type { Reader } from '../store/database/connection.ts'
import { quoted, quotedList } from '../store/database/record-columns.ts'

const ROWS_AT_ONCE = 2000

/** A table of a book as CSV that a dataset is read from again, in pieces: English keys, days as 2026-10-05, amounts with two decimals. */
export async function* tableCsv(reader: Reader | undefined, book: number, table: TableKey): AsyncGenerator<string> {
  const { columns } = TABLES[table]
  const keys = columns.map(({ key }) => key)
  yield `${keys.join(',')}\n`
  let after = 0
  while (reader) {
    const rows = await reader.all(
      `SELECT id, ${quotedList(keys)} FROM ${quoted(table)} WHERE book = $1 AND id > ${after} ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
      [book],
    )
    yield rows
      .map(([, ...cells]) => `${columns.map(({ type }, index) => csvField(textOf(cells[index] ?? null, type))).join(',')}\n`)
      .join('')
    if (rows.length < ROWS_AT_ONCE) return
    after = Number(rows.at(-1)?.[0])
  }
}

function textOf(cell: string | number | bigint | null, type: Parameters<typeof shownValue>[1]): string {
  if (cell === null) return ''
  return shownValue(typeof cell === 'bigint' ? Number(cell) : cell, type)
}

import type { LeftOut } from '../../domain/dataset/left-out.ts'
import { TABLES } from '../../domain/dataset/tables.ts'
import { headerKey, headerOfMeanings, unreadAmong } from '../../sheets/read/header-map.ts'
import type { LeavesOut, ReadSheet } from '../../store/aggregates/uploads.ts'

/** Counts the rows that mappings leave out while files are read. */
export class LeftOutByMeaning {
  readonly #rows = new Map<string, number>()

  readonly add = ({ file, sheet, meant }: LeftOut): void => {
    if (!meant) return
    const key = keyOf(file, sheet, meant.key, meant.text)
    this.#rows.set(key, (this.#rows.get(key) ?? 0) + 1)
  }

  /** What the mapping of a sheet leaves out, with how many of its rows; of a report nobody counts them. */
  of({ file, sheet, table, columns, meanings = {} }: ReadSheet, isReport: boolean): LeavesOut[] {
    return Object.entries(meanings).flatMap(([key, texts]) =>
      Object.entries(texts).flatMap(([text, meant]): LeavesOut[] => {
        if (meant !== null) return []
        const read = Object.entries(columns ?? {}).find(([, column]) => column === key)?.[0]
        const own = table ? TABLES[table].columns.find((column) => column.key === key)?.title : undefined
        const rows = isReport ? null : (this.#rows.get(keyOf(file, sheet ?? undefined, key, headerKey(text))) ?? 0)
        return [{ header: headerOfMeanings(key) ?? read ?? own ?? key, text, rows }]
      }),
    )
  }
}

function keyOf(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts)
}

/** The headers of a sheet of which its mapping reads nothing. */
export function unreadHeaders(
  names: readonly string[],
  { columns, meanings = {}, key = [] }: Pick<ReadSheet, 'columns' | 'meanings' | 'key'>,
): string[] {
  const spoken = Object.entries(meanings).flatMap(([each, texts]) => (Object.keys(texts).length > 0 ? (headerOfMeanings(each) ?? []) : []))
  return unreadAmong(names, [...Object.keys(columns ?? {}), ...spoken, ...key])
}

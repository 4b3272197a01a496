import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Header } from './header.ts'
import { headerKey, headerKeys, headerOfMeanings, type ValueMeanings } from './header-map.ts'

/** The rows of a foreign sheet with its values in our words. */
export class ForeignRows {
  /** Rows with a value that the user leaves out. */
  leftOut = 0
  readonly #meanings: readonly { readonly position: number; readonly texts: ReadonlyMap<string, string | null> }[]

  constructor(table: TableKey, { names, positions }: Header, meanings: ValueMeanings | undefined) {
    const keys = headerKeys(names)
    this.#meanings = [...(meanings ?? [])].flatMap(([key, texts]) => {
      const header = headerOfMeanings(key)
      const index = TABLES[table].columns.findIndex((column) => column.key === key)
      const position = header === undefined ? (positions[index] ?? -1) : keys.indexOf(headerKey(header))
      return position < 0 ? [] : [{ position, texts }]
    })
  }

  /** The cells of a row as they are to be read; undefined for one that is left out. */
  read(cells: readonly string[]): readonly string[] | undefined {
    let read = cells
    for (const { position, texts } of this.#meanings) {
      const meant = texts.get(headerKey(cells[position] ?? ''))
      if (meant === null) {
        this.leftOut++
        return undefined
      }
      if (meant === undefined) continue
      if (read === cells) read = [...cells]
      ;(read as string[])[position] = meant
    }
    return read
  }
}

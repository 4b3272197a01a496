import type { Place } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { isOrdinary, isTellingValue, type Telling, tellingHeader } from '../../domain/dataset/telling-columns.ts'
import { trimmed } from './cell-values.ts'
import type { Header } from './header.ts'
import { type HeaderMap, headerKey, headerKeys, headerOfMeanings, type ValueMeanings } from './header-map.ts'
import type { ProblemList } from './problem-list.ts'
import { detached } from './references.ts'
import { shown } from './shown.ts'

/** Values that one problem names. */
const MOST_SHOWN = 5
/** Values of a column that are remembered as looked at, so that those that repeat cost nothing. */
const MOST_SEEN = 1_000

interface UnknownColumn {
  readonly position: number
  readonly name: string
  readonly telling: Telling | undefined
  readonly seen: Set<string>
  /** What it holds that is not to be passed over. */
  readonly found: Set<string>
}

/**
 * The columns of a sheet that its table does not know, with what stands in them. Most are passed over with a warning, or without a word
 * where the user's map left them aside. One that tells by its header or its values whether rows count, or in what money, is an
 * error (column_must_be_understood), unless all it holds is what we take for granted or the user has said what it means.
 */
export class UnknownColumns {
  readonly #table: TableKey
  readonly #header: Header
  readonly #isMapped: boolean
  readonly #columns: readonly UnknownColumn[]

  constructor(
    table: TableKey,
    header: Header,
    { columns, meanings }: { readonly columns?: HeaderMap | undefined; readonly meanings?: ValueMeanings | undefined },
  ) {
    this.#table = table
    this.#header = header
    this.#isMapped = columns !== undefined
    const keys = headerKeys(header.names)
    const explained = new Set([...(meanings?.keys() ?? [])].flatMap((key) => headerOfMeanings(key) ?? []).map(headerKey))
    this.#columns = header.unknown
      .filter((position) => !explained.has(keys[position] ?? ''))
      .map((position) => {
        const name = header.names[position] ?? ''
        return { position, name, telling: tellingHeader(table, name), seen: new Set<string>(), found: new Set<string>() }
      })
  }

  /** A row that is read as a record. */
  see(cells: readonly string[]): void {
    for (const { position, name, telling, seen, found } of this.#columns) {
      const text = cells[position] ?? ''
      if (seen.has(text) || found.size >= MOST_SHOWN) continue
      if (seen.size < MOST_SEEN) seen.add(detached(text))
      const bare = trimmed(text)
      const isPassed = bare === '' ? telling !== 'signature' : telling ? isOrdinary(telling, name, bare) : !isTellingValue(bare)
      if (!isPassed) found.add(shown(bare === '' ? '-' : bare))
    }
  }

  report(place: Place, problems: ProblemList): void {
    const { row, positions } = this.#header
    const free = TABLES[this.#table].columns.filter((_, index) => (positions[index] ?? -1) < 0)
    const known = free.map(({ key, title }) => `${key} ${title}`).join(', ') || '-'
    for (const { name, found } of this.#columns) {
      const at = { table: this.#table, place: { ...place, row, column: name } }
      if (found.size > 0) {
        const values = { found: name, values: [...found].join(', '), known }
        problems.add('column_must_be_understood', { values, ...at })
      } else if (!this.#isMapped) problems.add('column_must_be_known', { values: { found: name, known }, ...at })
    }
  }
}

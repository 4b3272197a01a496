import type { Place } from '../../base/problem.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import type { LeftOut } from '../../domain/dataset/left-out.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { ProblemList } from './problem-list.ts'
import { shown } from './shown.ts'

/** Why a row is no record, in the order in which that is said. */
const KINDS = ['meaning', 'continuation', 'total', 'footer'] as const
export type LeftOutKind = (typeof KINDS)[number]

const SAID = {
  meaning: 'rows_were_left_out',
  continuation: 'continuation_rows_were_left_out',
  total: 'total_rows_were_left_out',
  footer: 'footer_rows_were_left_out',
} as const satisfies Record<LeftOutKind, DatasetProblemCode>

/** Rows that one problem names by number. */
const MOST_NAMED = 20

interface NamedRow {
  readonly row: number
  /** The text by which it is one. */
  readonly word: string
}

/** The rows of a sheet that are no records, by why, and the warnings that name them. */
export class LeftOutRows {
  readonly #onEach: (row: Pick<LeftOut, 'row' | 'what' | 'why'>) => void
  readonly #rows: Record<LeftOutKind, NamedRow[]> = { meaning: [], continuation: [], total: [], footer: [] }

  /** `onEach` hears of each, with the text of its row. */
  constructor(onEach: (row: Pick<LeftOut, 'row' | 'what' | 'why'>) => void) {
    this.#onEach = onEach
  }

  add(kind: LeftOutKind, row: number, word: string, cells: readonly string[]): void {
    this.#rows[kind].push({ row, word: shown(word) })
    this.#onEach({ row, what: shown(cells.filter((cell) => cell.trim() !== '').join(' ')), why: kind })
  }

  report(table: TableKey, place: Place, problems: ProblemList): void {
    for (const kind of KINDS) {
      const rows = this.#rows[kind]
      const [first] = rows
      if (!first) continue
      const named = rows.slice(0, MOST_NAMED).map(({ row }) => row)
      const isCounted = kind === 'meaning' || kind === 'continuation'
      const values = {
        found: first.word,
        rows: named.join(', ') + (rows.length > MOST_NAMED ? ' …' : ''),
        ...(isCounted ? { count: String(rows.length) } : {}),
      }
      problems.add(SAID[kind], { values, table, place: kind === 'meaning' ? place : { ...place, row: first.row } })
    }
  }
}

import type { Place } from '../../base/problem.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import { LEFT_OUT, type LeftOut, type LeftOutReason } from '../../domain/dataset/left-out.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { ProblemList } from './problem-list.ts'
import { shown } from './shown.ts'

/** What says it of the reasons that have words of their own; others share those of reports. */
const SAID: Readonly<Partial<Record<LeftOutReason, DatasetProblemCode>>> = {
  by_hand: 'rows_were_left_out_by_hand',
  meaning: 'rows_were_left_out',
  continuation: 'continuation_rows_were_left_out',
  total: 'total_rows_were_left_out',
  footer: 'footer_rows_were_left_out',
}

/** Whose words say how many. */
const COUNTED: ReadonlySet<LeftOutReason> = new Set(['by_hand', 'meaning', 'continuation'])

/** Rows that one problem names by number. */
const MOST_NAMED = 20
const MOST_REASONS = 3

interface NamedRow {
  readonly row: number
  /** The text by which it is one. */
  readonly word: string
}

/** The rows of a sheet that are no records, by why, and the warnings that name them. */
export class LeftOutRows {
  readonly #onEach: (row: Pick<LeftOut, 'row' | 'what' | 'why' | 'meant'>) => void
  readonly #rows = new Map<LeftOutReason, NamedRow[]>()

  /** `onEach` hears of each, with the text of its row. */
  constructor(onEach: (row: Pick<LeftOut, 'row' | 'what' | 'why' | 'meant'>) => void) {
    this.#onEach = onEach
  }

  /** `word` is by what it is none, `what` the text of its row or what it would have been. */
  add(why: LeftOutReason, row: number, word: string, what: string, meant?: LeftOut['meant']): void {
    const rows = this.#rows.get(why) ?? []
    this.#rows.set(why, rows)
    rows.push({ row, word: shown(word) })
    this.#onEach({ row, what: shown(what), why, meant })
  }

  /** Says each reason once, in the order of LEFT_OUT. */
  report(table: TableKey, place: Place, problems: ProblemList): void {
    for (const why of Object.keys(LEFT_OUT) as LeftOutReason[]) {
      const rows = this.#rows.get(why) ?? []
      const [first] = rows
      if (!first) continue
      const named = rows.slice(0, MOST_NAMED).map(({ row }) => row)
      const values = {
        // Each row has a reason of its own.
        found: why === 'by_hand' ? [...new Set(rows.map(({ word }) => word))].slice(0, MOST_REASONS).join('、') : first.word,
        rows: named.join(', ') + (rows.length > MOST_NAMED ? ' …' : ''),
        ...(COUNTED.has(why) || !SAID[why] ? { count: String(rows.length) } : {}),
        ...(SAID[why] ? {} : { whyZh: LEFT_OUT[why].zh, whyEn: LEFT_OUT[why].en }),
      }
      problems.add(SAID[why] ?? 'report_rows_were_left_out', {
        values,
        table,
        place: why === 'meaning' ? place : { ...place, row: first.row },
      })
    }
  }
}

/** The text of a row. */
export function lineOf(cells: readonly string[]): string {
  return cells.filter((cell) => cell.trim() !== '').join(' ')
}

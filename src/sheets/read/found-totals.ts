import type { FoundTotal } from '../../domain/dataset/found-total.ts'
import type { LeftOutReason } from '../../domain/dataset/left-out.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { readCell, trimmed } from './cell-values.ts'
import { ownForm } from './foreign-forms.ts'
import type { Header } from './header.ts'
import type { ValueForms } from './header-map.ts'
import { DEFAULT_LIMITS } from './limits.ts'

/** A total of the rows of one sheet. */
export type SheetTotal = Omit<FoundTotal, 'table' | 'file' | 'sheet'>

interface Measured {
  readonly column: Column
  readonly index: number
  readonly position: number
  readonly all: ExactSum
  readonly negative: ExactSum
  /** What all came to at the total above. */
  before: bigint
  readonly leftOut: { readonly row: number; readonly why: LeftOutReason; readonly amount: string }[]
}

/** Rows left out that a total names. */
const MOST_NAMED = 20

/** Adds up what is read of a sheet, so that a row that adds up others can be held against it. */
export class FoundTotals {
  readonly #measured: readonly Measured[]
  readonly #forms: ValueForms | undefined
  #rows = 0
  #rowsSince = 0

  constructor(table: TableKey, { positions }: Header, forms: ValueForms | undefined) {
    this.#forms = forms
    this.#measured = TABLES[table].columns.flatMap((column, index) => {
      const position = positions[index] ?? -1
      const isMeasured = (column.type === 'money' || column.type === 'quantity') && position >= 0
      return isMeasured ? [{ column, index, position, all: new ExactSum(), negative: new ExactSum(), before: 0n, leftOut: [] }] : []
    })
  }

  addRecord(record: RecordValues): void {
    this.#rows++
    this.#rowsSince++
    for (const { index, all, negative } of this.#measured) {
      const value = record[index]
      if (typeof value !== 'number') continue
      all.add(value)
      if (value < 0) negative.add(value)
    }
  }

  /** A row that is no record; a total is held against with what it would have added. */
  addLeftOut(cells: readonly string[], row: number, why: LeftOutReason): void {
    for (const measured of this.#measured) {
      const amount = this.#amountIn(measured, cells)
      if (amount !== undefined && measured.leftOut.length < MOST_NAMED) measured.leftOut.push({ row, why, amount: String(amount) })
    }
  }

  /** What a row says that adds up those above it, column by column. */
  totalsIn(cells: readonly string[], row: number, word: string): SheetTotal[] {
    const totals = this.#measured.flatMap((measured): SheetTotal[] => {
      const found = this.#amountIn(measured, cells)
      if (found === undefined) return []
      const { column, before, leftOut } = measured
      const all = measured.all.total
      const unsigned = all - 2n * measured.negative.total
      return [
        {
          ...{ row, word, column: column.key, found: String(found), unsigned: String(unsigned), leftOut: [...leftOut] },
          all: { rows: this.#rows, sum: String(all) },
          since: { rows: this.#rowsSince, sum: String(all - before) },
        },
      ]
    })
    this.#rowsSince = 0
    for (const measured of this.#measured) measured.before = measured.all.total
    return totals
  }

  #amountIn({ column, position }: Measured, cells: readonly string[]): number | undefined {
    const text = trimmed(cells[position] ?? '')
    if (text === '') return undefined
    const own = this.#forms && ownForm(column, text, this.#forms)
    const read = readCell(column, own?.text ?? text, DEFAULT_LIMITS.cellLength)
    return typeof read === 'number' ? read : undefined
  }
}

const EXACT = 2 ** 51

/** A sum of whole numbers that stays exact, at the cost of a plain addition for nearly all of them. */
class ExactSum {
  #large = 0n
  #small = 0

  add(value: number): void {
    if (value > EXACT || value < -EXACT) this.#large += BigInt(value)
    else this.#small += value
    if (this.#small <= EXACT && this.#small >= -EXACT) return
    this.#large += BigInt(this.#small)
    this.#small = 0
  }

  get total(): bigint {
    return this.#large + BigInt(this.#small)
  }
}

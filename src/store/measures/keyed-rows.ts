import { BrokenInvariant } from '../../base/assert.ts'
import type { Cell } from '../connection.ts'

/** The rows by their first column, each made from the whole numbers that follow it. */
export function keyedRows<T>(rows: readonly (readonly Cell[])[], facts: (...numbers: bigint[]) => T): Map<string, T> {
  return new Map(rows.map(([key, ...numbers]) => [String(key), facts(...numbers.map(wholeNumber))]))
}

/** A cell that the statement promises to be a whole number. */
export function wholeNumber(cell: Cell | undefined): bigint {
  if (typeof cell !== 'bigint') throw new BrokenInvariant(`A measure is a whole number, and here it is ${String(cell)}.`)
  return cell
}

import { assert, BrokenInvariant } from '../../base/assert.ts'
import type { Cell } from '../database/connection.ts'

/** The rows by their first column, each made from the whole numbers that follow it. Taking a row apart by a rest pattern took five times as long. */
export function keyedRows<T>(rows: readonly (readonly Cell[])[], facts: (...numbers: bigint[]) => T): Map<string, T> {
  const keyed = new Map<string, T>()
  for (const row of rows) {
    const numbers = row.slice(1)
    assert(numbers.every(isWhole), 'A measure is made of whole numbers.')
    keyed.set(String(row[0]), facts(...numbers))
  }
  return keyed
}

/** A cell that the statement promises to be a whole number. */
export function wholeNumber(cell: Cell | undefined): bigint {
  if (typeof cell !== 'bigint') throw new BrokenInvariant(`A measure is a whole number, and here it is ${String(cell)}.`)
  return cell
}

function isWhole(cell: Cell): cell is bigint {
  return typeof cell === 'bigint'
}

import type { FileSum, FoundTotal } from './found-total.ts'
import { shownValue } from './shown-value.ts'
import { columnIndex, TABLES } from './tables.ts'

/** A total of a file held against the rows that it adds up; amounts in whole fen or millionths. */
export interface HeldTotal {
  readonly found: bigint
  /** The rows that it means: all above it, or those since the total above it. */
  readonly meant: FileSum
  readonly agrees: boolean
  /** What the file has more than was read. */
  readonly difference: bigint
  /** Rows that were left out come to the difference, or refunds that the file adds up as if they were receipts; null where neither does, or none is. */
  readonly explained: 'left_out' | 'signs' | null
}

/** What adds up a part only, by its own words: those since the total above. */
const OF_A_PART = /小计|本页|部门|区域|sub|page/i

/**
 * Holds a total of a file against the rows that it may mean: all above it, or those since the total above it. Where it is neither, the rows that
 * were left out explain the difference if they come to it, or else signs do: refunds that the file writes above zero.
 */
export function heldTotal({ word, all, since, unsigned, leftOut, ...total }: FoundTotal): HeldTotal {
  const found = BigInt(total.found)
  const agreed = [all, since].find(({ sum }) => BigInt(sum) === found)
  const meant = agreed ?? (OF_A_PART.test(word) ? since : all)
  const difference = found - BigInt(meant.sum)
  const amountLeftOut = leftOut.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  const isLeftOut = leftOut.length > 0 && amountLeftOut === difference
  const explained = agreed ? null : isLeftOut ? 'left_out' : BigInt(unsigned) === found ? 'signs' : null
  return { found, meant, agrees: agreed !== undefined, difference, explained }
}

/** An amount of a total as people write it in its column: yuan with two decimals, or a quantity. */
export function shownInTotal({ table, column }: Pick<FoundTotal, 'table' | 'column'>, amount: bigint): string {
  const { type } = TABLES[table].columns[columnIndex(table, column)] ?? { type: 'money' as const }
  return shownValue(String(amount), type)
}

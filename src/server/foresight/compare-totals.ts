import type { Language } from '../../base/problem.ts'
import type { FoundTotal } from '../../domain/dataset/found-total.ts'
import { heldTotal, shownInTotal } from '../../domain/dataset/held-total.ts'
import { LEFT_OUT } from '../../domain/dataset/left-out.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { comparedTotalSchema } from './foresight-schema.ts'

/** A total of a file beside what was read. */
export type ComparedTotal = ShapeOf<typeof comparedTotalSchema>

/** A total of a file held against the rows that it adds up, in the caller's words. */
export function comparedTotal(total: FoundTotal, language: Language): ComparedTotal {
  const { table, column, file, sheet, row, word, leftOut } = total
  const shown = (amount: bigint) => shownInTotal(total, amount)
  const { found, meant, agrees, difference, explained } = heldTotal(total)
  return {
    ...{ table, column, file, sheet, row, word, agrees, explained },
    ...{ found: shown(found), read: shown(BigInt(meant.sum)), rows: meant.rows, difference: shown(difference) },
    leftOut: agrees ? [] : leftOut.map(({ row, why, amount }) => ({ row, why: LEFT_OUT[why][language], amount: shown(BigInt(amount)) })),
  }
}

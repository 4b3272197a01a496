import type { Language } from '../../base/problem.ts'
import type { FoundTotal } from '../../domain/dataset/found-total.ts'
import { LEFT_OUT } from '../../domain/dataset/left-out.ts'
import { shownValue } from '../../domain/dataset/shown-value.ts'
import { columnIndex, TABLES } from '../../domain/dataset/tables.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { comparedTotalSchema } from './foresight-schema.ts'

/** A total of a file beside what was read. */
export type ComparedTotal = ShapeOf<typeof comparedTotalSchema>

/** What adds up a part only, by its own words: those since the total above. */
const OF_A_PART = /小计|本页|部门|区域|sub|page/i

/**
 * Holds a total of a file against the rows that it may mean: all above it, or those since the total above it. Where it is neither, the rows that
 * were left out explain the difference if they come to it, or else signs do: refunds that the file writes above zero.
 */
export function comparedTotal({ table, column, all, since, unsigned, leftOut, ...total }: FoundTotal, language: Language): ComparedTotal {
  const { type } = TABLES[table].columns[columnIndex(table, column)] ?? { type: 'money' as const }
  const shown = (amount: bigint) => shownValue(String(amount), type)
  const found = BigInt(total.found)
  const agreed = [all, since].find(({ sum }) => BigInt(sum) === found)
  const meant = agreed ?? (OF_A_PART.test(total.word) ? since : all)
  const difference = found - BigInt(meant.sum)
  const amountLeftOut = leftOut.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  const explained = agreed
    ? null
    : leftOut.length > 0 && amountLeftOut === difference
      ? 'left_out'
      : BigInt(unsigned) === found
        ? 'signs'
        : null
  return {
    ...{ table, column, file: total.file, sheet: total.sheet, row: total.row, word: total.word },
    ...{
      found: shown(found),
      read: shown(BigInt(meant.sum)),
      rows: meant.rows,
      difference: shown(difference),
      agrees: agreed !== undefined,
    },
    explained,
    leftOut: agreed ? [] : leftOut.map(({ row, why, amount }) => ({ row, why: LEFT_OUT[why][language], amount: shown(BigInt(amount)) })),
  }
}

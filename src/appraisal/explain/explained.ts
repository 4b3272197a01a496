import type { Place } from '../../base/problem.ts'
import { unitsText } from '../../base/rounding.ts'
import { shownValue } from '../../domain/dataset/shown-value.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import type { Workings } from '../../engine/compiled-rule.ts'
import type { FoundRecord } from './find-records.ts'

/** A source record 原始记录 as the user knows it: values as they would write them, and where it stands in their files. */
export interface ExplainedRecord {
  readonly table: TableKey
  readonly values: Readonly<Record<string, string>>
  readonly place?: Place | undefined
  /** In a list of arrears: what the record's client owes after it, in yuan. */
  readonly balance?: string | undefined
}

export interface ExplainedRecords {
  readonly total: number
  readonly shown: readonly ExplainedRecord[]
  /** The name under which the rest of them can be asked for, where they can. */
  readonly fact?: string | undefined
  /** Why they may be fewer than were counted. */
  readonly notes?: readonly Remark[] | undefined
}

/** The workings of a value down to source records: the engine's tree with records at its leaves. */
export interface Explained extends Omit<Workings, 'parts' | 'source'> {
  /** What is printed, where that is rounded further than `value`. */
  readonly published?: string | undefined
  readonly notes?: readonly Remark[] | undefined
  readonly records?: ExplainedRecords | undefined
  readonly parts: readonly Explained[]
}

export function explainedRecord({ table, values, balance }: Omit<FoundRecord, 'row'>, place?: Place): ExplainedRecord {
  const named = TABLES[table].columns.flatMap((column, index) => {
    const value = values[index] ?? null
    return value === null ? [] : [[column.key, shownValue(value, column.type)] as const]
  })
  return {
    table,
    values: Object.fromEntries(named),
    ...(place === undefined ? {} : { place }),
    ...(balance === undefined ? {} : { balance: unitsText(balance, 2) }),
  }
}

/** The tree with every leaf of a name replaced, wherever it stands; the leaf's own title and clause give way. */
export function withLeaf(node: Explained, name: string, leaf: Explained): Explained {
  if (node.name === name && node.parts.length === 0) return leaf
  return { ...node, parts: node.parts.map((part) => withLeaf(part, name, leaf)) }
}

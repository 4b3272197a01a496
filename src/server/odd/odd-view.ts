import { type Language, messageOf } from '../../base/problem.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import { shownValue } from '../../domain/dataset/shown-value.ts'
import { columnIndex, TABLES } from '../../domain/dataset/tables.ts'
import type { OddDismissal } from '../../store/aggregates/odd-dismissals.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { recordKey } from '../records/record-json.ts'
import type { OddEntry } from './find-odd.ts'
import type { oddSchema } from './odd-schema.ts'

export type OddView = ShapeOf<typeof oddSchema>

/** An entry that was found, when its records came in, and the dismissal that is in force. */
export interface OddListed extends OddEntry {
  readonly dismissal: OddDismissal | undefined
}

export function oddView({ problem, upload, at, dismissal }: OddListed, language: Language): OddView {
  const { key, period, count, records, effect } = problem.odd
  const column = problem.column ?? null
  // What it comes to stands apart.
  const { furtherZh: _, furtherEn: __, ...values } = problem.values
  return {
    key,
    kind: problem.code,
    message: messageOf({ ...problem, values }, language),
    period,
    column,
    records: records.map(({ table, values: own }) => {
      const type = column === null ? undefined : TABLES[table].columns[columnIndex(table, column)]?.type
      const value = column === null ? null : (own[columnIndex(table, column)] ?? null)
      return {
        table,
        key: recordKey(table, own),
        name: recordName(table, own) ?? '',
        value: type === undefined || value === null ? null : shownValue(value, type),
      }
    }),
    count,
    effect,
    firstSeen: at ?? null,
    upload: upload ?? null,
    state: dismissal ? 'dismissed' : 'open',
    dismissal: dismissal ? { reason: dismissal.reason, by: dismissal.by, at: dismissal.at } : null,
  }
}

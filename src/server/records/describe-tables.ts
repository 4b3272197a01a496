import type { Answer } from '../../base/answer.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { actorScope } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { tablesKeptBy } from './change-rules.ts'
import { isReachable } from './reach-records.ts'
import type { tableSchema } from './record-schema.ts'

/** A table of the dataset as a screen needs to know it. */
export type TableDescription = ShapeOf<typeof tableSchema>

export interface ColumnDescription {
  readonly key: string
  readonly title: string
  readonly type: Column['type']
  readonly required: boolean
  readonly choices: readonly { readonly key: string; readonly title: string }[]
}

/** The tables of the dataset that the actor can have records in, with their columns, and how many of each are in force. */
export const describeTables = useCase(
  'record.read',
  async (service, actor): Promise<Answer<{ readonly ok: true; readonly tables: readonly TableDescription[] }>> => {
    const book = await findCompanyBook(service.store)
    const kept = actorScope(actor, 'record.write') === undefined ? new Set<TableKey>() : tablesKeptBy(actor)
    const { scope } = actor
    const tables = TABLE_KEYS.filter((table) => scope === 'all' || scope === 'region' || isReachable(table, scope)).map(
      (key): TableDescription => {
        const { title, identity, columns } = TABLES[key]
        return {
          key,
          title,
          identity,
          columns: columns.map((column) => ({
            key: column.key,
            title: column.title,
            type: column.type,
            required: column.required === true,
            choices: (column.choices ?? []).map((choice) => ({ key: choice.key, title: choice.title })),
          })),
          records: scope === 'all' ? (book?.rows[key] ?? null) : null,
          isOwn: kept.has(key),
        }
      },
    )
    return { ok: true, tables }
  },
)

import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { listProfiles } from '../../store/aggregates/mapping-profiles.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { type LastTouch, lastTouches, recordsInPeriod } from '../../store/company-book/received-records.ts'
import { FINANCE_TABLES } from '../kernel/access.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { NEEDED } from '../outstanding/missing-tables.ts'
import { tablesKeptBy } from '../records/change-rules.ts'
import type { receivedSchema } from './received-schema.ts'

/** What has come in of one table. */
export type ReceivedTable = ShapeOf<typeof receivedSchema>

/** The change that touched it last. */
export interface ReceivedChange {
  readonly change: number
  readonly kind: LastTouch['kind']
  readonly at: string
  readonly by: string
  readonly byName: string | null
  readonly upload: string | null
  readonly fileName: string | null
}

const MOST_PROFILES = 5

/** What has come in of every table for a period, when and by whom, and how what is missing is brought in: the board of what is complete. Problem: period_must_exist. */
export const readReceived = useCase(
  'upload.read',
  async (
    service,
    actor,
    { period }: { readonly period: Period },
  ): Promise<Answer<{ readonly ok: true; readonly tables: readonly ReceivedTable[] }>> => {
    const { store } = service
    if (!(await findPeriod(store, period.text))) {
      return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    }
    const book = await findCompanyBook(store)
    const touches = await lastTouches(store)
    const finance: readonly TableKey[] = FINANCE_TABLES
    const own = tablesKeptBy(actor)
    const tables: ReceivedTable[] = []
    for (const table of TABLE_KEYS) {
      const totalRows = book?.rows[table]
      const inPeriod = book && totalRows !== undefined ? await recordsInPeriod(store, book.id, table, period) : undefined
      const touch = touches.get(table)
      tables.push({
        table,
        title: TABLES[table].title,
        state: totalRows === undefined ? 'absent' : (inPeriod?.rows ?? totalRows) === 0 ? 'empty' : 'present',
        needed: table === 'employees' || NEEDED.includes(table),
        own: own.has(table),
        profiles: (await listProfiles(store, { table, after: undefined, limit: MOST_PROFILES })).map(({ id, name, usedAt }) => ({
          id,
          name,
          usedAt,
        })),
        finance: finance.includes(table),
        rows: inPeriod?.rows ?? null,
        totalRows: totalRows ?? 0,
        first: inPeriod?.first === undefined ? null : dayText(inPeriod.first),
        last: inPeriod?.last === undefined ? null : dayText(inPeriod.last),
        change: touch === undefined ? null : changeOf(touch),
      })
    }
    return { ok: true, tables }
  },
)

function changeOf({ byName, upload, fileName, ...touch }: LastTouch): ReceivedChange {
  return { ...touch, byName: byName ?? null, upload: upload ?? null, fileName: fileName ?? null }
}

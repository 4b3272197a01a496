import { columnIndex, TABLES } from '../../domain/dataset/tables.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { lastChange } from '../../store/company-book/changes.ts'
import { recordIn } from '../../store/company-book/find-records.ts'
import { recordsAside } from '../../store/company-book/set-aside.ts'
import type { Reader } from '../../store/database/connection.ts'
import { recordJson, recordKey } from '../records/record-json.ts'
import type { AsideView } from './upload-view.ts'

/** Rows of an upload that wait, each beside the record in force; from a number on. */
export async function asideViews(reader: Reader, company: number, upload: string, limit: number, after = 0): Promise<AsideView[]> {
  const published = new Set((await allPeriods(reader)).filter(({ state }) => state === 'published').map(({ text }) => text))
  const asOf = await lastChange(reader)
  const views: AsideView[] = []
  for (const { id, table, values, period } of await recordsAside(reader, upload, { after, limit })) {
    const identity = TABLES[table].identity.map((key) => values[columnIndex(table, key)] ?? null)
    const now = await recordIn(reader, company, table, identity)
    views.push({
      ...{ id, table, key: recordKey(table, values), period, waits: published.has(period) },
      ...{ uploaded: recordJson(table, values), now: now ? recordJson(table, now.values) : null, asOf },
    })
  }
  return views
}

import { columnIndex, type RecordValues, TABLE_KEYS, TABLES, type TableKey } from '../../src/domain/dataset/tables.ts'
import { type Applied, applyChange } from '../../src/store/company-book/apply-change.ts'
import { insertChange, markTakenBack, settleChange, tablesOf as tablesOfCounts } from '../../src/store/company-book/changes.ts'
import { companyBook } from '../../src/store/company-book/company-book.ts'
import { dropStaging, withScratchBook } from '../../src/store/company-book/scratch-book.ts'
import { applyTakeBack, touchedLater } from '../../src/store/company-book/take-back.ts'
import type { Store } from '../../src/store/open-store.ts'
import { touchRows } from '../../src/store/trail/trail-contents.ts'
import { tablesOf, whole } from './load-book.ts'
import type { Records } from './random-book.ts'

/** Stages records as an upload does; answers the staging book. */
export async function stage(store: Store, records: Records): Promise<number> {
  await companyBook(store)
  const writer = await store.beginBook()
  for (const table of TABLE_KEYS.filter((key) => records[key] !== undefined)) {
    const list = (records[table] ?? []).map((record) => whole(table, record))
    writer.declare(table)
    await writer.insert(
      table,
      list,
      list.map((_, index) => index + 2),
    )
  }
  const { book } = await writer.stage(async (_, staged) => ({ ok: true as const, book: staged.id }))
  return book
}

/** Commits a staging book as a change, whatever stands in its way; the caller looks at the conflicts. */
export async function commit(store: Store, staging: number, records: Records): Promise<Applied & { readonly change: number }> {
  const { id: company } = await companyBook(store)
  const { applied } = await store.write(async (transaction) => {
    const change = await insertChange(transaction, {
      kind: 'upload',
      period: undefined,
      reason: undefined,
      at: '2026-11-03T08:00:00.000Z',
      by: 'test',
    })
    const done = await applyChange(transaction, change, { pair: { company, staging }, tables: new Set(tablesOf(records)) })
    await settleChange(transaction, change, done.counts, [])
    await dropStaging(transaction, staging)
    return { ok: true as const, applied: { ...done, change } }
  })
  return applied
}

export async function uploadRecords(store: Store, records: Records): Promise<Applied & { readonly change: number }> {
  return commit(store, await stage(store, records), records)
}

/** Takes a change back; answers the later change that stands in the way, if one does. */
export async function takeBackChange(store: Store, taken: number): Promise<number | undefined> {
  const { id: company } = await companyBook(store)
  const [row] = await store.all('SELECT counts FROM changes WHERE id = $1', [taken])
  const tables = new Set(tablesOfCounts(JSON.parse(String(row?.[0]))))
  const { later } = await store.write(async (transaction) => {
    const inTheWay = await touchedLater(transaction, company, taken, tables)
    if (inTheWay) return { ok: true as const, later: inTheWay.change }
    await withScratchBook(transaction, async (staging) => {
      const change = await insertChange(transaction, {
        kind: 'take_back',
        period: undefined,
        reason: undefined,
        at: '2026-11-03T08:00:00.000Z',
        by: 'test',
        takesBack: taken,
      })
      const { counts } = await applyTakeBack(transaction, { company, staging }, taken, change, tables)
      await settleChange(transaction, change, counts, [])
      await markTakenBack(transaction, taken)
    })
    return { ok: true as const, later: undefined }
  })
  return later
}

/** An empty company book again. */
export async function emptyCompany(store: Store): Promise<void> {
  const { id: company } = await companyBook(store)
  await store.write(async (transaction) => {
    for (const table of TABLE_KEYS) await transaction.all(`DELETE FROM "${table}" WHERE book IN ($1, $2)`, [company, -company])
    await transaction.all('DELETE FROM book_tables WHERE book = $1', [company])
    touchRows(transaction, 'changes', (await transaction.all('DELETE FROM changes RETURNING id')).flat())
    return { ok: true as const }
  })
}

/** What stands after uploading one set of records after the other: the last one of each identity. */
export function merged(...uploads: readonly Records[]): Records {
  const found: Partial<Record<TableKey, readonly RecordValues[]>> = {}
  for (const table of TABLE_KEYS) {
    const lists = uploads.map((records) => records[table]).filter((list) => list !== undefined)
    if (lists.length === 0) continue
    const places = TABLES[table].identity.map((key) => columnIndex(table, key))
    found[table] = [...new Map(lists.flat().map((record) => [JSON.stringify(places.map((place) => record[place])), record])).values()]
  }
  return found
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SourceFilter, SourceTable } from '../../src/store/measures/source-records.ts'
import { sourceRecords } from '../../src/store/measures/source-records.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook } from './load-book.ts'
import type { Records } from './random-book.ts'

const MONTH = { first: 20260101, last: 20260131 }
const records: Records = {
  clients: [
    ['C1', '一', null, 'S1', null, 0],
    ['C2', '二', null, 'S2', null, 0],
  ],
  orders: [
    ['B', 20260131, 'S1', 'C1', 300, null, null],
    ['a', 20260101, 'S1', 'C2', -100, null, null],
    ['A', 20260101, 'S1', 'C1', 200, null, null],
    ['X', 20260101, 'S2', 'C1', 200, null, null],
    ['C', 20260201, 'S1', 'C1', 200, null, null],
  ],
  collections: [
    ['R1', 20260110, 'C1', 100, null, null, 'payment', 'audited', null],
    ['R2', 20260109, 'C1', 100, 'S2', null, 'payment', 'audited', null],
    ['R3', 20260108, 'C2', 100, 'S1', null, 'payment', 'draft', null],
  ],
  receivables: [['V1', 20260131, 'C1', 'S1', 100]],
  attendance: [
    [20260103, 'T1', 'late', 2],
    [20260102, 'T1', 'leave', 1],
    [20260103, 'T1', 'early_leave', 1],
  ],
  complaints: [
    ['K1', 20260105, 'S1', null, 1],
    ['K2', 20260104, 'S1', null, 0],
  ],
}

await onBothDatabases((database) => {
  let store: Store
  let book: number
  beforeAll(async () => {
    store = await openStore(await database.fresh())
    await loadBook(store, { orders: [['OTHER', 20260115, 'S1', 'C1', 1, null, null]] })
    book = (await loadBook(store, records)).id
  })
  afterAll(() => store.close())

  test.each<[string, SourceTable, SourceFilter, string[]]>([
    ['by date, then number, with their rows', 'orders', { ...MONTH, employee: 'S1' }, ['A row 4', 'a row 3', 'B row 2']],
    ['those of everybody', 'orders', MONTH, ['A row 4', 'X row 5', 'a row 3', 'B row 2']],
    ['those of one client', 'orders', { ...MONTH, employee: 'S1', client: 'C1' }, ['A row 4', 'B row 2']],
    ['those with a positive amount', 'orders', { ...MONTH, employee: 'S1', positiveOnly: true }, ['A row 4', 'B row 2']],
    ['a collection for its rep in effect, and no draft', 'collections', { ...MONTH, employee: 'S1' }, ['R1 row 2']],
    ['a receivable by the day it is due', 'receivables', { ...MONTH, employee: 'S1' }, ['V1 row 2']],
    ['those whose flag is set', 'complaints', { ...MONTH, employee: 'S1', flag: 'upheld' }, ['K1 row 2']],
    ['events by day and kind', 'attendance', { ...MONTH, employee: 'T1' }, ['20260102 row 3', '20260103 row 4', '20260103 row 2']],
    ['nobody', 'visits', { ...MONTH, employee: 'S1' }, []],
  ])('source records: %s', async (_, table, filter, expected) => {
    const page = await sourceRecords(store, book, table, filter, { offset: 0, limit: 10 })
    expect(page.records.map(({ row, values }) => `${values[0]} row ${row}`)).toEqual(expected)
    expect(page.total).toBe(expected.length)
  })

  test('a page is a part of the whole, whose size it tells', async () => {
    const page = await sourceRecords(store, book, 'orders', MONTH, { offset: 1, limit: 2 })
    expect(page).toMatchObject({ total: 4, records: [{ row: 5 }, { row: 3 }] })
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byCodePoint } from '../../src/base/text-order.ts'
import { type RecordValues, TABLES, type TableKey } from '../../src/domain/dataset/tables.ts'
import type { PeriodTable, SmallTable } from '../../src/store/database/read-table.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook, tablesOf, whole } from './load-book.ts'
import { type Records, randomRecords } from './random-book.ts'

const ORDER = whole('orders', ['N1', 20260105, 'S1', 'C1', 1250, null, 1_000_000])
const SMALL: readonly SmallTable[] = [
  'regions',
  'employees',
  'postings',
  'clients',
  'quotas',
  'evaluations',
  'decisions',
  'commissions',
  'holidays',
]

/** The hash of the same records on the database that ran first. */
const hashes = new Map<string, string>()

await onBothDatabases((database) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await database.fresh())
  })
  afterAll(() => store.close())

  test('the hash is that of the content: not of the order of rows, nor of which database it is', () =>
    fc.assert(
      fc.asyncProperty(randomRecords, fc.infiniteStream(fc.nat()), async (records, chances) => {
        const book = await loadBook(store, records)
        const again = await loadBook(store, shuffled(records, chances))
        expect(again).toEqual(book)
        const content = JSON.stringify(records)
        expect(hashes.get(content) ?? book.sha256).toBe(book.sha256)
        hashes.set(content, book.sha256)
        expect(book.rows).toEqual(Object.fromEntries(tablesOf(records).map((table) => [table, records[table]?.length])))
      }),
      { numRuns: 30, seed: 20261031, endOnFailure: true },
    ))

  test('any change of content is another book', async () => {
    const base: Records = { orders: [ORDER], clients: [['C1', '', null, null, null, 0]], complaints: [] }
    const others: Records[] = [
      { ...base, orders: [['N1', 20260105, 'S1', 'C1', 1250, 0, 1_000_000]] },
      { ...base, orders: [['N1', 20260105, 'S1C', '1', 1250, null, 1_000_000]] },
      { ...base, clients: [['C1', '', '', null, null, 0]] },
      { ...base, clients: [['C1', ';', null, null, null, 0]] },
      { ...base, orders: [ORDER, ['N2', ...ORDER.slice(1)]] },
      { orders: base.orders ?? [], clients: base.clients ?? [] },
      { ...base, visits: [] },
    ]
    const found = await Promise.all([base, ...others].map(async (records) => (await loadBook(store, records)).sha256))
    expect(new Set(found).size).toBe(others.length + 1)
  })

  test('every record of a long table is in the hash, those at the seams of its chunks and those of equal keys too', async () => {
    const long = (changed: number) => ({
      orders: Array.from(
        { length: 4100 },
        (_, index): RecordValues => [`N${10_000 + index}`, 20260105, 'S1', 'C1', index === changed ? 1 : 0, null, null],
      ),
      attendance: Array.from(
        { length: 4100 },
        (_, index): RecordValues => [20260101, `T${index % 3}`, 'late', index === changed - 4100 ? 2 : 1],
      ),
    })
    const places = [-1, 0, 1998, 1999, 2000, 3999, 4000, 4099, 4100, 8199]
    const found: string[] = []
    for (const place of places) found.push((await loadBook(store, long(place))).sha256)
    // Which of the events of one key is counted twice does not matter to the content: places 4100 and 8199 are of T0 and T1.
    expect(new Set(found).size).toBe(places.length)
  })

  test('the same content twice is one book', async () => {
    const records: Records = { orders: [ORDER], receivables: [] }
    const first = await loadBook(store, records)
    const before = await store.books()
    expect(await loadBook(store, records)).toEqual(first)
    expect(await store.books()).toEqual(before)
    expect(await rowsIn(store, 'orders', first.id)).toBe(1n)
  })

  test('a dropped book leaves nothing, and the next one loads', async () => {
    const before = [await store.books(), await rowsIn(store, 'expenses')]
    const writer = await store.beginBook()
    await writer.insert('expenses', [whole('expenses', ['X1', 20260105, 'S1', 100, null])], [2])
    expect(await writer.repeated('expenses')).toEqual([])
    await writer.drop()
    await writer.drop()
    expect([await store.books(), await rowsIn(store, 'expenses')]).toEqual(before)
    const { rows } = await loadBook(store, { expenses: [['X1', 20260105, 'S1', 999, null]] })
    expect(rows).toEqual({ expenses: 1 })
  })

  test('nobody sees a book before it is finished', async () => {
    const writer = await store.beginBook()
    const before = await store.books()
    await writer.insert('regions', [['UNSEEN', 'x']], [2])
    expect(await store.books()).toEqual(before)
    const { id } = await writer.finish()
    expect((await store.books()).map((book) => book.id)).toContain(id)
  })

  test('two books are loaded one after the other, each whole', async () => {
    const load = (name: string) => loadBook(store, { regions: Array.from({ length: 120 }, (_, index) => [`${name}${index}`, name]) })
    const found = await Promise.all(['a', 'b', 'c'].map(load))
    expect(new Set(found.map((book) => book.id)).size).toBe(3)
    for (const { id, rows } of found) expect(await rowsIn(store, 'regions', id)).toBe(BigInt(rows.regions ?? 0))
  })

  test('repeated records come with their rows, by identity, then row; removed ones are gone', async () => {
    const writer = await store.beginBook()
    const visit = (number: string, successful: number): RecordValues => whole('visits', [number, 20260105, 'S1', null, successful])
    await writer.insert('visits', [visit('B', 0), visit('\u{20000}', 1), visit('a', 1), visit('B', 1), visit('\uFF21', 0)], [9, 8, 7, 6, 5])
    await writer.insert('visits', [visit('\u{20000}', 0), visit('\uFF21', 0), visit('B', 0)], [4, 3, 2])
    const groups = await writer.repeated('visits')
    expect(groups.map(({ records }) => records.map(({ row, values }) => `${values[0]} row ${row} = ${values[4]}`))).toEqual([
      ['B row 2 = 0', 'B row 6 = 1', 'B row 9 = 0'],
      ['\uFF21 row 3 = 0', '\uFF21 row 5 = 0'],
      ['\u{20000} row 4 = 0', '\u{20000} row 8 = 1'],
    ])
    await writer.remove(
      'visits',
      groups.flatMap(({ records }) => records.slice(1).map((record) => record.id)),
    )
    const book = await writer.finish()
    expect(book.rows).toEqual({ visits: 4 })
    expect(await rowsIn(store, 'visits', book.id)).toBe(4n)
  })

  test('a blank is equal to a blank when records are compared', async () => {
    const writer = await store.beginBook()
    const decision = (module: string | null, reason: string): RecordValues => ['2026-01', 'T1', module, 'exclude', null, reason]
    await writer.insert('decisions', [decision(null, 'a'), decision('manager', 'b'), decision(null, 'c')], [2, 3, 4])
    const [group, ...others] = await writer.repeated('decisions')
    await writer.drop()
    expect(group?.records.map(({ row }) => row)).toEqual([2, 4])
    expect(others).toEqual([])
  })

  test('small tables read back as they were loaded, by identity in code point order', () =>
    fc.assert(
      fc.asyncProperty(randomRecords, async (records) => {
        const { id } = await loadBook(store, records)
        for (const table of SMALL) expect(await store.readTable(id, table)).toEqual(byIdentity(table, records[table] ?? []))
        for (const table of ['quotas', 'evaluations', 'decisions', 'commissions'] satisfies PeriodTable[]) {
          const of = byIdentity(table, records[table] ?? []).filter(([period]) => period === '2026-01' || period === '2025')
          expect(await store.readPeriods(id, table, ['2025', '2026-01'])).toEqual(of)
          expect(await store.readPeriods(id, table, [])).toEqual([])
        }
      }),
      { numRuns: 20 },
    ))

  test('more records than a statement takes arrive in full', async () => {
    const orders = Array.from({ length: 12_345 }, (_, index): RecordValues => [`N${index}`, 20260105, 'S1', 'C1', index, null, null])
    const { id, rows } = await loadBook(store, { orders })
    expect(rows).toEqual({ orders: 12_345 })
    expect(await store.all('SELECT count(*), sum(amount), min("row"), max("row") FROM orders WHERE book = $1', [id])).toEqual([
      [12_345n, (12_344n * 12_345n) / 2n, 2n, 12_346n],
    ])
  })
})

function byIdentity(table: TableKey, records: readonly RecordValues[]): RecordValues[] {
  const places = TABLES[table].identity.map((key) => TABLES[table].columns.findIndex((column) => column.key === key))
  return [...records].sort((a, b) => places.reduce((sign, place) => sign || byCodePoint(String(a[place] ?? ''), String(b[place] ?? '')), 0))
}

function shuffled(records: Records, chances: Iterator<number>): Records {
  const shuffle = <T>(list: readonly T[]): T[] => {
    const rest = [...list]
    return list.map(() => rest.splice((chances.next().value ?? 0) % rest.length, 1)[0] as T)
  }
  return Object.fromEntries(Object.entries(records).map(([table, list]) => [table, shuffle(list)]))
}

async function rowsIn(store: Store, table: TableKey, book?: number): Promise<bigint> {
  const [row] = await store.all(
    `SELECT count(*) FROM "${table}"${book === undefined ? '' : ' WHERE book = $1'}`,
    book === undefined ? [] : [book],
  )
  return row?.[0] as bigint
}

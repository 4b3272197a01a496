import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byCodePoint } from '../../src/base/text-order.ts'
import type { RecordValues, TableKey } from '../../src/domain/dataset/tables.ts'
import { bookHash } from '../../src/store/book/book-hash.ts'
import { HeldContent } from '../../src/store/book/held-content.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'

let store: Store
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const text = fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', ';', '權', 'é', '𠀀', '\ue000'), maxLength: 300 })
const whole = fc.oneof(fc.integer({ min: -200, max: 200 }), fc.maxSafeInteger())
const blankOr = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const orders = fc
  .uniqueArray(
    fc.tuple(
      text,
      fc.constantFrom(20260101, 20261231),
      text,
      text,
      whole,
      blankOr(whole),
      blankOr(whole),
      fc.constantFrom('audited', 'audited', 'void'),
      fc.constantFrom('order', 'return'),
      blankOr(text),
    ),
    {
      selector: ([number]) => number,
      maxLength: 30,
    },
  )
  .map((records) => records.sort(([a], [b]) => byCodePoint(a, b)))
const decisions = fc.constantFrom<RecordValues[]>(
  [],
  [
    ['2026-10', 'T1', null, 'exclude', null, '借调 𠀀'],
    ['2026-10', 'T1', 'customer', 'value', 0, ''],
    ['2026-11', 'T1', null, 'exclude', null, 'x'],
  ],
)

test('what is held of records in order is what the database writes of them', async () => {
  await fc.assert(
    fc.asyncProperty(orders, decisions, async (sold, decided) => {
      const content = new HeldContent()
      const writer = await store.beginBook()
      for (const [table, records] of [['orders', sold] as const, ['decisions', decided] as const]) {
        const half = Math.ceil(records.length / 2)
        for (const part of [records.slice(0, half), records.slice(half)]) {
          content.add(table, part)
          await writer.insert(
            table,
            part,
            part.map((_, index) => index),
          )
        }
      }
      const book = await writer.finish()
      const tables = new Set<TableKey>(['orders', 'decisions'])
      const bare = await bookHash(store, book.id, tables)
      expect(content.linesOf('orders')).toBeDefined()
      expect(content.linesOf('decisions')).toBeDefined()
      expect(await bookHash(store, book.id, tables, content)).toBe(bare)
      expect(book.sha256).toBe(bare)
      // Too large to hold: the records are walked as they were loaded.
      expect(await bookHash(store, book.id, tables, { linesOf: () => undefined, isOrdered: () => true })).toBe(bare)
    }),
    { numRuns: 40 },
  )
})

test('books without records before it do not keep the next from a temporary database', async () => {
  const fresh = await openStore()
  for (const records of [[], [], [['R1', 'East']], [['R2', 'West']]] satisfies RecordValues[][]) {
    const writer = await fresh.beginBook()
    await writer.insert(
      'regions',
      records,
      records.map((_, index) => index),
    )
    await writer.finish()
  }
  expect(await fresh.all('SELECT code FROM regions ORDER BY code')).toEqual([['R1'], ['R2']])
  await fresh.close()
})

const region = (code: string): RecordValues => [code, 'name']

test.each<[string, string[], boolean]>([
  ['each after the one before it', ['R1', 'R2', '\uffff', '𠀀'], true],
  ['one out of order', ['R2', 'R1', 'R3'], false],
  ['one twice', ['R1', 'R1'], false],
  ['in the order of UTF-16, which is not that of code points', ['𠀀', '\uffff'], false],
])('%s: in order or not', (_, codes, isOrdered) => {
  const content = new HeldContent()
  for (const code of codes) content.add('regions', [region(code)])
  content.add('clients', [['C1', 'name', null, null, null, 0]])
  expect(content.isOrdered('regions')).toBe(isOrdered)
  expect(content.linesOf('regions') !== undefined).toBe(isOrdered)
  // A table is not touched by what happened to another.
  expect(content.linesOf('clients')?.join('')).toBe('2;C1;4;name;-1;-1;-1;0;\n')
})

test('nothing is held of a book that is too large, or of a table that has changed since', () => {
  const content = new HeldContent(20)
  content.add('regions', [region('R1')])
  expect(content.linesOf('regions')).toBeDefined()
  content.add('regions', [region('R2'), region('R3')])
  expect(content.linesOf('regions')).toBeUndefined()
  expect(content.isOrdered('regions')).toBe(true)
  content.forget('regions')
  expect(content.isOrdered('regions')).toBe(false)
})

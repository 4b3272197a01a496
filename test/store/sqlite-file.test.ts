import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Value } from '../../src/domain/dataset/tables.ts'
import { FileRows, filePages } from '../../src/store/database/sqlite-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-sqlite-file-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
/** What SQLite reads from a file with these rows, table by table; every page of it must be sound. */
function readBack(tables: Readonly<Record<string, readonly (readonly Value[])[]>>): Record<string, unknown[][]> {
  const path = join(folder, `${files++}.sqlite`)
  const written = Object.entries(tables).map(([name, records]) => {
    const rows = new FileRows()
    for (const record of records) expect(rows.add(record)).toBe(true)
    rows.end()
    return { name, columns: Array.from({ length: records[0]?.length ?? 1 }, (_, index) => `column ${index}`), rows }
  })
  writeFileSync(path, Buffer.concat([...filePages(written)]))
  const database = new Database(path)
  expect(database.prepare('PRAGMA integrity_check').raw().all()).toEqual([['ok']])
  const read = Object.keys(tables).map((name) => {
    const statement = database.prepare(`SELECT rowid, * FROM "${name}" ORDER BY rowid`)
    return [name, statement.safeIntegers(true).raw().all() as unknown[][]] as const
  })
  database.close()
  return Object.fromEntries(read)
}

function expected(records: readonly (readonly Value[])[]): unknown[][] {
  return records.map((record, index) => [BigInt(index + 1), ...record.map((value) => (typeof value === 'number' ? BigInt(value) : value))])
}

const edges = [0, 7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 52].flatMap((bits) => [2 ** bits - 1, 2 ** bits, -(2 ** bits), -(2 ** bits) - 1])
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, '', ...edges, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.maxSafeInteger(),
  fc.string({ unit: fc.constantFrom('a', "'", '權', '𠀀', 'é'), maxLength: 60 }),
  fc.integer({ min: 50, max: 20_000 }).map((length) => 'x'.repeat(length)),
)

test('SQLite reads what was written, whatever the values and however many pages they take', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 300 }),
      (some, times) => {
        const many = Array.from({ length: times }, (_, index) => some[index % some.length] ?? [])
        expect(readBack({ some, many })).toEqual({ some: expected(some), many: expected(many) })
      },
    ),
    { numRuns: 40 },
  )
})

test('a table without rows, one of one page and one of many stand in one file', () => {
  const many = Array.from({ length: 60_000 }, (_, index) => [index, `number ${index}`])
  const tables = { none: [], one: [['row', 1]], many, last: [[null]] }
  expect(readBack(tables)).toEqual({ none: [], one: expected(tables.one), many: expected(many), last: expected(tables.last) })
})

test('a row that fills a page is taken; one that would need a second, or holds anything but texts and whole numbers, is not', () => {
  const rows = new FileRows()
  expect(rows.add(['x'.repeat(65_490)])).toBe(true)
  expect(rows.add(['x'.repeat(65_500)])).toBe(false)
  expect(rows.add(['權'.repeat(21_840)])).toBe(false)
  expect(rows.add([0.5])).toBe(false)
  expect(rows.add([2 ** 60])).toBe(false)
  expect(readBack({ full: [['x'.repeat(65_490)], ['y'.repeat(65_490)]] }).full).toHaveLength(2)
})

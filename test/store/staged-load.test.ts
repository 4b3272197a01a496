import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordValues, TABLES } from '../../src/domain/dataset/tables.ts'
import { quotedList } from '../../src/store/database/record-columns.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'

/** A temporary database takes small books in another way than a lasting one: both must hold the same, in the same order. */
let folder: string
let temporary: Store
let lasting: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-staged-'))
  temporary = await openStore()
  lasting = await openStore(join(folder, 'lasting.sqlite'))
})
afterAll(async () => {
  await temporary.close()
  await lasting.close()
  rmSync(folder, { recursive: true, force: true })
})

const collection = (number: string, reason: string | null): RecordValues => [
  ...[number, 20261001, number === 'K3' ? 'C2' : 'C1', -5, null, null, 'payment', 'audited', reason],
]
const wide = '權'.repeat(32_000)

test.each<[string, RecordValues[]]>([
  ['few', [collection('K1', null), collection('K2', 'why'), collection('K3', null)]],
  ['one among them that no page holds', [collection('K1', 'a'), collection('K2', wide), collection('K3', 'b'), collection('K4', wide)]],
  [
    'so many that no page holds that every file is used up',
    Array.from({ length: 60 }, (_, index) => collection(`K${index + 10}`, index % 4 === 1 ? wide : 'x')),
  ],
  ['more than are staged at once', Array.from({ length: 900 }, (_, index) => collection(`K${index + 100}`, 'x'.repeat(30_000)))],
])('%s: a temporary database holds what a lasting one holds', async (_, records) => {
  const held = []
  for (const store of [temporary, lasting]) {
    const writer = await store.beginBook()
    const clients: RecordValues[] = [
      ['C1', '客户', null, 'S1', null, 0],
      ['C2', '内部', null, null, null, 1],
    ]
    await writer.insert('clients', clients, [2, 3])
    for (let first = 0; first < records.length; first += 2) {
      const some = records.slice(first, first + 2)
      await writer.insert(
        'collections',
        some,
        some.map((_record, index) => first + index + 2),
      )
    }
    const { id, sha256 } = await writer.finish()
    const columns = ['row', ...TABLES.collections.columns.map(({ key }) => key), 'credited_rep', 'client_internal', 'added', 'retired']
    const rows = await store.all(`SELECT ${quotedList(columns)} FROM collections WHERE book = $1 ORDER BY id`, [id])
    expect(rows.map(([row]) => Number(row))).toEqual(records.map((_record, index) => index + 2))
    held.push({ sha256, rows })
  }
  expect(held[0]).toEqual(held[1])
})

test('what was loaded is seen by whatever is asked next, and goes when the book is dropped', async () => {
  const writer = await temporary.beginBook()
  await writer.insert(
    'regions',
    [
      ['R2', 'b'],
      ['R1', 'a'],
      ['R1', 'a'],
    ],
    [2, 3, 4],
  )
  expect((await writer.repeated('regions')).map(({ records }) => records.map(({ row }) => row))).toEqual([[3, 4]])
  await writer.insert('regions', [['R3', 'c']], [5])
  await writer.drop()
  expect(await temporary.all('SELECT count(*) FROM regions')).toEqual([[0n]])
})

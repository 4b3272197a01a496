import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordValues } from '../../src/domain/dataset/tables.ts'
import { bookHash } from '../../src/store/book/book-hash.ts'
import { lastChange } from '../../src/store/company-book/changes.ts'
import { companyBook } from '../../src/store/company-book/company-book.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import type { Records } from './random-book.ts'
import { startProgram } from './start-program.ts'
import { commit, stage, uploadRecords } from './upload-records.ts'

const orders = (amount: number): RecordValues[] =>
  Array.from({ length: 3000 }, (_, index) => [`N${index}`, 20261005, 'S1', 'C1', amount, null, null])

await onBothDatabases((database) => {
  let store: Store
  let url: string
  beforeAll(async () => {
    url = await database.fresh()
    store = await openStore(url)
  })
  afterAll(() => store.close())

  test('a program killed in the middle of a commit leaves the book as it was, and the upload waiting', async () => {
    await uploadRecords(store, { clients: [['C1', '客户', null, 'S1', null, 0]], orders: orders(100) })
    const { id: company } = await companyBook(store)
    const state = async () => ({
      hash: await bookHash(store, company, new Set(['clients', 'orders'])),
      change: await lastChange(store),
      retired: await store.all('SELECT count(*) FROM orders WHERE book = $1', [-company]),
    })
    const before = await state()
    const records: Records = { clients: [['C1', '客户', null, 'S2', null, 0]], orders: orders(200) }
    const staging = await stage(store, records)

    const child = await startProgram('company-book-child', url, String(staging))
    expect(JSON.parse(child.line)).toMatchObject({ orders: { changed: 3000 }, clients: { changed: 1 } })
    expect(await state()).toEqual(before)
    await child.end('SIGKILL')
    expect(await state()).toEqual(before)

    const { counts } = await commit(store, staging, records)
    expect(counts.orders).toMatchObject({ new: 0, changed: 3000 })
    expect(await state()).not.toEqual(before)
  })
})

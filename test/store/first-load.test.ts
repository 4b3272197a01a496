import { expect, test } from 'vitest'
import type { RecordValues } from '../../src/domain/dataset/tables.ts'
import { openStore } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import type { Records } from './random-book.ts'
import { commit, stage } from './upload-records.ts'

const REPS = 5_000
const CLIENTS = 45_000
const COLLECTIONS = 300_000
const MORE = 30_000

const many = (count: number, record: (index: number) => RecordValues): RecordValues[] =>
  Array.from({ length: count }, (_, index) => record(index))
const client = (index: number, rep: number): RecordValues => [`C${index}`, `客户 ${index}`, null, `S${rep}`, null, 0]
/** Every third takes its representative from the client. */
const collection = (index: number): RecordValues => {
  const rep = index % 3 === 0 ? null : `S${(index % CLIENTS) % REPS}`
  return [`R${index}`, 20_260_100 + (index % 28), `C${index % CLIENTS}`, 100 + index, rep, null, 'payment', 'audited', null]
}
const COMPANY: Records = {
  employees: many(REPS, (index) => [`S${index}`, `员工 ${index}`, 'sales_rep', 'EAST', 20_200_101, null]),
  clients: many(CLIENTS, (index) => client(index, index % REPS)),
  collections: many(COLLECTIONS, collection),
}

/** A plan that goes through a table once for each record of another takes ten minutes here; the right one takes seconds. */
const LONG = 240_000

await onBothDatabases((database) => {
  test(
    'a company comes in with one upload, its clients change hands with the next, and collections count for whom they should',
    async () => {
      const store = await openStore(await database.fresh())
      const credited = async () =>
        store.all(
          `SELECT count(*), count(CASE WHEN credited_rep = coalesce(collections.rep, clients.rep) THEN 1 END), count(DISTINCT collections.added)
           FROM collections JOIN clients ON clients.book = collections.book AND clients.code = collections.client
           WHERE collections.book = (SELECT id FROM books WHERE sha256 = 'company')`,
        )
      const load = async (records: Records) => commit(store, await stage(store, records), records)
      try {
        const first = await load(COMPANY)
        expect(first.counts.collections).toEqual({ new: COLLECTIONS, changed: 0, same: 0, removed: 0 })
        expect(await credited()).toEqual([[BigInt(COLLECTIONS), BigInt(COLLECTIONS), 1n]])
        const handedOver = { clients: many(CLIENTS, (index) => client(index, (index + 1) % REPS)) }
        expect((await load(handedOver)).counts.clients).toEqual({ new: 0, changed: CLIENTS, same: 0, removed: 0 })
        // Those without a representative of their own have a new version, which counts for the client's new one.
        expect(await credited()).toEqual([[BigInt(COLLECTIONS), BigInt(COLLECTIONS), 2n]])
        const more = { collections: many(MORE, (index) => [`N${index}`, ...collection(index).slice(1)]) }
        expect((await load(more)).counts.collections).toEqual({ new: MORE, changed: 0, same: 0, removed: 0 })
        expect(await credited()).toEqual([[BigInt(COLLECTIONS + MORE), BigInt(COLLECTIONS + MORE), 3n]])
      } finally {
        await store.close()
      }
    },
    LONG,
  )
})

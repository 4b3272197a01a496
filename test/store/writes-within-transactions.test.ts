import { expect, test } from 'vitest'
import { BrokenInvariant } from '../../src/base/assert.ts'
import { openConsistentRecords } from '../../src/store/database/consistent-records.ts'
import { openStore } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'

const INSERT = `INSERT INTO one_time_links (id, token_sha256, purpose, created_at, expires_at) VALUES ('x', 'x', 'p', '', '')`

await onBothDatabases((database) => {
  test('the database itself refuses what is written outside of a transaction that was begun for it', async () => {
    const store = await openStore(await database.fresh())
    for (const write of [INSERT, `${INSERT} RETURNING id`, 'DELETE FROM one_time_links', 'CREATE TABLE "more" (a INTEGER)']) {
      await expect(store.all(write), write).rejects.toThrow(BrokenInvariant)
      // One that a failure has ended takes no other statement.
      const snapshot = await openConsistentRecords(store.address)
      await expect(snapshot.all(write), write).rejects.toThrow(BrokenInvariant)
      await snapshot.close()
    }
    await store.write(async (transaction) => ({ ok: (await transaction.all(INSERT)).length === 0 }))
    expect(await store.all('SELECT count(*) FROM one_time_links')).toEqual([[1n]])
    await store.close()
  })
})

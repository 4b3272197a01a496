import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { KEPT_TABLES, touchRows } from '../../src/store/trail/trail-contents.ts'

const SOURCE = new URL('../../src', import.meta.url).pathname

// `insert` and `update` of a transaction remember by themselves what the trail has to prove; a statement of one's own does not.
test('whoever writes a table that the trail proves by a statement of their own says which rows', () => {
  const writes = new RegExp(`\\b(UPDATE|INSERT INTO|DELETE FROM) "?(${Object.keys(KEPT_TABLES).join('|')})\\b`, 'g')
  const silent = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }))
    .filter(({ text }) => [...text.matchAll(writes)].length > [...text.matchAll(/\btouchRows\(/g)].length)
    .map(({ path }) => path)
  expect(silent, 'Call touchRows with the keys of the rows, which the statement returns.').toEqual([])
})

test('a transaction that wrote such a table without saying which rows is not committed, however its statement was put together', async () => {
  const store = await openStore()
  const table = ['account', 's'].join('')
  const insert = (id: string) =>
    `INSERT INTO ${table} (id, username, "displayUsername", name, email, positions, "mustChange", "createdAt", "updatedAt")
     VALUES ('${id}', '${id}', '${id}', '${id}', '${id}@example.com', '[]', 0, '2026-11-30T00:00:00.000Z', '2026-11-30T00:00:00.000Z')`
  const silent = store.write(async (transaction) => {
    await transaction.all(insert('silent'))
    return { ok: true }
  })
  await expect(silent).rejects.toThrow('calls touchRows')
  await store.write(async (transaction) => {
    await transaction.all(insert('said'))
    touchRows(transaction, table, ['said'])
    return { ok: true }
  })
  expect(await store.all('SELECT id FROM accounts')).toEqual([['said']])
  await store.close()
})

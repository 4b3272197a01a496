import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { backup, restore } from '../../src/store/backup.ts'
import { openSqlite } from '../../src/store/database/sqlite-connection.ts'
import { StoreError } from '../../src/store/database/store-error.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { appendAudit } from '../../src/store/trail/audit.ts'
import { trailFiles } from '../../src/store/trail/trail-files.ts'
import { onBothDatabases } from './databases.ts'
import { whole } from './load-book.ts'

const folder = mkdtempSync(join(tmpdir(), 'quanheng-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const NO_KEY = trailFiles(folder)
const unchanged = async () => undefined
const newFile = () => join(folder, `backup-${++files}.sqlite`)

async function fill(store: Store): Promise<void> {
  const writer = await store.beginBook()
  await writer.insert(
    'regions',
    [
      ['EAST', '华东'],
      ['WEST', '西部'],
    ],
    [2, 3],
  )
  await writer.insert(
    'orders',
    Array.from({ length: 450 }, (_, i) => whole('orders', [`O${i}`, 20261001, 'S1', 'C1', -12345 + i, null, 1_000_000])),
    Array.from({ length: 450 }, (_, i) => i + 2),
  )
  await writer.finish()
  await store.write(async (transaction) => {
    await transaction.insert('accounts', {
      id: 'a1',
      name: '王芳',
      email: 'a1@example.com',
      updatedAt: '2026-11-03T08:15:00.000+00:00',
      positions: '["hr"]',
    })
    await transaction.insert('changes', { kind: 'row', at: '2026-11-03T08:15:00.000Z', by: 'a1' })
    for (const action of ['one', 'two']) {
      const shared = {
        actor: 'a1',
        actorName: '王芳',
        address: null,
        subject: 'test',
        period: null,
        before: null,
        after: null,
        reason: null,
      }
      await appendAudit(transaction, { at: '2026-11-03T08:15:00.000Z', action, ...shared }, NO_KEY)
    }
    return { ok: true }
  })
}

const contentOf = async (store: Store) => ({
  books: await store.books(),
  orders: await store.all('SELECT number, amount, list_amount, quantity FROM orders ORDER BY id'),
  accounts: await (await store.prisma()).account.findMany({ select: { id: true, name: true, emailVerified: true, updatedAt: true } }),
  audit: await store.all('SELECT sequence, action, hash FROM audit_entries ORDER BY sequence'),
})

await onBothDatabases(({ name, fresh }) => {
  const file = async () => `file:${newFile()}`
  const ways =
    name === 'sqlite'
      ? [{ title: 'a file into a file', from: file, to: file }]
      : [
          { title: 'the server into the server', from: fresh, to: fresh },
          { title: 'the server into a file', from: fresh, to: file },
          { title: 'a file into the server', from: file, to: fresh },
        ]

  test.each(ways)('from $title: the same content, and numbers go on after it', async ({ from, to }) => {
    const [source, target] = [await from(), await to()]
    const store = await openStore(source)
    await fill(store)
    const kept = newFile()
    await backup(source, folder, kept, unchanged)
    await restore(kept, target, folder, unchanged)
    const restored = await openStore(target)
    expect(await contentOf(restored)).toEqual(await contentOf(store))
    const next = await restored.write(async (transaction) => ({
      ok: true as const,
      id: await transaction.insert('changes', { kind: 'row', at: '', by: 'a1' }, 'id'),
    }))
    expect(next.id).toBe(2)
    await expect(restore(kept, target, folder, unchanged)).rejects.toMatchObject({ problem: { code: 'database_must_be_empty' } })
    await expect(backup(source, folder, kept, unchanged)).rejects.toMatchObject({ problem: { code: 'backup_file_must_not_exist' } })
    await restored.close()
    await store.close()
  })

  test('what the check of a restore refuses leaves nothing behind', async () => {
    const source = await fresh()
    const store = await openStore(source)
    await fill(store)
    await store.close()
    const kept = newFile()
    await backup(source, folder, kept, unchanged)
    const target = await file()
    const refused = new StoreError('backup_must_be_whole', { file: kept, entry: '1', what: 'changed' })
    await expect(restore(kept, target, folder, () => Promise.reject(refused))).rejects.toBe(refused)
    expect(existsSync(target.slice('file:'.length))).toBe(false)
    await restore(kept, target, folder, unchanged)
  })
})

test.each(['', 'no database', 'SQLite format 3\0'])('a file that is no backup is refused and left as it is: %j', async (content) => {
  const kept = newFile()
  writeFileSync(kept, content)
  await expect(restore(kept, `file:${newFile()}`, folder, unchanged)).rejects.toBeInstanceOf(StoreError)
  expect(readFileSync(kept, 'utf8')).toBe(content)
})

test('a database of another program is no backup', async () => {
  const kept = newFile()
  const other = await openSqlite({ path: kept, shownUrl: kept, temporary: true })
  await other.run('CREATE TABLE things (id INTEGER PRIMARY KEY)')
  await other.close()
  await expect(restore(kept, `file:${newFile()}`, folder, unchanged)).rejects.toMatchObject({
    problem: { code: 'backup_must_hold_a_database' },
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { appendAudit } from '../../src/store/audit.ts'
import { backup, restore } from '../../src/store/backup.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'

const folder = mkdtempSync(join(tmpdir(), 'quanheng-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
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
    Array.from({ length: 450 }, (_, i) => [`O${i}`, 20261001, 'S1', 'C1', -12345 + i, null, 1_000_000]),
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
      await appendAudit(transaction, { at: '2026-11-03T08:15:00.000Z', action, ...shared })
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
    await backup(source, folder, kept)
    await restore(kept, target, folder)
    const restored = await openStore(target)
    expect(await contentOf(restored)).toEqual(await contentOf(store))
    const next = await restored.write(async (transaction) => ({
      ok: true as const,
      id: await transaction.insert('changes', { kind: 'row', at: '', by: 'a1' }, 'id'),
    }))
    expect(next.id).toBe(2n)
    await expect(restore(kept, target, folder)).rejects.toMatchObject({ problem: { code: 'database_must_be_empty' } })
    await expect(backup(source, folder, kept)).rejects.toMatchObject({ problem: { code: 'backup_file_must_not_exist' } })
    await restored.close()
    await store.close()
  })

  test('a backup whose audit trail was touched is refused', async () => {
    const source = await fresh()
    const store = await openStore(source)
    await fill(store)
    await store.write(async (transaction) => {
      await transaction.update('audit_entries', { action: 'changed' }, { sequence: 1 })
      return { ok: true }
    })
    const kept = newFile()
    await backup(source, folder, kept)
    await expect(restore(kept, await file(), folder)).rejects.toMatchObject({
      problem: { code: 'backup_must_be_whole', values: { entry: '1' } },
    })
    await store.close()
  })
})

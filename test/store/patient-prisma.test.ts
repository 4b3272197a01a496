import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'

test('a write through Prisma waits for a transaction that is under way in the same program', async () => {
  const store = await openStore()
  const prisma = await store.prisma()
  const verification = { id: 'v', identifier: 'i', value: 'first', expiresAt: new Date(0) }
  let waiting: Promise<unknown> | undefined
  await store.write(async (transaction) => {
    await transaction.insert('one_time_links', { id: 'l', token_sha256: 'x', purpose: 'p', created_at: '', expires_at: '' })
    waiting = prisma.verification.create({ data: verification })
    await pause(300)
    return { ok: true }
  })
  await waiting
  expect(await prisma.verification.count()).toBe(1)
  await store.close()
})

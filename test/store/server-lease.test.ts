import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { otherServerGone, takeLease } from '../../src/store/server-lease.ts'
import { onBothDatabases } from './databases.ts'
import { startProgram } from './start-program.ts'

const TIMES = { beatMs: 20, silenceMs: 1_500 }
const now = () => new Date('2026-11-03T08:00:00.000Z')
const take = (store: Store) => takeLease(store, now, TIMES)
const refused = (pid: number) => ({ problem: { code: 'database_must_have_one_server', values: { host: hostname(), pid: String(pid) } } })
const holders = async (store: Store) => (await store.all('SELECT pid FROM server_leases')).map(([pid]) => Number(pid))

await onBothDatabases((database) => {
  test('a second server is refused while the first is there, before it changes anything, and taken when the first has stopped', async () => {
    const url = await database.fresh()
    const store = await openStore(url)
    const lease = await take(store)
    await expect(take(store)).rejects.toMatchObject(refused(process.pid))
    const beforeMigrating = openStore(url, { beforeMigrating: (reader) => otherServerGone(reader, url, '/', TIMES) })
    await expect(beforeMigrating).rejects.toMatchObject(refused(process.pid))
    await lease.release()
    expect(await holders(store)).toEqual([])
    await (await take(store)).release()
    await store.close()
  })

  test('the server of another process is refused while it is there, and takes nothing from the next when it was killed', async () => {
    const url = await database.fresh()
    const child = await startProgram('lease-child', url)
    const store = await openStore(url)
    await expect(take(store)).rejects.toMatchObject(refused(Number(child.line)))
    await child.end('SIGKILL')
    const lease = await take(store)
    expect(await holders(store)).toEqual([process.pid])
    await lease.release()
    await store.close()
  })

  test('of a machine whose processes nobody here sees it is taken over after silence, never while something is heard of it', async () => {
    const store = await openStore(await database.fresh())
    const lease = await take(store)
    await store.write(async (transaction) => {
      await transaction.update('server_leases', { place: 'elsewhere', host: 'elsewhere' }, { name: 'server' })
      return { ok: true }
    })
    await expect(take(store)).rejects.toMatchObject({ problem: { values: { host: 'elsewhere' } } })
    // From now on the first says nothing of itself any more: its next word is for another holder.
    const stranger = { name: 'server', holder: 'silent', place: 'elsewhere', host: 'elsewhere', pid: 1, born: '', since: 'then', beats: 7 }
    await store.write(async (transaction) => {
      await transaction.all('DELETE FROM server_leases')
      await transaction.insert('server_leases', stranger)
      return { ok: true }
    })
    const next = await take(store)
    expect(await holders(store)).toEqual([process.pid])
    expect((await lease.lost).problem).toMatchObject({ code: 'database_must_stay_with_one_server' })
    // What has lost it does not take it from the next.
    await lease.release()
    expect(await holders(store)).toEqual([process.pid])
    await next.release()
    await store.close()
  })
})

test('a copy of a database file is no database of the server that runs on the original', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-lease-'))
  const original = await openStore(`file:${folder}/a.sqlite`)
  const lease = await take(original)
  await original.all('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(`${folder}/a.sqlite`, `${folder}/b.sqlite`)
  const copy = await openStore(`file:${folder}/b.sqlite`)
  await (await take(copy)).release()
  await lease.release()
  await Promise.all([original.close(), copy.close()])
  rmSync(folder, { recursive: true })
})

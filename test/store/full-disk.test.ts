import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isFullDisk } from '../../src/base/full-disk.ts'
import { openSqlite } from '../../src/store/database/sqlite-connection.ts'
import { StoreError } from '../../src/store/database/store-error.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { writing } from '../../src/store/trail/write.ts'

let folder: string
let path: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-full-'))
  path = join(folder, 'company.sqlite')
  store = await openStore(path)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a transaction that finds no room is said to, keeps nothing, and the lock is free', async () => {
  const connection = await openSqlite({ path, shownUrl: path, temporary: false })
  const filling = writing(connection, async (transaction) => {
    // The file may not grow: what SQLite answers is what it answers on a full disk.
    const [[pages] = []] = await transaction.all('PRAGMA page_count')
    await connection.run(`PRAGMA max_page_count = ${pages}`)
    for (let id = 0; ; id++) {
      await transaction.insert('one_time_links', {
        id: `${id}`,
        token_sha256: `${id}`.padEnd(4000),
        purpose: 'p',
        created_at: '',
        expires_at: '',
      })
    }
  })
  await expect(filling).rejects.toMatchObject({ problem: { code: 'database_must_have_room', values: { url: path } } })
  await connection.close()
  expect(await store.all('SELECT count(*) FROM one_time_links')).toEqual([[0n]])
  await store.proveWriting(100)
})

test('that a disk is full is known by whatever says so, also from another thread', () => {
  const system = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' })
  expect(isFullDisk(system)).toBe(true)
  expect(isFullDisk(new Error('while a workbook was written', { cause: system }))).toBe(true)
  expect(isFullDisk(structuredClone({ ...new StoreError('database_must_have_room', { url: 'u', detail: 'd' }) }))).toBe(true)
  for (const other of [undefined, null, 'ENOSPC', new Error('ENOSPC'), Object.assign(new Error(), { code: 'ENOENT' })])
    expect(isFullDisk(other)).toBe(false)
})

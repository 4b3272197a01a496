import { chmod, cp, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { DEMO_PASSWORD } from '../../src/server/operation/demo-people.ts'
import { newFolder, quanheng, removeFolder } from './command.ts'
import { serveProcess, signedIn } from './serve-process.ts'

// Each start of a process takes seconds where other tests run beside it.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''
let umask = 0
beforeAll(async () => {
  folder = await newFolder()
  // What processes of this test inherit: everybody may read and write whatever is made.
  umask = process.umask(0)
})
afterAll(async () => {
  process.umask(umask)
  await removeFolder(folder)
})

/** Everything below a folder that others than its owner may read, write or enter. */
async function openToOthers(home: string): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true })
  const modes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const mode = (await stat(path)).mode & 0o777
      return mode === (entry.isDirectory() ? 0o700 : 0o600) ? [] : [`${path} ${mode.toString(8)}`]
    }),
  )
  return modes.flat()
}

test.skipIf(process.platform === 'win32')('results, templates and the demo are their owner’s alone', async () => {
  const results = ['appraise', DEMO_DATASET, '--period', '2026-10', '--out', 'results/out', '--database', 'file:book.sqlite']
  expect((await quanheng(results, { folder })).status).toBe(0)
  expect((await quanheng(['template', 'template.xlsx'], { folder })).status).toBe(0)
  expect(await openToOthers(folder)).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  'a server’s database with its log, uploads, secret and backups are its user’s alone, and what was open before is closed',
  async () => {
    const serve = (out: string) => serveProcess(['demo', '--serve', '--out', out, '--lang', 'en'], folder)
    const home = join(folder, 'demo-server')
    const demo = await serve('demo')
    const hr = await signedIn(demo.url, 'hr', DEMO_PASSWORD)
    const form = new FormData()
    form.set('file', new Blob(['number,date,rep,client,amount\nP-1,2026-10-20,S001,C0001,100.00\n']), 'orders.csv')
    expect((await hr('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': 'one' } })).status).toBe(201)
    const names = await readdir(home, { recursive: true })
    expect(names).toEqual(expect.arrayContaining(['data', expect.stringMatching(/sqlite-wal$/), expect.stringMatching(/orders\.csv$/)]))
    expect(await openToOthers(folder)).toEqual([])
    const database = names.find((name) => name.endsWith('.sqlite')) ?? ''
    const backup = ['backup', 'demo-server/backup.copy', '--database', `file:${join(home, database)}`]
    vi.stubEnv('QUANHENG_DATA', join(home, 'data'))
    expect(await quanheng(backup, { folder })).toMatchObject({ status: 0, stderr: '' })
    vi.unstubAllEnvs()
    expect(await openToOthers(folder)).toEqual([])
    expect(await demo.end('SIGTERM')).toBe(0)

    // As an earlier version left it, or a copy made it.
    const copied = join(folder, 'copied-server')
    await cp(home, copied, { recursive: true })
    for (const entry of await readdir(copied, { recursive: true, withFileTypes: true })) {
      if (entry.name !== 'secret') await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
    }
    const again = await serve('copied')
    expect(await openToOthers(copied)).toEqual([expect.stringContaining('backup.copy')])
    expect(await again.end('SIGTERM')).toBe(0)
  },
)

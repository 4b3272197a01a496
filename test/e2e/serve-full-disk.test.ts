import { spawnSync } from 'node:child_process'
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/server/operation/demo-people.ts'
import { type DemoPlace, demoWorld } from '../../src/server/operation/demo-world.ts'
import { newFolder, removeFolder } from './command.ts'
import { type ServeProcess, serveProcess, signedIn } from './serve-process.ts'

const MINUTES = 60_000
let folder = ''
let disk = ''
let isMounted = false
let server: ServeProcess | undefined
let place: DemoPlace

beforeAll(async () => {
  folder = await newFolder()
  const demo = await demoWorld(join(folder, 'demo'))
  disk = join(folder, 'disk')
  mkdirSync(disk)
  // A disk of 40 MB; only root may mount one, as in the containers in which these tests run.
  isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', disk]).status === 0
  if (!isMounted) return
  cpSync(join(folder, 'demo'), join(disk, 'demo'), { recursive: true })
  const moved = (path: string) => path.replace(join(folder, 'demo'), join(disk, 'demo'))
  place = { database: moved(demo.database), dataFolder: moved(demo.dataFolder) }
}, 5 * MINUTES)
afterAll(async () => {
  await server?.end('SIGKILL')
  if (isMounted) spawnSync('umount', [disk])
  await removeFolder(folder)
})

/** Leaves no byte on the disk. */
function fill(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (const size of [1 << 20, 4096, 1]) {
      const block = Buffer.alloc(size, 1)
      try {
        for (;;) if (writeSync(file, block) < size) break
      } catch {
        // Full for blocks of this size.
      }
    }
  } finally {
    closeSync(file)
  }
}

const ORDERS = Array.from({ length: 20_000 }, (_, index) => `FULL-${index},2026-10-20,S001,C0001,100.00`)

test(
  'on a full disk whatever needs room is refused with words and leaves nothing; with room again it is done',
  async ({ skip }) => {
    skip(!isMounted, 'no disk of its own can be mounted here')
    const environment = { QUANHENG_DATABASE: place.database, QUANHENG_DATA: place.dataFolder, QUANHENG_LOG_LEVEL: 'error' }
    server = await serveProcess(['serve', '--lang', 'en'], folder, environment)
    const hr = await signedIn(server.url, 'hr', DEMO_PASSWORD)
    const post = (path: string, body: unknown) =>
      hr(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
    const upload = () => {
      const form = new FormData()
      form.set('file', new Blob([`number,date,rep,client,amount\n${ORDERS.join('\n')}\n`]), 'orders.csv')
      return hr('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': crypto.randomUUID() } })
    }
    const record = (index: number) => {
      const values = { number: `F-${index}`, date: '2026-10-20', client: 'C0001', amount: '1', rep: 'S001' }
      return post('/records/collections', { values, reason: 'x'.repeat(400) })
    }
    const json = (path: string, body: unknown) =>
      fetch(`${server?.url}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const signIn = () => json('/session', { username: 'finance', password: DEMO_PASSWORD })
    const links = await Promise.all(
      ['张先生', '李女士', '王先生', '赵女士', '陈先生', '刘女士'].map(async (clientName) => {
        const made = await post('/form-links', { engineer: 'T001', clientName, day: '2026-11-02' })
        return (await made.json()) as { url: string; link: { number: string } }
      }),
    )
    const tokenOf = (index: number) => /[\w-]+$/.exec(links[index]?.url ?? '')?.[0]
    const form = (index: number) => fetch(`${server?.url}/api/v1/forms/${tokenOf(index)}`)
    const answer = (index: number) =>
      json(`/forms/${tokenOf(index)}`, {
        ...{ kind: 'feedback', scale: '100', attitude: 95, resolution: 90, dedication: 92, solvedOnSite: true },
        remark: 'x'.repeat(400),
      })
    const documents = () => hr('/periods/2026-08/documents')
    const readiness = async () => (await fetch(`${server?.url}/readyz`, { headers: { 'accept-language': 'en' } })).json()
    const uploads = () => (existsSync(join(place.dataFolder, 'uploads')) ? readdirSync(join(place.dataFolder, 'uploads')) : [])
    const before = uploads()

    fill(join(disk, 'filler'))
    expect(await readiness()).toMatchObject({
      status: 'not ready',
      room: false,
      problems: expect.arrayContaining([
        { code: 'disk_must_have_room', message: 'The disk of the database is full. Make room on it, or enlarge it.' },
      ]),
    })
    // What is small still fits into the pages that the write-ahead log has; in the end it finds no room either.
    const untilRefused = async (request: (index: number) => Promise<Response>) => {
      let last = await request(0)
      let done = 0
      while (last.ok && done < 2_000) last = await request(++done)
      return { last, done }
    }
    const records = await untilRefused(record)
    const signIns = await untilRefused(signIn)
    const answers = await untilRefused(answer)
    for (const refused of [records.last, signIns.last, answers.last, await upload(), await documents()]) {
      expect(refused.status).toBe(507)
      expect(await refused.json()).toMatchObject({ code: 'storage_must_have_room', detail: expect.stringContaining('磁盘已满') })
    }
    expect((await hr('/periods')).status).toBe(200)
    expect(answers.done).toBeLessThan(links.length)
    for (const [index] of links.entries()) {
      expect(await (await form(index)).json()).toMatchObject({ state: index < answers.done ? 'answered' : 'open' })
    }
    expect(uploads()).toEqual(before)
    expect(
      readdirSync(join(place.dataFolder, 'documents'), { recursive: true }).filter((name) => String(name).includes('.unfinished')),
    ).toEqual([])

    rmSync(join(disk, 'filler'))
    expect((await upload()).status).toBe(201)
    expect((await documents()).status).toBe(200)
    expect((await record(9_999)).status).toBe(201)
    for (const [index, { link }] of links.entries()) {
      expect((await answer(index)).status).toBe(204)
      expect((await hr(`/records/feedback/${link.number}`)).status).toBe(200)
    }
    expect((await signIn()).status).toBe(200)
    await expect.poll(readiness, { timeout: 20_000, interval: 500 }).toMatchObject({ status: 'ready', problems: [] })
    expect(await server.end('SIGTERM')).toBe(0)
  },
  5 * MINUTES,
)

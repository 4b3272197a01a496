import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/server/operation/demo-people.ts'
import { type DemoPlace, demoWorld } from '../../src/server/operation/demo-world.ts'
import { openStore } from '../../src/store/open-store.ts'
import { trailFiles } from '../../src/store/trail/trail-files.ts'
import { verifyTrail } from '../../src/store/trail/verify-trail.ts'
import { newFolder, removeFolder } from './command.ts'
import { type ServeProcess, serveProcess, signedIn } from './serve-process.ts'

const MINUTES = 60_000
let folder = ''
let place: DemoPlace
let server: ServeProcess | undefined
/** HR, at the server that was started last. */
let hr: Ask

beforeAll(async () => {
  folder = await newFolder()
  place = await demoWorld(join(folder, 'demo'))
  hr = await started()
}, 5 * MINUTES)
afterAll(async () => {
  await server?.end('SIGKILL')
  await removeFolder(folder)
})

type Ask = Awaited<ReturnType<typeof signedIn>>

async function started(): Promise<Ask> {
  const environment = { QUANHENG_DATABASE: place.database, QUANHENG_DATA: place.dataFolder, QUANHENG_LOG_LEVEL: 'warn' }
  server = await serveProcess(['serve', '--lang', 'en'], folder, environment)
  return signedIn(server.url, 'hr', DEMO_PASSWORD)
}

async function json<T>(answer: Response | Promise<Response>): Promise<T> {
  return (await answer).json() as Promise<T>
}

interface PeriodFound {
  readonly state: string
  readonly version: number
}
const periodOf = (ask: Ask) => json<PeriodFound>(ask('/periods/2026-10'))

/** Orders of the round, all of one upload: they are in force together or not at all. */
function uploadOf(round: number): FormData {
  const numbers = Array.from({ length: 200 }, (_, index) => `KILL-${round}-${index}`)
  const rows = numbers.map((number) => `${number},2026-10-20,S001,C0001,100.00`)
  const form = new FormData()
  form.set('file', new Blob([`number,date,rep,client,amount\n${rows.join('\n')}\n`]), 'orders.csv')
  return form
}

/** What HR does when the power goes: a run, an upload that is committed, a step. Answers what was confirmed before. */
async function working(ask: Ask, round: number, { state, version }: PeriodFound): Promise<string[]> {
  const confirmed: string[] = []
  const key = () => ({ 'idempotency-key': crypto.randomUUID() })
  const uploading = async () => {
    const { id } = await json<{ id: string }>(ask('/uploads', { method: 'POST', body: uploadOf(round), headers: key() }))
    const body = JSON.stringify({ reason: 'orders that came late' })
    const committed = await ask(`/uploads/${id}/commit`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    if (committed.ok) confirmed.push('upload')
  }
  const stepping = async () => {
    const back = state !== 'evaluating'
    const stepped = await ask(`/periods/2026-10/${back ? 'step-back' : 'advance'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify(back ? { reason: 'again' } : {}),
    })
    if (stepped.ok) confirmed.push('step')
  }
  const running = ask('/periods/2026-10/runs', { method: 'POST', headers: key() })
  // Requests that the kill cuts off fail: nothing is known of them, and that is the point.
  await Promise.allSettled([running, uploading(), stepping()])
  return confirmed
}

// No moment is asserted, only what may be found after any: each step, upload and run is there whole or not at all.
test.each([40, 250, 700])(
  'a server killed %i ms into a run, an upload and a step leaves each whole or not there',
  async (milliseconds) => {
    const before = await periodOf(hr)
    const work = working(hr, milliseconds, before)
    await wait(milliseconds)
    await server?.end('SIGKILL')
    const confirmed = await work

    hr = await started()
    const after = await periodOf(hr)
    const next = before.state === 'evaluating' ? 'review' : 'evaluating'
    const stepped = { state: next, version: before.version + 1 }
    const { state, version } = before
    expect(confirmed.includes('step') ? [stepped] : [{ state, version }, stepped]).toContainEqual({
      state: after.state,
      version: after.version,
    })
    const { items: runs } = await json<{ items: { state: string }[] }>(hr('/periods/2026-10/runs'))
    expect(runs.filter((run) => !['done', 'failed'].includes(run.state))).toEqual([])

    const store = await openStore(place.database)
    try {
      const sql = "SELECT count(*) FROM orders WHERE number LIKE $1 AND book = (SELECT id FROM books WHERE sha256 = 'company')"
      const [row] = await store.all(sql, [`KILL-${milliseconds}-%`])
      expect(confirmed.includes('upload') ? [200] : [0, 200]).toContain(Number(row?.[0]))
      expect((await verifyTrail(store, { files: trailFiles(place.dataFolder) })).firstBreak).toBeUndefined()
    } finally {
      await store.close()
    }
  },
  5 * MINUTES,
)

test(
  'left alone the same work is done; a stop in the middle of a run ends it in order and with exit status 0',
  async () => {
    const confirmed = await working(hr, 0, await periodOf(hr))
    expect(confirmed.sort()).toEqual(['step', 'upload'])
    expect(await server?.end('SIGTERM')).toBe(0)
    const store = await openStore(place.database)
    try {
      const rows = await store.all("SELECT DISTINCT state FROM runs WHERE period = '2026-10'")
      expect(['done', 'failed']).toEqual(expect.arrayContaining(rows.map(([state]) => state)))
      expect(rows).not.toEqual([])
    } finally {
      await store.close()
    }
  },
  5 * MINUTES,
)

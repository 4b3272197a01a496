import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { runControl } from '../../src/server/runs/run-control.ts'
import { StoreError } from '../../src/store/database/store-error.ts'
import { verifyTrail } from '../../src/store/trail/verify-trail.ts'
import { onBothDatabases } from '../store/databases.ts'
import { cutConnections, otherWriter } from '../store/other-writer.ts'
import { numberOf, openPeriod } from './marks-world.ts'
import { type ApiAnswer, cookieIn } from './support/api-client.ts'
import { accountIdOf, DEMO_PASSWORD, type DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
/** Another month, in which marks are given. */
const MARKED = '2026-11'
const COMPANY = `book = (SELECT id FROM books WHERE sha256 = 'company')`
const SIGNING_IN: readonly DemoPerson[] = ['managerNorth', 'managerSouth', 'auditor']

/** One request after the other of a kind, until `over`; each with what it is known by. */
async function repeated(over: () => boolean, request: (id: string) => Promise<ApiAnswer>): Promise<[id: string, answer: ApiAnswer][]> {
  const answers: [string, ApiAnswer][] = []
  do {
    const id = `L-${randomUUID()}`
    answers.push([id, await request(id)])
  } while (!over() && answers.length < 40)
  return answers
}

/** What a morning brings, all at once: sign-ins, records, marks, an upload that is committed, a run. */
async function working(world: TestService, over: () => boolean) {
  const hr = await world.as('hr')
  const manager = await world.as('managerEast')
  const key = () => ({ 'idempotency-key': randomUUID() })
  const signIn = (person: DemoPerson) => world.nobody.post('/session', { username: accountIdOf(person), password: DEMO_PASSWORD })
  const uploading = async (id: string) => {
    const rows = Array.from({ length: 50 }, (_, index) => `${id}-${index},2026-10-20,S001,C0001,100.00`)
    const form = new FormData()
    form.set('file', new Blob([`number,date,rep,client,amount\n${rows.join('\n')}\n`]), 'orders.csv')
    const uploaded = await hr.request('/uploads', { method: 'POST', body: form, headers: key() })
    const { status, headers } = uploaded
    const body = (await uploaded.json()) as { readonly id: string; readonly code?: string }
    if (status !== 201) return { status, headers, body, code: body.code }
    return hr.post(`/uploads/${body.id}/commit`, { reason: 'orders that came late' })
  }
  const [signIns, records, marks, uploads, runs] = await Promise.all([
    Promise.all(SIGNING_IN.map(async (person): Promise<[string, ApiAnswer]> => [person, await signIn(person)])),
    repeated(over, (id) => {
      const values = { number: id, date: '2026-10-20', client: 'C0001', amount: '1', rep: 'S001' }
      return hr.post('/records/collections', { values, reason: 'came late' }, key())
    }),
    repeated(over, async () => {
      const mark = `/periods/${MARKED}/marks/T001/overall`
      const found = await manager.get(mark)
      if (found.status === 503) return found
      const version = found.headers.get('etag')
      return manager.put(mark, { score: '90' }, version === null ? {} : { 'if-match': version })
    }),
    repeated(() => true, uploading),
    repeated(
      () => true,
      () => hr.post(`/periods/${PERIOD}/runs`, undefined, key()),
    ),
  ])
  return { signIns, records, marks, uploads, runs }
}

type Work = Awaited<ReturnType<typeof working>>

/** What was said is so, and nothing is there twice. An answer that says it was not done may be wrong only where its connection was cut. */
async function holds(world: TestService, { signIns, records, uploads, runs }: Work): Promise<void> {
  for (const [, answer] of signIns.filter(([, { status }]) => status === 200)) {
    const cookie = cookieIn(answer) ?? ''
    expect((await world.nobody.get('/session', { cookie })).status).toBe(200)
  }
  for (const [id, { status }] of records) {
    const count = await numberOf(world, `SELECT count(*) FROM collections WHERE ${COMPANY} AND number = '${id}'`)
    expect(status === 201 ? [1] : [0, 1], `${id} ${status}`).toContain(count)
  }
  for (const [id, { status }] of uploads) {
    const count = await numberOf(world, `SELECT count(*) FROM orders WHERE ${COMPANY} AND number LIKE '${id}-%'`)
    expect(status === 200 ? [50] : [0, 50], `${id} ${status}`).toContain(count)
  }
  for (const [, { status, body }] of runs.filter((each) => each[1].status < 300)) {
    const { run: id } = body as { readonly run: string }
    await runControl(world.service).finished(id)
    expect(await numberOf(world, `SELECT count(*) FROM runs WHERE id = '${id}'`), String(status)).toBe(1)
  }
  const { firstBreak, contents } = await verifyTrail(world.service.store, { files: world.service.trail })
  // The periods were opened past the service.
  expect(contents.filter(({ what }) => !what.startsWith('appraisal_periods '))).toEqual([])
  expect(firstBreak ?? { kind: 'content' }).toMatchObject({ kind: 'content' })
  // The lock is free at once.
  await world.service.store.proveWriting(1_000)
}

function statuses(work: Work): Record<string, number[]> {
  return Object.fromEntries(Object.entries(work).map(([kind, answers]) => [kind, [...new Set(answers.map(([, { status }]) => status))]]))
}

await onBothDatabases((database) => {
  async function world(): Promise<TestService> {
    const made = await makeTestService({ database: await database.fresh(), now: '2026-12-02T08:00:00.000Z' })
    await openPeriod(made, PERIOD, 'review')
    await openPeriod(made, MARKED, 'evaluating')
    await Promise.all([made.as('hr'), made.as('managerEast')])
    return made
  }

  test('while somebody else takes the lock at random moments every request is answered, nothing is lost or doubled', async () => {
    const made = await world()
    // From one to ten seconds, with moments between them in which the waiting get on.
    const held = [1_000, 10_000, 1_500].flatMap((kept) => [kept, 50 + Math.random() * 500])
    const other = await otherWriter(made.service.store.address, held)
    let isOver = false
    void other.done.then(() => {
      isOver = true
    })
    const work = await working(made, () => isOver)
    await other.done
    expect(statuses(work)).toEqual({ signIns: [200], records: [201], marks: [200], uploads: [200], runs: [202] })
    await holds(made, work)
    expect(await numberOf(made, `SELECT count(*) FROM runs WHERE state = 'done'`)).toBe(work.runs.length)
    expect(made.failures).toEqual([])
  })

  test.runIf(database.name === 'postgresql')('connections that are cut in the middle cost single requests, never the server', async () => {
    const made = await world()
    let isOver = false
    const cutting = cutConnections(made.service.store.address, 6_000, 150).finally(() => {
      isOver = true
    })
    const work = await working(made, () => isOver)
    expect(await cutting).toBeGreaterThan(5)
    for (const [kind, found] of Object.entries(statuses(work))) {
      const allowed = { signIns: [200, 503], records: [201, 503], marks: [200, 503], uploads: [200, 503], runs: [202, 503] }[kind] ?? []
      expect(allowed, kind).toEqual(expect.arrayContaining(found))
    }
    for (const failure of made.failures.splice(0)) expect(failure).toBeInstanceOf(StoreError)
    await holds(made, work)
    const after = await working(made, () => true)
    expect(statuses(after)).toEqual({ signIns: [200], records: [201], marks: [200], uploads: [200], runs: [202] })
    await holds(made, after)
  })
})

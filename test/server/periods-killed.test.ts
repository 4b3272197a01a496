import { beforeEach, expect, test, vi } from 'vitest'
import { startTrail } from '../../src/server/audit/keep-trail.ts'
import type { Service } from '../../src/server/kernel/service.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { readAnchors } from '../../src/store/trail/trail-files.ts'
import { expectOk, field, openPeriod, publishPeriod } from './support/closing-month.ts'
import { killedAnywhere } from './support/killed-anywhere.ts'
import { cookieOf, makeTestService, type TestService } from './support/test-service.ts'

// Every step is repeated on what a kill leaves at each moment of it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const PATH = '/periods/2026-10'
let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-11-10T08:00:00.000Z' })
  await cookieOf(world, 'hr')
})

test('a step of a period that is killed at any moment was taken whole or not at all, publishing and closing too', async () => {
  await openPeriod(world, '2026-10')
  const hr = await world.as('hr')
  for (const to of ['evaluating', 'review', 'published', 'closed']) {
    if (to === 'published') {
      const { run } = expectOk(await hr.post(`${PATH}/runs`)).body as { run: string }
      await runControl(world.service).finished(run)
    }
    const before = expectOk(await hr.get(PATH))
    const headers = { 'if-match': before.headers.get('etag') ?? '' }
    const step = async () => expectOk(await hr.post(`${PATH}/advance`, { to }, headers))
    const found = { before: 0, after: 0 }
    await killedAnywhere(world, step, async (restarted, done) => {
      const again = await restarted.as('hr')
      const messages = async () => restarted.service.store.all('SELECT kind, count(*) FROM messages GROUP BY kind ORDER BY kind')
      const state = field(expectOk(await again.get(PATH)).body, 'state')
      if (state === to) {
        found.after++
        expect(await again.post(`${PATH}/advance`, { to }, headers)).toMatchObject({ status: 412 })
      } else {
        found.before++
        expect(state).toBe(field(before.body, 'state'))
        const { steps: _, ...period } = expectOk(await again.post(`${PATH}/advance`, { to }, headers)).body as Record<string, unknown>
        expect(period).toEqual(done.body)
      }
      // What a step says of money that goes back belongs to its answer alone.
      const { balances: __, ...shown } = done.body as Record<string, unknown>
      expect(expectOk(await again.get(PATH)).body).toMatchObject(shown)
      // Auditors know the hash of every closing, whenever the server that closed was killed.
      const told = await world.service.store.all('SELECT kind, count(*) FROM messages GROUP BY kind ORDER BY kind')
      expect(told.some(([kind]) => kind === 'audit.anchor')).toBe(to === 'closed')
      expect(await messages()).toEqual(told)
      await startTrail(restarted.service)
      const closings = readAnchors(restarted.service.trail).filter(({ why }) => why === 'period.close 2026-10')
      expect(closings).toHaveLength(to === 'closed' ? 1 : 0)
    })
    expect(found, to).toEqual({ before: expect.any(Number), after: expect.any(Number) })
    expect(Math.min(found.before, found.after), to).toBeGreaterThan(0)
  }
})

test('a correction that is published again and killed at any moment is seen by everybody, with its messages, or by nobody', async () => {
  const month = await publishPeriod(world, '2026-10')
  const before = await month.run()
  const engineer = await world.as('engineer')
  const other = await world.as('otherEngineer')
  expectOk(await other.post(`${PATH}/confirmation`, { run: before, answer: 'confirmed' }))
  const answered = await engineer.post(`${PATH}/confirmation`, { run: before, answer: 'objected', text: 'My mark was 61.' })
  const appeal = field(field(expectOk(answered).body, 'appeal'), 'id')
  const manager = await world.as('managerEast')
  const corrections = [{ table: 'evaluations', key: '2026-10,T001,overall,M001', values: { score: '61' } }]
  const decision = { decision: 'corrected', answer: 'It was read wrong.', reason: 'the form says 61', corrections }
  const { run } = expectOk(await manager.post(`${PATH}/appeals/${appeal}/decision`, decision)).body as { run: string }
  await runControl(world.service).finished(run)
  // The others of the region get another share: what they confirmed and their manager signed lapses.
  expectOk(await manager.post(`${PATH}/people/T002/signature`, { run: before }))

  const hr = await world.as('hr')
  const found = { before: 0, after: 0 }
  await killedAnywhere(
    world,
    async () => expectOk(await hr.post(`${PATH}/republish`, { run })),
    async (restarted, { body }) => {
      expect(body).toMatchObject({ run, before, lapsed: 1 })
      const again = await restarted.as('hr')
      const seen = async (service: Service) => ({
        lapsed: await service.store.all('SELECT employee, role, state FROM confirmations ORDER BY id'),
        told: await service.store.all('SELECT kind, account FROM messages ORDER BY kind, account'),
      })
      const isAfter = field(expectOk(await again.get(PATH)).body, 'publishedRun') === run
      found[isAfter ? 'after' : 'before']++
      const repeated = await again.post(`${PATH}/republish`, { run })
      expect(repeated).toMatchObject(
        isAfter ? { status: 409, code: 'republished_run_must_be_newer' } : { status: 200, body: body as object },
      )
      expect(field(expectOk(await again.get(PATH)).body, 'publishedRun')).toBe(run)
      expect(await seen(restarted.service)).toEqual(await seen(world.service))
    },
  )
  expect(Math.min(found.before, found.after)).toBeGreaterThan(0)
})

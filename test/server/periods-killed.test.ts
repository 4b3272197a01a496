import { beforeAll, expect, test, vi } from 'vitest'
import { startTrail } from '../../src/server/audit/keep-trail.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { readAnchors } from '../../src/store/trail/trail-files.ts'
import { expectOk, field, openPeriod } from './support/closing-month.ts'
import { killedAnywhere } from './support/killed-anywhere.ts'
import { cookieOf, makeTestService, type TestService } from './support/test-service.ts'

// Every step is repeated on what a kill leaves at each moment of it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const PATH = '/periods/2026-10'
let world: TestService
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-10T08:00:00.000Z' })
  await openPeriod(world, '2026-10')
  await cookieOf(world, 'hr')
})

test('a step of a period that is killed at any moment was taken whole or not at all, publishing and closing too', async () => {
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
      expect(expectOk(await again.get(PATH)).body).toMatchObject(done.body as object)
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

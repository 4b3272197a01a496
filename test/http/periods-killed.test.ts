import { beforeAll, expect, test, vi } from 'vitest'
import { runControl } from '../../src/app/service/runs/run-control.ts'
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
      // The trail's newest hash is sent out after the step, which does not depend on it.
      const messages = async () => (await restarted.service.store.all("SELECT count(*) FROM messages WHERE kind <> 'audit.anchor'"))[0]
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
      expect(await messages()).toEqual((await world.service.store.all("SELECT count(*) FROM messages WHERE kind <> 'audit.anchor'"))[0])
    })
    expect(found, to).toEqual({ before: expect.any(Number), after: expect.any(Number) })
    expect(Math.min(found.before, found.after), to).toBeGreaterThan(0)
  }
})

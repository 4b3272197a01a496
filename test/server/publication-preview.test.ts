import { expect, test } from 'vitest'
import { expectOk, field, openPeriod } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

test('what stands in the way of publishing a run is known before, and so is who would be told', async () => {
  const world = await makeTestService()
  const hr = await world.as('hr')
  const october = await openPeriod(world, '2026-10')
  const preview = async (run: string) => (await hr.get(`/periods/2026-10/runs/${run}/publication`)).body
  const codes = (body: unknown) => (field(body, 'obstacles') as { code: string }[]).map(({ code }) => code)
  const early = await october.compute()
  const collecting = await preview(early)
  expect(collecting).toMatchObject({ step: null })
  expect(codes(collecting)).toContain('period_must_be_in_state')

  for (const _ of ['evaluating', 'review']) expectOk(await october.advance())
  const run = await october.compute()
  const none = { people: 0, amount: '0.00' }
  const balances = { arising: none, deducting: none, undecided: none }
  expect(await preview(run)).toEqual({ run, step: 'publish', obstacles: [], told: 4, balances })
  const attendance = { date: '2026-10-08', employee: 'T001', kind: 'late' }
  expectOk(await hr.post('/records/attendance', { values: attendance, reason: '漏报' }))
  expect(codes(await preview(run))).toEqual(['run_must_be_of_newest_data'])

  const newer = await october.compute()
  expectOk(await october.advance())
  expect(await preview(newer)).toMatchObject({ step: 'republish', told: 0 })
  expect(codes(await preview(newer))).toEqual(['republished_run_must_be_newer'])
  expect(await hr.get('/periods/2026-10/runs/none/publication')).toMatchObject({ status: 404 })
})

import { beforeEach, expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let auditor: ApiClient
beforeEach(async () => {
  world = await makeTestService({ demo: false })
  auditor = await world.as('auditor')
  const hr = await world.as('hr')
  for (const value of ['late', 'ignore', 'call_absence']) {
    await hr.post('/settings/changes', {
      values: { 'service.attendance.absence': value },
      effectiveFrom: '2026-10-01',
      reason: `改为 ${value}`,
    })
  }
})

const proof = async () => (await auditor.get('/audit/proof')).body

test('entries come newest first, a page at a time, and can be looked for', async () => {
  const first = await auditor.get('/audit?action=setting.change&limit=2')
  expect(first.body).toMatchObject({ items: [{ reason: '改为 call_absence', actor: expect.any(String) }, { reason: '改为 ignore' }] })
  const { next } = first.body as { next: string }
  const second = await auditor.get(`/audit?action=setting.change&limit=2&cursor=${next}`)
  expect(second.body).toMatchObject({ items: [{ reason: '改为 late' }], next: null })
  expect((await auditor.get('/audit?action=setting.')).body).toEqual((await auditor.get('/audit?action=setting.change')).body)
  expect((await auditor.get('/audit?action=setting')).body).toMatchObject({ items: [] })
})

test('only administrators and auditors read it', async () => {
  for (const person of ['hr', 'finance', 'managerEast'] as const) {
    expect(await (await world.as(person)).get('/audit')).toMatchObject({ status: 403 })
  }
  expect(await (await world.as('administrator')).get('/audit')).toMatchObject({ status: 200 })
})

test.each`
  what                  | sql                                                                               | kind          | at
  ${'a changed reason'} | ${`UPDATE audit_entries SET reason = 'x' WHERE sequence = $1`}                    | ${'changed'}  | ${0}
  ${'a changed time'}   | ${`UPDATE audit_entries SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = $1`} | ${'changed'}  | ${0}
  ${'a removed entry'}  | ${'DELETE FROM audit_entries WHERE sequence = $1'}                                | ${'missing'}  | ${0}
  ${'another link'}     | ${`UPDATE audit_entries SET previous_hash = 'x' WHERE sequence = $1`}             | ${'unlinked'} | ${0}
`('$what is found, and named', async ({ sql, kind }: { sql: string; kind: string }) => {
  const whole = (await proof()) as { entries: number; firstBreak: null }
  expect(whole.firstBreak).toBeNull()
  const touched = whole.entries - 1
  await world.service.store.write(async (transaction) => {
    await transaction.all(sql, [touched])
    return { ok: true }
  })
  expect(await proof()).toMatchObject({ firstBreak: { sequence: touched, kind } })
})

import { beforeAll, expect, test } from 'vitest'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PATH = '/periods/2026-10/signatures'
let world: TestService
let run = ''
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
  run = await (await publishPeriod(world, '2026-10')).run()
}, 120_000)

test('the person responsible signs many sheets at once; one that is not theirs keeps no other from it, and twice is once', async () => {
  const east = await world.as('managerEast')
  const employees = ['T001', 'T020', 'T002', 'S001', 'T001']
  const once = items(expectOk(await east.post(PATH, { run, employees })))
  expect(once.map(({ employee, at, problem }) => [employee, at, field(problem, 'code') ?? null])).toEqual([
    ['T001', '2026-11-03T08:00:00.000Z', null],
    ['T020', null, 'thing_must_exist'],
    ['T002', '2026-11-03T08:00:00.000Z', null],
    ['S001', null, 'thing_must_exist'],
  ])
  world.setNow('2026-11-04T08:00:00.000Z')
  expect(items(expectOk(await east.post(PATH, { run, employees })))).toEqual(once)
  const unsigned = items(expectOk(await east.get('/periods/2026-10/confirmations?state=unsigned&limit=500'))).map(
    ({ employee }) => employee,
  )
  expect(unsigned).not.toContain('T001')
  expect(unsigned.length).toBeGreaterThan(0)
  const entries = await world.service.store.all(`SELECT subject FROM audit_entries WHERE action = 'sheet.sign'`)
  expect(entries).toEqual([['sheets 2026-10']])
})

test('sheets of a run that is not the published one are not signed', async () => {
  const answer = await (await world.as('managerEast')).post(PATH, { run: 'another', employees: ['T003'] })
  expect(answer).toMatchObject({ status: 409, code: 'sheet_must_be_the_published_one' })
})

import { beforeAll, expect, test } from 'vitest'
import { expectOk, openPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService()
})

async function progressOf(period: string): Promise<unknown> {
  return expectOk(await (await world.as('hr')).get(`/periods/${period}/progress`)).body
}

test('a month is followed from the people who are there to the sheets that are signed', async () => {
  const october = await openPeriod(world, '2026-10')
  const before = await progressOf('2026-10')
  expect(before).toMatchObject({ run: null, isPublished: false, service: null, sales: null, appeals: { open: 0, kept: 0, corrected: 0 } })
  const { engineers, complete, marked } = before as { engineers: number; complete: number; marked: number }
  expect([complete, marked]).toEqual([engineers, engineers])

  expectOk(await october.advance())
  expectOk(await october.advance())
  const run = await october.compute()
  // HR decided to exclude one who left: no score, and nothing to wait for.
  expect(await progressOf('2026-10')).toMatchObject({
    run,
    isPublished: false,
    service: { sheets: engineers, scored: engineers - 1, confirmed: 0 },
  })

  expectOk(await october.advance())
  const [engineer, other, manager] = [await world.as('engineer'), await world.as('otherEngineer'), await world.as('managerEast')]
  expectOk(await engineer.post('/periods/2026-10/confirmation', { run, answer: 'confirmed' }))
  expectOk(await other.post('/periods/2026-10/confirmation', { run, answer: 'objected', text: '回访评分有误' }))
  expectOk(await manager.post('/periods/2026-10/people/T001/signature', { run }))
  expect(await progressOf('2026-10')).toMatchObject({
    isPublished: true,
    service: { confirmed: 1, objected: 1, signed: 1 },
    sales: { confirmed: 0, signed: 0 },
    appeals: { open: 1 },
  })
})

test('a month without its data is complete for nobody', async () => {
  await openPeriod(world, '2026-12')
  expect(await progressOf('2026-12')).toMatchObject({ complete: 0, marked: 0 })
})

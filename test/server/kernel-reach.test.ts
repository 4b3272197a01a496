import { beforeAll, describe, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import type { AccountPosition } from '../../src/domain/people/account-position.ts'
import type { Permission } from '../../src/server/kernel/access.ts'
import { ownCaseProblems } from '../../src/server/kernel/oneself.ts'
import { type Reach, reachBy, reachCondition, reaches, reachOf } from '../../src/server/kernel/reach.ts'
import { type Actor, actorScope, SYSTEM } from '../../src/server/kernel/service.ts'
import { useCase } from '../../src/server/kernel/use-case.ts'
import { rowsOf, tables } from '../../src/store/database/query.ts'
import { givePositions } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService()
  const book = Number((await world.service.store.all(`SELECT id FROM books WHERE sha256 = 'company'`))[0]?.[0])
  await world.service.store.write(async (transaction) => {
    // M001 manages EAST until the end of June 2026 and WEST from the middle of August, after six weeks in SOUTH.
    await transaction.insert('postings', { book, row: 90, employee: 'M001', region: 'SOUTH', from: 20260701 })
    await transaction.insert('postings', { book, row: 91, employee: 'M001', region: 'WEST', from: 20260816 })
    const deputy = { account: 'engineer', reason: 'holiday', by: 'hr', at: '2026-11-01T00:00:00.000Z' }
    await transaction.insert('deputies', { ...deputy, manager: 'M002', first: 20261102, last: 20261104 })
    await transaction.insert('deputies', {
      ...deputy,
      manager: 'M003',
      first: 20261101,
      last: 20261130,
      ended_at: '2026-11-02T00:00:00.000Z',
    })
    await transaction.insert('deputies', { ...deputy, account: 'hr', manager: 'D001', first: 20261101, last: 20261130 })
    return { ok: true }
  })
})

const month = (text: string) => present(periodFromText(text), 'a period')
const actor = (positions: readonly AccountPosition[], employee?: string, actsFor: Actor['actsFor'] = []): Actor => ({
  ...SYSTEM,
  kind: 'account',
  positions,
  employee,
  actsFor,
})
const reach = (who: Actor, permission: Permission, period: string) => reachBy(world.service, who, permission, month(period))

describe('access follows time: a manager reaches the region that was theirs in the period', () => {
  test.each`
    period       | region     | why
    ${'2026-01'} | ${'EAST'}  | ${'before the first move'}
    ${'2026-06'} | ${'EAST'}  | ${'the last month before it'}
    ${'2026-07'} | ${'SOUTH'} | ${'moved on its first day'}
    ${'2026-08'} | ${'WEST'}  | ${'moved within the month: where they are on its last day, for all of it (A14)'}
    ${'2026-10'} | ${'WEST'}  | ${'months after'}
    ${'2026-Q3'} | ${'WEST'}  | ${'the last day of the quarter'}
    ${'2026-H1'} | ${'EAST'}  | ${'the last day of the half-year'}
  `('$period: $region, $why', async ({ period, region }) => {
    const expected = { kind: 'regions', regions: [region] }
    expect(await reach(actor(['regional_manager'], 'M001'), 'mark.write', period)).toEqual(expected)
  })
})

test.each`
  positions                          | employee     | permission       | expected                                   | why
  ${['hr']}                          | ${undefined} | ${'result.read'} | ${{ kind: 'all' }}                         | ${'HR reads everything'}
  ${['rd_manager']}                  | ${'D001'}    | ${'mark.write'}  | ${{ kind: 'all' }}                         | ${'R&D managers rate everywhere'}
  ${['staff']}                       | ${'T001'}    | ${'result.read'} | ${{ kind: 'own', employee: 'T001' }}       | ${'staff see themselves'}
  ${['staff']}                       | ${undefined} | ${'result.read'} | ${{ kind: 'regions', regions: [] }}        | ${'an account that is nobody’s reaches nothing'}
  ${['staff']}                       | ${'T001'}    | ${'run.write'}   | ${{ kind: 'regions', regions: [] }}        | ${'not their permission'}
  ${['administrator']}               | ${undefined} | ${'result.read'} | ${{ kind: 'regions', regions: [] }}        | ${'administrators keep accounts, not results'}
  ${['regional_manager']}            | ${undefined} | ${'result.read'} | ${{ kind: 'regions', regions: [] }}        | ${'a manager who is nobody in the table'}
  ${['regional_manager']}            | ${'M999'}    | ${'result.read'} | ${{ kind: 'regions', regions: [] }}        | ${'a number that the table does not have'}
  ${['regional_manager', 'finance']} | ${'M002'}    | ${'result.read'} | ${{ kind: 'all' }}                         | ${'the wider of two positions'}
  ${['regional_manager', 'finance']} | ${'M002'}    | ${'mark.write'}  | ${{ kind: 'regions', regions: ['NORTH'] }} | ${'only one of them gives it'}
`('$permission of $positions, $why', async ({ positions, employee, permission, expected }) => {
  expect(await reach(actor(positions, employee), permission, '2026-10')).toEqual(expected)
})

describe('deputies', () => {
  const forEast = [{ employee: 'M001', position: 'regional_manager' }] as const

  test('a deputy reaches the regions of their manager, in each period those that were the manager’s, and none by their own number', async () => {
    const deputy = actor(['staff'], 'T020', forEast)
    expect(actorScope(deputy, 'mark.write')).toBe('region')
    expect(await reach(deputy, 'mark.write', '2026-05')).toEqual({ kind: 'regions', regions: ['EAST'] })
    expect(await reach(deputy, 'mark.write', '2026-10')).toEqual({ kind: 'regions', regions: ['WEST'] })
  })

  test('a manager who is a deputy too reaches both', async () => {
    const both = actor(['regional_manager'], 'M002', forEast)
    expect(await reach(both, 'mark.write', '2026-05')).toEqual({ kind: 'regions', regions: ['EAST', 'NORTH'] })
  })

  test('the session of a deputy acts for the manager on the days of the deputyship, in Beijing, and no longer', async () => {
    const engineer = await world.as('engineer')
    await givePositions(world, 'engineer', ['staff', 'regional_manager'])
    const actsFor = async () => ((await engineer.get('/session')).body as { deputyFor: string[] }).deputyFor
    world.setNow('2026-11-01T15:59:59.000Z')
    expect(await actsFor()).toEqual([])
    world.setNow('2026-11-01T16:00:00.000Z')
    expect(await actsFor()).toEqual(['M002'])
    world.setNow('2026-11-04T15:59:59.000Z')
    expect(await actsFor()).toEqual(['M002'])
    world.setNow('2026-11-04T16:00:00.000Z')
    expect(await actsFor()).toEqual([])
    world.setNow('2026-11-03T08:00:00.000Z')
    expect((await engineer.get('/session')).body).toMatchObject({ permissions: { 'mark.write': 'region', 'result.read': 'region' } })
    // Who is of no line that the manager is of acts for nobody, though the deputyship stands there.
    expect((await (await world.as('hr')).get('/session')).body).toMatchObject({ deputyFor: [] })
    await givePositions(world, 'engineer', ['staff'])
    expect((await engineer.get('/session')).body).toMatchObject({ deputyFor: [] })
  })
})

test('a condition lets through what is within reach, and nothing else', async () => {
  const columns = { region: 'region', employee: 'number' }
  const count = async (within: Reach) => {
    const people = tables.selectFrom('employees').select(['region', 'number as employee'])
    const rows = await rowsOf(world.service.store, people.where(reachCondition(within, columns)))
    expect(rows.every((row) => reaches(within, row))).toBe(true)
    return rows.length
  }
  const everybody = await count({ kind: 'all' })
  expect(everybody).toBeGreaterThan(60)
  const regions = await Promise.all(['EAST', 'NORTH', 'SOUTH', 'WEST'].map((region) => count({ kind: 'regions', regions: [region] })))
  expect(regions.reduce((sum, each) => sum + each)).toBe(everybody)
  expect(await count({ kind: 'regions', regions: ['EAST', 'WEST'] })).toBe((regions[0] ?? 0) + (regions[3] ?? 0))
  expect(await count({ kind: 'regions', regions: [] })).toBe(0)
  expect(await count({ kind: 'own', employee: 'T001' })).toBe(1)
})

test('behind the gate, reach and duties are those of the permission that was given, which is said once', async () => {
  const marking = useCase('mark.write', async (service, by) => ({ by: by.permission, reach: await reachOf(service, by, month('2026-10')) }))
  expect(marking.permission).toBe('mark.write')
  const manager = actor(['regional_manager'], 'M001')
  expect(await marking(world.service, manager)).toEqual({ by: 'mark.write', reach: await reach(manager, 'mark.write', '2026-10') })
  // A verb that calls another goes through its gate, with the other's permission.
  const reading = useCase('record.read', (service, by) => marking(service, by))
  expect(await reading(world.service, manager)).toMatchObject({ by: 'mark.write' })
  expect(await reading(world.service, actor(['auditor'], 'M001'))).toMatchObject({ ok: false })
  const deciding = useCase('appeal.decide', async (_, by) => ownCaseProblems(by, ['M001', 'T001'], undefined))
  expect(await deciding(world.service, manager)).toMatchObject([
    { code: 'own_case_must_be_decided_by_another', values: { employee: 'M001' } },
  ])
  // @ts-expect-error Reading is nothing that one does not do about oneself.
  useCase('record.read', async (_, by) => ownCaseProblems(by, [], undefined))
})

import { expect, test } from 'vitest'
import { type Channels, writeReminders } from '../../src/server/messages/write-reminders.ts'
import { onBothDatabases } from '../store/databases.ts'
import { itemsOf, openPeriod as openAt } from './marks-world.ts'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PRODUCT: Channels = new Set(['product'])

/** Today 1 December: M001 of EAST left on 20 November, M004 moved from WEST to EAST, and M009 is new in WEST, all from today. */
async function changedWorld(database: string): Promise<TestService> {
  const world = await makeTestService({ now: '2026-12-01T08:00:00.000Z', database })
  const book = Number((await world.service.store.all(`SELECT id FROM books WHERE sha256 = 'company'`))[0]?.[0])
  await world.service.store.write(async (transaction) => {
    await transaction.update('employees', { left_on: 20261120 }, { number: 'M001' })
    await transaction.insert('postings', { book, row: 90, employee: 'M004', region: 'EAST', from: 20261201 })
    const named = {
      number: 'M009',
      name: '新经理',
      position: 'regional_manager' as const,
      region: 'WEST',
      hired_on: 20261201,
      left_on: null,
    }
    await transaction.insert('employees', { book, row: 91, ...named })
    return { ok: true }
  })
  return world
}

await onBothDatabases((database) => {
  test('the marks of a region fall to whoever manages it today, not to who left or moved', { timeout: 240_000 }, async () => {
    const world = await changedWorld(await database.fresh())
    await openAt(world, '2026-11', 'evaluating', { evaluating: '2026-12-02T08:00:00.000Z' })
    const hr = await world.as('hr')
    const found = expectOk(await hr.get('/periods/2026-11/outstanding')).body as { managers: Record<string, unknown>[]; regions: unknown }
    expect(found.managers.map(({ employee, region, owes }) => [employee, region, owes])).toEqual([
      ['M002', 'NORTH', true],
      ['M003', 'SOUTH', true],
      ['M004', 'EAST', true],
      ['M009', 'WEST', true],
    ])
    expect(found.regions).toEqual([])

    const [gone, successor] = [await world.as('managerEast'), await world.as('managerWest')]
    const overall = (engineer: string) => `/periods/2026-11/marks/${engineer}/overall`
    expect(expectOk(await successor.put(overall('T001'), { score: '90' })).body).toMatchObject({ evaluator: 'M004' })
    expect(await gone.put(overall('T001'), { score: '90' })).toMatchObject({ status: 404 })
    expect(await successor.put(overall('T020'), { score: '90' })).toMatchObject({ status: 404 })
    // What was theirs in the month they go on reading.
    const seen = itemsOf<{ region: string; yours: unknown[] }>(expectOk(await successor.get('/periods/2026-11/engineers?limit=500')))
    expect(new Set(seen.map(({ region, yours }) => `${region} ${yours.length > 0}`))).toEqual(new Set(['EAST true', 'WEST false']))
    const todos = async (client: typeof gone) => field(expectOk(await client.get('/home')).body, 'todos')
    expect(await todos(gone)).toEqual([])
    expect(await todos(successor)).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'marks.give', count: 5 })]))

    expect(await writeReminders(world.service, PRODUCT)).toBeGreaterThan(0)
    const told = await world.service.store.all(`SELECT account FROM messages WHERE kind = 'evaluating.before' ORDER BY account`)
    expect(told.flat()).toEqual(['managernorth', 'managersouth', 'managerwest'])
    expect(world.failures).toEqual([])
    await world.close()
  })

  test('where nobody manages a region today, its marks stay with whoever did on the month’s last day and is employed', {
    timeout: 240_000,
  }, async () => {
    const world = await changedWorld(await database.fresh())
    await world.service.store.write(async (transaction) => {
      await transaction.update('employees', { hired_on: 20261202 }, { number: 'M009' })
      return { ok: true }
    })
    await openAt(world, '2026-11', 'evaluating', { evaluating: '2026-12-02T08:00:00.000Z' })
    const owing = expectOk(await (await world.as('hr')).get('/periods/2026-11/outstanding')).body
    const managers = field(owing, 'managers') as { employee: string; region: string }[]
    expect(managers.map(({ employee, region }) => `${employee} ${region}`)).toEqual(['M002 NORTH', 'M003 SOUTH', 'M004 EAST', 'M004 WEST'])
    const both = await world.as('managerWest')
    for (const engineer of ['T001', 'T020']) expectOk(await both.put(`/periods/2026-11/marks/${engineer}/overall`, { score: '90' }))
    await writeReminders(world.service, PRODUCT)
    const told = await world.service.store.all(`SELECT account FROM messages WHERE kind = 'evaluating.before' AND account = 'managerwest'`)
    expect(told).toHaveLength(1)
    // Who has left owes nothing: of EAST nobody is left.
    await world.service.store.write(async (transaction) => {
      await transaction.update('employees', { left_on: 20261130 }, { number: 'M004' })
      return { ok: true }
    })
    expect(expectOk(await (await world.as('hr')).get('/periods/2026-11/outstanding')).body).toMatchObject({
      regions: [
        { region: 'EAST', managers: [] },
        { region: 'WEST', managers: [] },
      ],
    })
    await world.close()
  })

  test('appeals and signatures of a published month fall to the successor too', { timeout: 240_000 }, async () => {
    const world = await changedWorld(await database.fresh())
    const month = await publishPeriod(world, '2026-10')
    const run = await month.run()
    const objection = { run, answer: 'objected', text: '请复核' }
    const objected = expectOk(await (await world.as('engineer')).post('/periods/2026-10/confirmation', objection))
    const appeal = String(field(field(objected.body, 'appeal'), 'id'))
    const told = await world.service.store.all(`SELECT account FROM messages WHERE kind = 'appeal.made' ORDER BY account`)
    expect(told.flat()).toEqual(['hr', 'managerwest'])
    const [gone, successor] = [await world.as('managerEast'), await world.as('managerWest')]
    const answer = { decision: 'kept', answer: '维持原评分' }
    expect(await gone.post(`/periods/2026-10/appeals/${appeal}/decision`, answer)).toMatchObject({ status: 404 })
    expect(await gone.post('/periods/2026-10/people/T001/signature', { run })).toMatchObject({ status: 404 })
    expect(items(expectOk(await successor.get('/periods/2026-10/appeals')))).toHaveLength(1)
    expectOk(await successor.post(`/periods/2026-10/appeals/${appeal}/decision`, answer))
    expectOk(await successor.post('/periods/2026-10/people/T001/signature', { run }))
    // Once the month is closed, access follows time again.
    expectOk(await month.advance())
    expect(items(expectOk(await successor.get('/periods/2026-10/appeals')))).toEqual([])
    expect(world.failures).toEqual([])
    await world.close()
  })
})

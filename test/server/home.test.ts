import { beforeEach, describe, expect, test } from 'vitest'
import { movePeriod, openPeriod } from './marks-world.ts'
import { expectOk, openPeriod as openByHr, publishPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

interface Todo {
  readonly key: string
  readonly period: string | null
  readonly count: number
  readonly total: number | null
  readonly deadline: string | null
  readonly overdue: boolean
  readonly values: Readonly<Record<string, string>>
}
interface Home {
  readonly stages: readonly { readonly period: string; readonly state: string; readonly steps: readonly object[] }[]
  readonly todos: readonly Todo[]
  readonly since: string | null
  readonly news: readonly { readonly key: string; readonly period: string | null; readonly values: Readonly<Record<string, string>> }[]
  readonly unread: number
}

let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-01T08:00:00.000Z' })
})

async function homeOf(person: DemoPerson): Promise<Home> {
  return expectOk(await (await world.as(person)).get('/home')).body as Home
}

async function todosOf(person: DemoPerson): Promise<Record<string, Todo>> {
  return Object.fromEntries((await homeOf(person)).todos.map((todo) => [todo.key, todo]))
}

describe('HR', () => {
  test('is asked to open the month that has passed, and to give people accounts', async () => {
    const todos = await todosOf('hr')
    expect(todos['period.open']).toMatchObject({ count: 1, values: { period: '2026-11' } })
    expect(todos['accounts.missing']?.count).toBeGreaterThan(50)
    await openPeriod(world, '2026-11', 'collecting')
    expect((await todosOf('hr'))['period.open']).toBeUndefined()
  })

  test('while a month collects, learns which tables are missing and by when they are due', async () => {
    await openPeriod(world, '2026-11', 'collecting', { collecting: '2026-11-30T10:00:00.000Z' })
    expect((await todosOf('hr'))['tables.missing']).toMatchObject({
      period: '2026-11',
      count: 5,
      total: 6,
      deadline: '2026-11-30T10:00:00.000Z',
      overdue: true,
      values: { tables: 'collections,attendance,feedback,followups,commissions' },
    })
  })

  test('a month with all its tables is ready for the next step', async () => {
    await openPeriod(world, '2026-10', 'collecting')
    expect((await todosOf('hr'))['step.ready']).toMatchObject({ period: '2026-10', values: { to: 'evaluating' } })
  })

  test('while managers mark, learns how many of them owe marks and how many people would be held', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    const todos = await todosOf('hr')
    expect(todos['marks.owed']).toMatchObject({ count: 4, total: 4 })
    expect(Number(todos['marks.owed']?.values.engineers)).toBeGreaterThan(4)
    expect(todos['incomplete.decide']?.count).toBeGreaterThan(4)
  })

  test('in review is asked for a run, and after it to publish', async () => {
    const october = await openByHr(world, '2026-10')
    expectOk(await october.advance())
    expectOk(await october.advance())
    expect((await todosOf('hr'))['run.make']).toMatchObject({ period: '2026-10', values: { because: 'run_must_be_done' } })
    await october.compute()
    const todos = await todosOf('hr')
    expect(todos['run.make']).toBeUndefined()
    expect(todos['step.ready']).toMatchObject({ values: { to: 'published' } })
  })

  test('the held are counted anew when somebody is decided on', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    const before = (await todosOf('hr'))['incomplete.decide']?.count ?? 0
    const hr = await world.as('hr')
    const decision = { decision: 'exclude', reason: '试用期' }
    expectOk(await hr.post('/periods/2026-11/incomplete/T001/decision', decision))
    expect((await todosOf('hr'))['incomplete.decide']?.count).toBe(before - 1)
  })
})

describe('managers', () => {
  test('learn how many engineers they have to mark and how many drafts to submit', async () => {
    await openPeriod(world, '2026-11', 'evaluating', { evaluating: '2026-12-05T10:00:00.000Z' })
    const manager = await world.as('managerEast')
    const before = await todosOf('managerEast')
    const total = before['marks.give']?.total ?? 0
    expect(before['marks.give']).toMatchObject({ count: total, deadline: '2026-12-05T10:00:00.000Z', overdue: false })
    expectOk(await manager.put('/periods/2026-11/marks/T001/overall', { score: '90' }))
    const after = await todosOf('managerEast')
    expect(after['marks.give']).toMatchObject({ count: total - 1 })
    expect(after['marks.submit']).toMatchObject({ count: 1, total })
    expect((await todosOf('rdManager'))['ratings.give']).toMatchObject({ optional: true })
  })

  test('have nothing of another step on their page', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    await movePeriod(world, '2026-11', 'review')
    expect((await homeOf('managerEast')).todos).toEqual([])
  })
})

describe('once a month is published', () => {
  test('everybody has their part: staff confirm, managers sign and answer, HR waits for the rest', async () => {
    await publishPeriod(world, '2026-10', { published: '2026-12-08T10:00:00.000Z' })
    expect((await todosOf('engineer'))['sheet.confirm']).toMatchObject({ count: 1, values: { kind: 'service', employee: 'T001' } })
    expect((await todosOf('salesRep'))['sheet.confirm']).toMatchObject({ values: { kind: 'sales' } })
    const east = await todosOf('managerEast')
    expect(east['sheets.sign']).toMatchObject({ count: 6, total: 6 })
    expect(east['appeals.answer']).toBeUndefined()
    const waiting = (await todosOf('hr'))['sheets.unconfirmed']
    expect(waiting?.count).toBe(waiting?.total)

    const engineer = await world.as('engineer')
    const run = (expectOk(await engineer.get('/periods/2026-10')).body as { publishedRun: string }).publishedRun
    expectOk(await engineer.post('/periods/2026-10/confirmation', { run, answer: 'objected', text: '回访评分有误' }))
    expect((await todosOf('engineer'))['sheet.confirm']).toBeUndefined()
    expect((await todosOf('managerEast'))['appeals.answer']).toMatchObject({ count: 1 })
    expect((await todosOf('managerNorth'))['appeals.answer']).toBeUndefined()
    expect((await todosOf('hr'))['appeals.open']).toMatchObject({ count: 1, deadline: '2026-12-08T10:00:00.000Z' })
  })
})

describe('finance and administrators', () => {
  test('finance learns which of its tables are missing', async () => {
    await openPeriod(world, '2026-11', 'evaluating', { collecting: '2026-11-30T10:00:00.000Z' })
    expect((await todosOf('finance'))['tables.finance']).toMatchObject({
      count: 2,
      overdue: true,
      values: { tables: 'collections,commissions' },
    })
  })

  test('finance is told of closed months whose bonuses nobody has marked as paid', async () => {
    const october = await publishPeriod(world, '2026-10')
    expectOk(await october.advance())
    const due = (await todosOf('finance'))['payments.mark']
    expect(due).toMatchObject({ period: '2026-10', count: due?.total })
    expect(due?.count).toBeGreaterThan(10)
    const finance = await world.as('finance')
    const paid = { regions: ['EAST'], paidOn: '2026-12-01', reference: 'PAY-1' }
    const answer = await finance.post('/periods/2026-10/payments', paid)
    if (answer.status < 300) expect((await todosOf('finance'))['payments.mark']?.count).toBeLessThan(due?.count ?? 0)
    else throw new Error(JSON.stringify(answer.body))
  })

  test('administrators are told of locked accounts', async () => {
    await world.service.store.write(async (transaction) => {
      await transaction.update('accounts', { lockedUntil: '2026-12-01T09:00:00.000Z' }, { id: 'engineer' })
      return { ok: true }
    })
    expect((await todosOf('administrator'))['accounts.locked']).toMatchObject({ count: 1 })
    expect((await todosOf('hr'))['accounts.locked']).toBeUndefined()
  })
})

describe('stages', () => {
  test('each open period, the newest first, with the steps it came through and their deadlines', async () => {
    await openPeriod(world, '2026-10', 'review')
    const november = await openByHr(world, '2026-11', { evaluating: '2026-12-05T10:00:00.000Z' })
    expectOk(await november.advance())
    const { stages } = await homeOf('engineer')
    expect(stages.map(({ period, state }) => `${period} ${state}`)).toEqual(['2026-11 evaluating', '2026-10 review'])
    expect(stages[0]?.steps).toEqual([
      { state: 'collecting', since: '2026-12-01T08:00:00.000Z', deadline: null },
      { state: 'evaluating', since: '2026-12-01T08:00:00.000Z', deadline: '2026-12-05T10:00:00.000Z' },
      { state: 'review', since: null, deadline: null },
      { state: 'published', since: null, deadline: null },
      { state: 'closed', since: null, deadline: null },
    ])
  })
})

describe('what changed since the last visit', () => {
  test('a first visit is told of the last days; a later one of what happened since the one before', async () => {
    await openByHr(world, '2026-11')
    const first = await homeOf('engineer')
    expect(first.since).toBeNull()
    expect(first.news).toMatchObject([{ key: 'period.opened', period: '2026-11', by: 'hr' }])
    const engineer = await world.as('engineer')
    expectOk(await engineer.post('/home/seen'))
    world.setNow('2026-12-01T09:30:00.000Z')
    expect((await homeOf('engineer')).since, 'the same visit goes on').toBeNull()
    world.setNow('2026-12-02T08:00:00.000Z')
    expect(await homeOf('engineer')).toMatchObject({ since: '2026-12-01T08:00:00.000Z', news: [] })
    expectOk(await engineer.post('/home/seen'))
    expect((await homeOf('engineer')).since, 'looking at it does not make it old').toBe('2026-12-01T08:00:00.000Z')
  })

  test('staff are told of their own sheet by message, HR of runs and changes of the data', async () => {
    world.setNow('2026-12-01T08:00:00.000Z')
    await publishPeriod(world, '2026-10')
    const staff = await homeOf('engineer')
    expect(staff.unread).toBe(1)
    expect(staff.news.map(({ key }) => key)).toEqual(expect.arrayContaining(['message', 'period.moved']))
    expect(staff.news.map(({ key }) => key)).not.toContain('run.done')
    expect((await homeOf('hr')).news.map(({ key }) => key)).toContain('run.done')
  })
})

test('an empty service has a home for everybody', async () => {
  world = await makeTestService({ demo: false, now: '2026-12-01T08:00:00.000Z' })
  for (const person of ['hr', 'finance', 'managerEast', 'engineer', 'administrator', 'auditor'] as const) {
    expect(await homeOf(person)).toMatchObject({ stages: [], news: [], unread: 0 })
  }
})

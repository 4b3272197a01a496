import { beforeEach, describe, expect, test } from 'vitest'
import { itemsOf, movePeriod, numberOf, openPeriod } from './marks-world.ts'
import { finishedRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

interface Case {
  readonly employee: string
  readonly module: string
  readonly reason: string
  readonly state: string
  readonly events: readonly { readonly kind: string; readonly days: readonly string[] }[]
  readonly decision: { readonly decision: string; readonly value: string | null } | null
}

let world: TestService
beforeEach(async () => {
  world = await makeTestService()
})

async function casesOf(period: string, person: Parameters<TestService['as']>[0] = 'hr'): Promise<Case[]> {
  return itemsOf<Case>(await (await world.as(person)).get(`/periods/${period}/incomplete?limit=500`))
}

/** Runs the period and answers one person's result, as the run's snapshot has it. */
async function resultOf(period: string, employee: string): Promise<Readonly<Record<string, unknown>>> {
  const id = await finishedRun(world, period)
  const [row] = await world.service.store.all('SELECT result, status FROM run_people WHERE run = $1 AND employee = $2', [id, employee])
  return { ...(JSON.parse(String(row?.[0])) as object), status: row?.[1] }
}

describe('what is incomplete', () => {
  test('each case says whose it is, which module, and why; HR sees all, a manager the own region', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    const all = await casesOf('2026-11')
    expect(all[0]).toMatchObject({ employee: 'T001', module: 'customer', reason: 'no_feedback', state: 'held', decision: null })
    const east = await casesOf('2026-11', 'managerEast')
    expect(east.length).toBeGreaterThan(0)
    expect(all.filter(({ employee }) => east.some((each) => each.employee === employee))).toEqual(east)
    expect(east.map(({ employee }) => employee)).not.toContain('T020')
    expect((await (await world.as('engineer')).get('/periods/2026-11/incomplete')).status).toBe(403)
  })

  test('pages follow each other without gap or overlap', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    const hr = await world.as('hr')
    const seen: Case[] = []
    let path = '/periods/2026-11/incomplete?limit=7'
    for (;;) {
      const answer = await hr.get(path)
      seen.push(...itemsOf<Case>(answer))
      const { next } = answer.body as { next: string | null }
      if (next === null) break
      path = `/periods/2026-11/incomplete?limit=7&cursor=${next}`
    }
    expect(seen).toEqual(await casesOf('2026-11'))
  })

  test('a mark that is submitted closes its case, and a withdrawn one opens it again', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    const east = await world.as('managerEast')
    const unmarked = async () => (await casesOf('2026-11')).some(({ employee, module }) => employee === 'T001' && module === 'manager')
    await east.put('/periods/2026-11/marks/T001/overall', { score: '90' })
    expect(await unmarked()).toBe(true)
    await east.post('/periods/2026-11/marks/T001/overall/submit', {})
    expect(await unmarked()).toBe(false)
    await east.post('/periods/2026-11/marks/T001/overall/withdraw', {})
    expect(await unmarked()).toBe(true)
  })
})

describe('decisions', () => {
  test('a decision changes what the next run says, until it is taken back', { timeout: 120_000 }, async () => {
    await openPeriod(world, '2026-10', 'review')
    const hr = await world.as('hr')
    // The demo's HR reweighted T009, who was in training the whole month.
    expect((await resultOf('2026-10', 'T009')).status).toBe('scored')
    expect((await hr.post('/periods/2026-10/incomplete/T009/withdraw', { module: 'customer', reason: 'another look' })).status).toBe(204)
    expect((await casesOf('2026-10')).find(({ employee }) => employee === 'T009')).toMatchObject({ state: 'held', decision: null })
    expect((await resultOf('2026-10', 'T009')).status).toBe('incomplete')
    const decided = await hr.post('/periods/2026-10/incomplete/T009/decision', {
      module: 'customer',
      decision: 'value',
      value: '81.5',
      reason: 'mean of the quarter',
    })
    expect(decided).toMatchObject({ status: 200, body: { decision: 'value', value: '81.50', module: 'customer' } })
    expect(await resultOf('2026-10', 'T009')).toMatchObject({ status: 'scored', modules: { customer: { score: '81.50' } } })
  })

  test('a second decision replaces the first, which stays readable; an excluded person holds nobody', async () => {
    await openPeriod(world, '2026-11', 'review')
    const hr = await world.as('hr')
    const decide = (body: object) => hr.post('/periods/2026-11/incomplete/T001/decision', { reason: 'as agreed', ...body })
    expect((await decide({ module: 'customer', decision: 'zero' })).status).toBe(200)
    expect((await decide({ module: 'customer', decision: 'reweight' })).status).toBe(200)
    const mine = async () => (await casesOf('2026-11')).filter(({ employee }) => employee === 'T001')
    expect((await mine())[0]).toMatchObject({ module: 'customer', state: 'reweight', decision: { decision: 'reweight' } })
    const company = `(SELECT id FROM books WHERE sha256 = 'company')`
    expect(await numberOf(world, `SELECT count(*) FROM decisions WHERE book = ${company} AND period = '2026-11'`)).toBe(1)
    expect(await numberOf(world, `SELECT count(*) FROM decisions WHERE book = -${company} AND decision = 'zero'`)).toBe(1)
    expect((await decide({ decision: 'exclude' })).status).toBe(200)
    expect(new Set((await mine()).map(({ state }) => state))).toEqual(new Set(['excluded']))
  })

  const REFUSED: [object, string, string][] = [
    [{ decision: 'zero' }, 'treatment_must_name_a_module', 'which module'],
    [{ decision: 'exclude', module: 'customer' }, 'exclusion_must_be_of_the_person', 'a person is excluded, not a module'],
    [{ decision: 'value', module: 'customer' }, 'treatment_must_have_a_value', 'which value'],
    [{ decision: 'value', module: 'customer', value: '100.5' }, 'treatment_must_have_a_value', 'above 100'],
    [{ decision: 'zero', module: 'customer', value: '5' }, 'value_must_not_be_given', 'zero is zero'],
    [{ decision: 'zero', module: 'attendance' }, 'case_must_be_incomplete', 'attendance is there'],
  ]
  test.each(REFUSED)('%j is refused with %s: %s', async (body, code) => {
    await openPeriod(world, '2026-11', 'evaluating')
    const answer = await (await world.as('hr')).post('/periods/2026-11/incomplete/T001/decision', { reason: 'because', ...body })
    expect(answer.code).toBe(code)
  })

  test('nobody but HR decides, never without a reason, and nothing once the figures are published', async () => {
    await openPeriod(world, '2026-11', 'evaluating')
    const path = '/periods/2026-11/incomplete/T001/decision'
    const body = { module: 'customer', decision: 'zero', reason: 'because' }
    expect((await (await world.as('managerEast')).post(path, body)).status).toBe(403)
    const hr = await world.as('hr')
    expect((await hr.post(path, { ...body, reason: ' ' })).status).toBe(422)
    expect((await hr.post('/periods/2026-11/incomplete/S001/decision', body)).status).toBe(404)
    await movePeriod(world, '2026-11', 'published')
    expect(await hr.post(path, body)).toMatchObject({ status: 409, code: 'period_must_be_in_state' })
  })
})

describe('attendance kinds', () => {
  test('a kind that is classified once changes what the next run says, here and in later periods', { timeout: 120_000 }, async () => {
    await openPeriod(world, '2026-09', 'review')
    await openPeriod(world, '2026-11', 'collecting')
    await openPeriod(world, '2026-08', 'closed')
    const absent = (await casesOf('2026-09')).find(({ reason }) => reason === 'unclassified_attendance')
    expect(absent).toMatchObject({ module: 'attendance', state: 'held', events: [{ kind: 'absence', days: ['2026-09-16'] }] })
    const employee = absent?.employee ?? ''
    expect((await resultOf('2026-09', employee)).status).toBe('incomplete')

    const hr = await world.as('hr')
    const classified = await hr.post('/periods/2026-09/attendance-kinds/absence', { as: 'call_absence', reason: '按外出缺勤处理' })
    expect(classified.body).toEqual({ setting: 'service.attendance.absence', value: 'call_absence', effectiveFrom: '2026-09-01' })
    expect((await casesOf('2026-09')).some(({ reason }) => reason === 'unclassified_attendance')).toBe(false)
    expect(await resultOf('2026-09', employee)).toMatchObject({ status: 'scored', modules: { attendance: { score: '0.00' } } })

    const kindIn = async (period: string) =>
      itemsOf<{ kind: string; as: string | null }>(await hr.get(`/periods/${period}/attendance-kinds`)).find(
        ({ kind }) => kind === 'absence',
      )
    expect(await kindIn('2026-11')).toMatchObject({ as: 'call_absence' })
    expect(await kindIn('2026-08')).toMatchObject({ as: null })
  })

  test('said again, the later word holds; and one that took effect within the period does not hide it', async () => {
    await openPeriod(world, '2026-09', 'review')
    const hr = await world.as('hr')
    await world.service.store.write(async (transaction) => {
      const change = {
        key: 'service.attendance.absence',
        value: 'late',
        effective_from: 20260915,
        reason: 'before',
        at: '2026-09-15',
        by: 'hr',
      }
      await transaction.insert('setting_changes', change)
      return { ok: true }
    })
    for (const as of ['call_absence', 'ignore']) {
      await hr.post('/periods/2026-09/attendance-kinds/absence', { as, reason: 'decided' })
      const kinds = itemsOf<{ kind: string; as: string | null }>(await hr.get('/periods/2026-09/attendance-kinds'))
      expect(kinds.find(({ kind }) => kind === 'absence')).toMatchObject({ as, events: 1, people: 1 })
    }
  })

  test('it is HR’s, with a reason, for a kind that is open, while the period can still change', async () => {
    await openPeriod(world, '2026-09', 'published')
    const hr = await world.as('hr')
    const path = '/periods/2026-09/attendance-kinds/absence'
    expect((await (await world.as('managerEast')).post(path, { as: 'late', reason: 'x' })).status).toBe(403)
    expect((await hr.post(path, { as: 'late', reason: 'x' })).code).toBe('period_must_be_in_state')
    expect((await hr.post(path, { as: 'late' })).status).toBe(422)
    expect((await hr.post('/periods/2026-09/attendance-kinds/late', { as: 'ignore', reason: 'x' })).status).toBe(422)
    expect((await hr.post('/periods/2027-01/attendance-kinds/absence', { as: 'late', reason: 'x' })).code).toBe('period_must_exist')
  })
})

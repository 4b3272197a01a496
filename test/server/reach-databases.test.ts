import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { movePeriod, openPeriod as openIn } from './marks-world.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const CLOSED = '2026-09'
const OPEN = '2026-10'

async function closedWorld(database: string, settings: Readonly<Record<string, string>> = {}) {
  const world = await makeTestService({ now: '2026-11-03T08:00:00.000Z', database })
  await world.service.store.write(async (transaction) => {
    for (const [key, value] of Object.entries({ onIncomplete: 'reweight', ...settings })) {
      const decided = { effective_from: 20260901, reason: 'decided', at: '2026-01-01T00:00:00.000Z', by: 'hr' }
      await transaction.insert('setting_changes', { key, value, ...decided })
    }
    return { ok: true }
  })
  expectOk(await (await publishPeriod(world, CLOSED)).advance())
  await openPeriod(world, OPEN)
  return { world, ...(await asHr(world)) }
}

async function asHr(world: TestService) {
  const hr = await world.as('hr')
  const lateFor = (body: unknown) => field(field(body, 'change'), 'lateFor')
  const read = async (path: string) => {
    const answer = await hr.get(`/records/${path}`)
    return { etag: { 'if-match': answer.headers.get('etag') ?? '' }, values: Object(field(field(answer.body, 'record'), 'values')) }
  }
  let uploads = 0
  return {
    hr,
    async add(table: string, values: object) {
      const { body } = expectOk(await hr.post(`/records/${table}`, { values, reason: 'told late' }))
      return {
        lateFor: lateFor(body),
        change: Number(field(field(body, 'change'), 'id')),
        key: String(field(body, 'key')),
      }
    },
    async remove(table: string, key: string) {
      const { etag } = await read(`${table}/${key}`)
      return field(expectOk(await hr.delete(`/records/${table}/${key}?reason=wrong`, etag)).body, 'lateFor')
    },
    async correct(table: string, key: string, values: object) {
      const { etag, values: before } = await read(`${table}/${key}`)
      const body = { values: { ...before, ...values }, heldFrom: 'ever', reason: 'it was always so' }
      return lateFor(
        expectOk(await hr.put(`/records/${table}/${key}`, table === 'employees' ? body : { ...body, heldFrom: undefined }, etag)).body,
      )
    },
    async upload(name: string, text: string) {
      const form = new FormData()
      form.append('file', new Blob([text]), name)
      const response = await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `reach-${++uploads}` } })
      return Object(field(await response.json(), 'plan'))
    },
    async reasons() {
      expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`))
      const proposed = items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
      return new Map(proposed.map(({ employee, reasons }) => [String(employee), reasons]))
    },
  }
}

await onBothDatabases((database) => {
  test('a row that moves the event of a slip to another month is late for both', { timeout: 120_000 }, async () => {
    const world = await makeTestService({ now: '2026-11-03T08:00:00.000Z', database: await database.fresh() })
    await openIn(world, '2026-08', 'closed')
    await openIn(world, CLOSED, 'closed')
    await openIn(world, OPEN, 'collecting')
    const { hr, add, remove, upload } = await asHr(world)
    const leave = (date: string) => ({ date, employee: 'T001', kind: 'leave', slip: 'S-1' })
    expect(await add('attendance', leave('2026-09-02'))).toMatchObject({ lateFor: [CLOSED] })
    const earlier = await add('attendance', leave('2026-08-31'))
    expect(earlier.lateFor).toEqual(['2026-08', CLOSED])
    // The slip begins in August now: a day before its first row moves nothing to September, a day after it is of its own month.
    const first = await add('attendance', leave('2026-08-30'))
    expect(first.lateFor).toEqual(['2026-08'])
    expect(await add('attendance', leave('2026-10-05'))).toMatchObject({ lateFor: [] })
    expect(await remove('attendance', earlier.key)).toEqual(['2026-08'])
    expect(await remove('attendance', first.key)).toEqual(['2026-08', CLOSED])

    const back = await add('attendance', leave('2026-08-28'))
    const takenBack = expectOk(await hr.post(`/changes/${back.change}/take-back`, { reason: 'wrong slip' }))
    expect(field(takenBack.body, 'lateFor')).toEqual(['2026-08', CLOSED])

    // Published, September holds back what would take the event out of it.
    await movePeriod(world, CLOSED, 'published')
    const plan = await upload('attendance.csv', 'date,employee,kind,slip\n2026-08-27,T001,leave,S-1\n2026-08-27,T002,leave,S-2\n')
    expect(plan).toMatchObject({ lateFor: ['2026-08'], obstacles: [], setAside: { count: 1, records: [{ period: CLOSED }] } })
    await world.close()
  })

  test('a first day at work that was wrong reaches the months of probation, where people on probation take part in part', {
    timeout: 240_000,
  }, async () => {
    const settings = { 'bonus.split.probation': 'percent', 'bonus.split.probationMonths': '3' }
    const { world, add, remove, correct, reasons } = await closedWorld(await database.fresh(), settings)
    expect(await correct('employees', 'T001', { hired_on: '2026-06-15' })).toEqual([])
    expect(await correct('employees', 'T001', { hired_on: '2026-06-30' })).toEqual([])
    expect(await correct('employees', 'T001', { hired_on: '2026-07-10' })).toEqual([CLOSED])
    expect(await correct('employees', 'S001', { hired_on: '2026-07-10' })).toEqual([])
    expect((await reasons()).get('T001')).toEqual(['participation_changed'])
    const spell = await add('spells', { employee: 'T001', from: '2026-05-04' })
    expect(spell.lateFor).toEqual([CLOSED])
    expect(await remove('spells', spell.key)).toEqual([CLOSED])
    await world.close()
  })

  test('a day of the calendar reaches the months that count working days, unless it stays what it was', { timeout: 240_000 }, async () => {
    const settings = { 'bonus.split.days': 'working', 'bonus.split.joiners': 'daysEmployed' }
    const { world, add, correct, remove, reasons, upload } = await closedWorld(await database.fresh(), settings)
    await correct('employees', 'T002', { left_on: '2026-09-11' })
    expect(await add('holidays', { date: '2026-09-05', working: false })).toMatchObject({ lateFor: [] })
    expect(await correct('holidays', '2026-09-05', { name: '周六' })).toEqual([])
    expect(await correct('holidays', '2026-09-05', { working: true })).toEqual([CLOSED])
    expect([...(await reasons()).values()].flat()).toContain('participation_changed')
    expect(await remove('holidays', '2026-09-05')).toEqual([CLOSED])
    expect(await add('holidays', { date: '2026-10-09', working: false })).toMatchObject({ lateFor: [] })
    await movePeriod(world, CLOSED, 'published')
    const plan = await upload('holidays.csv', 'date,working\n2026-09-07,no\n2026-11-09,no\n')
    expect(plan).toMatchObject({ obstacles: [], tables: { holidays: { new: 1 } }, setAside: { count: 1, records: [{ period: CLOSED }] } })
    await world.close()
  })

  test('neither reaches a month whose rules ask for neither', { timeout: 240_000 }, async () => {
    const { world, add, correct } = await closedWorld(await database.fresh(), { 'bonus.split.days': 'working' })
    expect(await correct('employees', 'T001', { hired_on: '2026-07-10' })).toEqual([])
    expect(await add('holidays', { date: '2026-09-08', working: false })).toMatchObject({ lateFor: [] })
    await world.close()
  })
})

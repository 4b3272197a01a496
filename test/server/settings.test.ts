import { beforeAll, expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
})

const settingOf = async (client: ApiClient, key: string, day: string) => {
  const answer = await client.get(`/settings?day=${day}`)
  const { items } = answer.body as {
    items: { key: string; value: string; fileValue: string | null; change: unknown; clauseText: { zh: string } | null }[]
  }
  return items.find((item) => item.key === key)
}

test('everybody sees the settings with their clauses, and only HR and administrators change them', async () => {
  const staff = await world.as('managerEast')
  expect(await settingOf(staff, 'service.attendance.absence', '2026-10-31')).toMatchObject({
    value: 'unclassified',
    change: null,
    clauseText: { zh: expect.stringContaining('旷工') },
  })
  const change = { values: { 'service.attendance.absence': 'ignore' }, effectiveFrom: '2026-10-01', reason: '总经理会议决定' }
  expect(await staff.post('/settings/changes', change)).toMatchObject({ status: 403 })
})

test("a change holds from its day on, a later one replaces it, and the file's value can come back", async () => {
  const key = 'service.attendance.missingPunch'
  for (const [value, effectiveFrom] of [
    ['late', '2026-10-01'],
    ['ignore', '2026-11-01'],
    [null, '2026-12-01'],
  ] as const) {
    expect(await hr.post('/settings/changes', { values: { [key]: value }, effectiveFrom, reason: '考勤制度更新' })).toMatchObject({
      status: 201,
    })
  }
  const seen = []
  for (const day of ['2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31']) seen.push((await settingOf(hr, key, day))?.value)
  expect(seen).toEqual(['unclassified', 'late', 'ignore', 'unclassified'])
  const changes = await hr.get(`/settings/changes?key=${key}&limit=2`)
  expect(changes.body).toMatchObject({ items: [{ value: null }, { value: 'ignore', reason: '考勤制度更新' }], next: expect.any(String) })
})

test('weights change together and must add up to 1; a region can have a target of its own', async () => {
  const half = { values: { 'sales.scorecard/quotaCompletion/weight': '0.5' }, effectiveFrom: '2026-10-01', reason: '侧重完成率' }
  expect(await hr.post('/settings/changes', half)).toMatchObject({ status: 422, code: 'weights_must_add_up_to_one' })
  const both = {
    ...half,
    values: { ...half.values, 'sales.scorecard/retentionRate/weight': '0.05', 'sales.scorecard/quotaCompletion/target/WEST': '0.9' },
  }
  expect(await hr.post('/settings/changes', both)).toMatchObject({ status: 201 })
  expect(await settingOf(hr, 'sales.scorecard/quotaCompletion/weight', '2026-10-31')).toMatchObject({ value: '0.5', fileValue: '0.40' })
  expect(await settingOf(hr, 'sales.scorecard/quotaCompletion/target/WEST', '2026-10-31')).toMatchObject({ value: '0.9', fileValue: null })
})

test('a target or cap that is not above zero and a region that is not there are refused with words', async () => {
  const refused = async (key: string, value: string) => {
    const answer = await hr.post('/settings/changes', { values: { [key]: value }, effectiveFrom: '2026-10-01', reason: 'a slip' })
    return [answer.status, answer.code, JSON.stringify(answer.body)]
  }
  expect(await refused('sales.scorecard/quotaCompletion/cap', '-1')).toEqual([
    422,
    'setting_must_have_choice',
    expect.stringContaining('> 0, <= 10'),
  ])
  expect(await refused('sales.scorecard/quotaCompletion/target/WEST', '0')).toEqual([422, 'setting_must_have_choice', expect.any(String)])
  expect(await refused('sales.scorecard/quotaCompletion/target/NOPE', '0.9')).toEqual([
    422,
    'region_of_setting_must_exist',
    expect.stringContaining('NOPE'),
  ])
})

test('a setting says where it belongs, since when its value holds and what has been decided next', async () => {
  const { body } = await hr.get('/settings?day=2026-10-31')
  const { items, regions } = body as { items: { key: string }[]; regions: object[] }
  const byKey = (key: string) => items.find((item) => item.key === key)
  expect(byKey('service.attendance.missingPunch')).toMatchObject({
    since: '2026-10-01',
    next: { value: 'ignore', effectiveFrom: '2026-11-01' },
    rule: { id: 'service.attendance', title: { zh: '出勤' } },
    scorecard: null,
  })
  expect(byKey('service.attendance.zeroScope')).toMatchObject({ since: '2000-01-01', next: null })
  expect(byKey('sales.scorecard/quotaCompletion/target/WEST')).toMatchObject({
    rule: { id: 'sales.scorecard' },
    scorecard: { kpi: 'quotaCompletion', title: { en: expect.any(String) }, parameter: 'target', region: 'WEST' },
  })
  expect(byKey('onIncomplete')).toMatchObject({ rule: null, since: null })
  expect(regions).toContainEqual({ code: 'WEST', name: expect.any(String) })
})

test.each([
  [{ 'service.attendance.absent': 'late' }, 'setting_must_be_known'],
  [{ 'service.attendance.absence': 'maybe' }, 'setting_must_have_choice'],
  [{ onIncomplete: 'guess' }, 'setting_value_must_be_allowed'],
])('%j is refused and nothing is kept', async (values, code) => {
  const count = async () => ((await hr.get('/settings/changes?limit=500')).body as { items: unknown[] }).items.length
  const before = await count()
  expect(await hr.post('/settings/changes', { values, effectiveFrom: '2026-10-01', reason: '试' })).toMatchObject({ status: 422, code })
  expect(await count()).toBe(before)
})

test('a published or closed period keeps the settings it was computed by', async () => {
  await world.service.store.write(async (transaction) => {
    const period = {
      text: '2026-08',
      first: 20260801,
      last: 20260831,
      state: 'closed' as const,
      opened_at: '2026-09-01T00:00:00.000Z',
      opened_by: 'hr',
    }
    await transaction.insert('appraisal_periods', period)
    return { ok: true }
  })
  const change = { values: { 'service.attendance.seriousLate': 'late' }, effectiveFrom: '2026-08-31', reason: '补充规定' }
  expect(await hr.post('/settings/changes', change)).toMatchObject({ status: 409, code: 'setting_must_take_effect_later' })
  expect(await hr.post('/settings/changes', { ...change, effectiveFrom: '2026-09-01' })).toMatchObject({ status: 201 })
})

test('every change stands in the audit trail with its reason', async () => {
  const rows = await world.service.store.all(
    `SELECT reason, before, after FROM audit_entries WHERE action = 'setting.change' ORDER BY sequence LIMIT 1`,
  )
  expect(rows[0]).toEqual(['考勤制度更新', '{"service.attendance.missingPunch":null}', '{"service.attendance.missingPunch":"late"}'])
})

test("the company's time zone decides which day a moment is that comes with a zone", async () => {
  const add = (number: string) =>
    hr.post(
      '/records/orders',
      { values: { number, date: '2026-11-01T16:30:00Z', rep: 'S001', client: 'C0001', amount: '1' }, reason: '接口写入' },
      { 'idempotency-key': number },
    )
  expect(await add('ZONE-1')).toMatchObject({ status: 201, body: { values: { date: '2026-11-02' } } })
  const change = { values: { 'company.timeZone': 'America/New_York' }, effectiveFrom: '2026-10-01', reason: '总部迁址' }
  expect(await hr.post('/settings/changes', change)).toMatchObject({ status: 201 })
  expect(await add('ZONE-2')).toMatchObject({ status: 201, body: { values: { date: '2026-11-01' } } })
  const nowhere = { ...change, values: { 'company.timeZone': 'Moon/Tycho' } }
  expect(await hr.post('/settings/changes', nowhere)).toMatchObject({ status: 422, code: 'setting_must_have_choice' })
})

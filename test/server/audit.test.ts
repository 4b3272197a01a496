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

test('entries are in words, with names in place of ids', async () => {
  const { body } = await auditor.get('/audit?action=setting.change&limit=1')
  expect(body).toMatchObject({
    items: [{ deed: { zh: '修改规则设置' }, about: { zh: '旷工如何计', en: 'How absence without leave counts' } }],
  })
  await world.service.store.write(async (transaction) => {
    const entry = { at: '2026-11-03T08:00:00.000Z', actor: 'hr', actor_name: 'hr', period: '2026-10', previous_hash: '', hash: '' }
    // A module is called as an account is: "finance" would be both here.
    await transaction.insert('audit_entries', {
      ...entry,
      sequence: 9001,
      action: 'incomplete.decide',
      subject: 'decision 2026-10 finance',
    })
    const upload = { id: 'u1', period: '2026-10', state: 'committed', sha256: '', at: '', by: 'hr' } as const
    await transaction.insert('uploads', { ...upload, file_name: 'a.csv, b.csv, c.csv, d.csv' })
    await transaction.insert('audit_entries', { ...entry, sequence: 9002, action: 'upload.commit', subject: 'upload u1' })
    return { ok: true }
  })
  expect((await auditor.get('/audit?limit=2')).body).toMatchObject({
    items: [{ about: { zh: '上传 a.csv, b.csv 等 4 个文件' } }, { about: { zh: '处理决定 2026-10 finance' } }],
  })
  const signedIn = await auditor.get('/audit?action=session.begin&limit=1')
  expect(signedIn.body).toMatchObject({ items: [{ about: { zh: '账号 hr（hr）' } }] })
})

test.each`
  query                                 | expected                                             | why
  ${'search=ignore'}                    | ${['改为 ignore']}                                   | ${'by a word of the reason'}
  ${'first=2026-11-03&last=2026-11-03'} | ${['改为 call_absence', '改为 ignore', '改为 late']} | ${'by the day on the company’s calendar'}
  ${'first=2026-11-04'}                 | ${[]}                                                | ${'nothing was done the day after'}
  ${'last=2026-11-02'}                  | ${[]}                                                | ${'nor the day before'}
  ${'actor=hr&search=late'}             | ${['改为 late']}                                     | ${'by who did it'}
`('$why: $query', async ({ query, expected }) => {
  const { body } = await auditor.get(`/audit?action=setting.change&${query}`)
  expect((body as { items: { reason: string }[] }).items.map(({ reason }) => reason)).toEqual(expected)
})

test('a person’s entries are those about their marks, sheets and account, and nobody else’s', async () => {
  await world.service.store.write(async (transaction) => {
    const entry = { at: '2026-11-03T08:00:00.000Z', actor: 'hr', actor_name: 'hr', action: 'mark.save', previous_hash: '', hash: '' }
    await transaction.insert('audit_entries', { ...entry, sequence: 9001, subject: 'mark 2026-10 T001 overall M001' })
    await transaction.insert('audit_entries', { ...entry, sequence: 9002, subject: 'mark 2026-10 T0011 overall M001' })
    await transaction.insert('audit_entries', { ...entry, sequence: 9003, subject: 'account engineer', action: 'account.change' })
    return { ok: true }
  })
  const { body } = await auditor.get('/audit?person=T001')
  expect((body as { items: { sequence: number }[] }).items.map(({ sequence }) => sequence)).toEqual([9003, 9001])
  expect((await auditor.get('/audit?person=T%25')).body).toMatchObject({ items: [] })
})

test('the export is a spreadsheet of the same entries, runs no formula, and stands in the trail itself', async () => {
  const hr = await world.as('hr')
  const change = { values: { 'service.attendance.absence': 'late' }, effectiveFrom: '2026-10-02', reason: '=HYPERLINK("http://x")' }
  await hr.post('/settings/changes', change)
  const response = await auditor.request('/audit/export?action=setting.change&language=zh')
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = new TextDecoder().decode(bytes).trim().split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines[0]).toContain('操作人,操作,对象')
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(lines[4]).toContain('修改规则设置,旷工如何计')
  expect((await auditor.get('/audit?action=audit.export')).body).toMatchObject({ items: [{ actor: 'auditor' }] })
})

test('the choices of the filter are all deeds in words', async () => {
  const { body } = await auditor.get('/audit/deeds')
  expect((body as { items: object[] }).items).toEqual(
    expect.arrayContaining([{ action: 'period.open', zh: '开启考核期间', en: 'Opened a period' }]),
  )
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

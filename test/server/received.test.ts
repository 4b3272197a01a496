import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { TABLE_KEYS } from '../../src/domain/dataset/tables.ts'
import { openPeriod } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

interface Received {
  readonly table: string
  readonly state: string
  readonly rows: number | null
  readonly totalRows: number
  readonly change: unknown
}

let world: TestService
beforeAll(async () => {
  world = await makeTestService({ now: '2026-12-01T08:00:00.000Z' })
  await openPeriod(world, '2026-10', 'collecting')
  await openPeriod(world, '2026-11', 'collecting')
})

async function received(period: string): Promise<ReadonlyMap<string, Received>> {
  const answer = await (await world.as('hr')).get(`/periods/${period}/received`)
  expect(answer.status).toBe(200)
  return new Map((answer.body as { items: Received[] }).items.map((item) => [item.table, item]))
}

test('of each table how many records there are of the period and in all, from which day to which', async () => {
  const tables = await received('2026-10')
  expect(tables.size).toBe(TABLE_KEYS.length)
  expect(tables.get('employees')).toMatchObject({ state: 'present', needed: true, rows: null, first: null })
  const orders = tables.get('orders')
  expect(orders).toMatchObject({ state: 'present', finance: false, change: null })
  expect(orders?.totalRows).toBeGreaterThan(orders?.rows ?? 0)
  expect(tables.get('collections')).toMatchObject({
    finance: true,
    first: expect.stringMatching(/^2026-10-/),
    last: expect.stringMatching(/^2026-10-/),
  })
  expect(tables.get('commissions')).toMatchObject({ state: 'present', rows: 4, first: null })
})

test('a month without its files has empty tables', async () => {
  const tables = await received('2026-11')
  expect(tables.get('feedback')).toMatchObject({ state: 'empty', rows: 0, first: null, last: null })
})

test('what is missing is brought in by a template of its own and by the mappings that were kept for it; finance may upload its tables', async () => {
  const profile = { table: 'feedback', headers: ['表单号', '日期', '客服'], columns: { 表单号: 'number', 日期: 'date', 客服: 'engineer' } }
  const hr = await world.as('hr')
  for (const name of ['问卷星', '旧问卷']) {
    const headers = [...profile.headers, name]
    expect(await hr.put('/mapping-profiles', { format: 1, meanings: {}, ...profile, name, headers })).toMatchObject({ status: 200 })
  }
  const ofHr = await received('2026-11')
  expect(ofHr.get('feedback')).toMatchObject({
    own: true,
    profiles: [{ name: '旧问卷', usedAt: '2026-12-01T08:00:00.000Z' }, { name: '问卷星' }],
  })
  expect(ofHr.get('followups')).toMatchObject({ own: true, profiles: [] })
  const items = (await (await world.as('finance')).get('/periods/2026-11/received')).body as { items: { table: string; own: boolean }[] }
  expect(items.items.filter(({ own }) => own).map(({ table }) => table)).toEqual(['collections', 'commissions'])
  const auditor = (await (await world.as('auditor')).get('/periods/2026-11/received')).body as { items: { own: boolean }[] }
  expect(auditor.items.some(({ own }) => own)).toBe(false)
})

test('the template of one table has its sheet alone, and goes back in filled', async () => {
  const hr = await world.as('hr')
  const response = await hr.request('/template?table=followups', { headers: { 'accept-language': 'zh' } })
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('后期反馈.xlsx'))
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(await response.arrayBuffer())
  expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([['后期反馈', 1]])
  workbook.worksheets[0]?.addRow(['TF-1', '2026-11-05', 'T001', null, 95])
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await workbook.xlsx.writeBuffer())]), 'followups.xlsx')
  const uploaded = await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': 'one-table' } })
  expect(await uploaded.json()).toMatchObject({ state: 'checked', tables: { followups: { new: 1 } } })
  expect(await hr.get('/template?table=none')).toMatchObject({ status: 422 })
})

test('who changed a table last, and when', async () => {
  const hr = await world.as('hr')
  const added = await hr.post('/records/commissions', {
    values: { period: '2026-11', region: 'EAST', amount: '1000.00' },
    reason: '补录',
  })
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  expect((await received('2026-11')).get('commissions')).toMatchObject({
    state: 'present',
    rows: 1,
    change: { kind: 'row', at: '2026-12-01T08:00:00.000Z', by: 'hr', byName: 'hr', upload: null },
  })
  expect((await received('2026-11')).get('orders')?.change).toBeNull()
})

test('a period that was never opened has none, and managers need not know', async () => {
  expect(await (await world.as('hr')).get('/periods/2025-01/received')).toMatchObject({ status: 404, code: 'period_must_exist' })
  expect((await (await world.as('managerEast')).get('/periods/2026-11/received')).status).toBe(403)
})

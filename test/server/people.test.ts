import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { TABLE_KEYS } from '../../src/domain/dataset/tables.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
})

interface Listed {
  readonly items: readonly { readonly number: string; readonly name: string; readonly region: string; readonly regionName: string | null }[]
  readonly next: string | null
}
const people = async (client: ApiClient, query: string): Promise<Listed> => {
  const answer = await client.get(`/people${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as Listed
}

test('people are found by part of a number or a name, and come in pages', async () => {
  const { items } = await people(hr, '?limit=500')
  const [first] = items
  expect(items.length).toBeGreaterThan(3)
  expect((await people(hr, `?q=${encodeURIComponent(first?.name.slice(1) ?? '')}`)).items.map(({ number }) => number)).toContain(
    first?.number,
  )
  expect((await people(hr, '?q=t00')).items.every(({ number }) => number.startsWith('T00'))).toBe(true)
  expect((await people(hr, '?q=%25')).items).toEqual([])
  const pages = await people(hr, '?limit=2')
  const next = await people(hr, `?limit=2&cursor=${pages.next}`)
  expect([...pages.items, ...next.items]).toEqual(items.slice(0, 4))
})

test('the home region is that of the period: a posting moves it from its day on', async () => {
  const before = (await people(hr, '?q=T001&period=2026-10')).items[0]
  expect(before).toMatchObject({ region: 'EAST' })
  await hr.post('/records/postings', { values: { employee: 'T001', region: 'WEST', from: '2026-11-01' } })
  expect((await people(hr, '?q=T001&period=2026-11')).items[0]).toMatchObject({ region: 'WEST', regionName: expect.stringMatching(/./) })
  expect((await people(hr, '?q=T001&period=2026-10')).items[0]).toMatchObject({ region: 'EAST' })
  expect((await people(hr, '?region=WEST&period=2026-11&limit=500')).items.map(({ number }) => number)).toContain('T001')
})

test('a region names its managers and counts its people in the period, movers where they are then', async () => {
  const regions = async (period: string) =>
    ((await hr.get(`/regions?period=${period}`)).body as { items: { code: string; managers: object[]; counts: Record<string, number> }[] })
      .items
  const east = (items: Awaited<ReturnType<typeof regions>>) => items.find(({ code }) => code === 'EAST')
  const [october, november] = [east(await regions('2026-10')), east(await regions('2026-11'))]
  expect(october?.managers).toContainEqual(expect.objectContaining({ number: 'M001' }))
  expect((october?.counts.service_engineer ?? 0) - (november?.counts.service_engineer ?? 0)).toBe(1)
})

test('staff see themselves', async () => {
  expect((await people(await world.as('engineer'), '?limit=500')).items.map(({ number }) => number)).toEqual(['T001'])
})

test('tables tell their columns, how many records they have, and whose they are to keep', async () => {
  const tables = async (client: ApiClient) =>
    (await client.get('/tables')).body as { items: { key: string; records: number | null; isOwn: boolean; columns: { key: string }[] }[] }
  const { items } = await tables(hr)
  expect(items.map(({ key }) => key)).toEqual(TABLE_KEYS)
  expect(items.find(({ key }) => key === 'employees')?.records).toBeGreaterThan(3)
  expect(items.every(({ isOwn }) => isOwn)).toBe(true)
  expect((await tables(await world.as('finance'))).items.filter(({ isOwn }) => isOwn).map(({ key }) => key)).toEqual([
    'collections',
    'commissions',
  ])
  expect((await tables(await world.as('managerEast'))).items.every(({ records, isOwn }) => records === null && !isOwn)).toBe(true)
})

test('records are searched by number and by the names of whom they refer to, which are answered beside them', async () => {
  const clients = (await hr.get('/records/clients?limit=1')).body as { items: { values: { code: string; name: string } }[] }
  const client = clients.items[0]?.values
  const found = (await hr.get(`/records/orders?q=${encodeURIComponent(client?.name ?? '')}&limit=500`)).body as {
    items: { values: { client: string; rep: string } }[]
    names: { type: string; code: string; name: string }[]
  }
  expect(found.items.length).toBeGreaterThan(0)
  expect(new Set(found.items.map(({ values }) => values.client))).toEqual(new Set([client?.code]))
  expect(found.names).toContainEqual({ type: 'client', code: client?.code, name: client?.name })
  expect(found.names.some(({ type }) => type === 'employee')).toBe(true)
  const reps = (await hr.get('/records/employees?column=position&value=sales_rep&limit=500')).body as {
    items: { values: { position: string } }[]
  }
  expect(new Set(reps.items.map(({ values }) => values.position))).toEqual(new Set(['sales_rep']))
  expect(await hr.get('/records/employees?column=colour&value=red')).toMatchObject({ status: 422, code: 'record_column_must_be_known' })
})

test('the latest records come first where asked, page by page', async () => {
  const days = async (query: string) => {
    const { items, next } = (await hr.get(`/records/orders?order=newest&limit=3${query}`)).body as {
      items: { key: string; values: { date: string } }[]
      next: string
    }
    return { days: items.map(({ values }) => values.date), keys: items.map(({ key }) => key), next }
  }
  const first = await days('')
  const second = await days(`&cursor=${first.next}`)
  const both = [...first.days, ...second.days]
  expect(both).toEqual([...both].sort().reverse())
  expect(new Set([...first.keys, ...second.keys]).size).toBe(6)
})

test('the empty workbook is there to download, in the language of whoever asks', async () => {
  const sheets = async (language: string) => {
    const response = await hr.request('/template', { headers: { 'accept-language': language } })
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(await response.arrayBuffer())
    return workbook.worksheets.map(({ name }) => name)
  }
  expect(await sheets('zh-CN')).toContain('员工')
  expect(await sheets('en')).toContain('employees')
})

import { beforeAll, expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PLAN = 'pay.east-commission'
let world: TestService
let hr: ApiClient
let sha256 = ''

beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
  const title = { zh: '东区提成', en: 'Commission of the East' }
  const draft = expectOk(await hr.post('/rule-drafts', { from: 'pay.by-document', rule: PLAN, title, effectiveFrom: '2026-10-01' }))
  const json = JSON.parse(String(field(draft.body, 'text')))
  json.versions[0].people.regions = ['EAST']
  const saved = await hr.put(`/rule-drafts/${PLAN}`, { text: JSON.stringify(json) }, { 'if-match': draft.headers.get('etag') ?? '' })
  expectOk(await hr.post(`/rule-drafts/${PLAN}/publication`, { reason: '试行' }, { 'if-match': saved.headers.get('etag') ?? '' }))
  const [version] = field((await hr.get(`/rules/${PLAN}`)).body, 'versions') as readonly { readonly sha256: string }[]
  sha256 = version?.sha256 ?? ''
}, 120_000)

const read = (client: ApiClient, more = '') => client.get(`/rules/${PLAN}/receipts?sha256=${sha256}${more}`)
const sign = (client: ApiClient, hash = sha256) => client.post(`/rules/${PLAN}/receipts`, { sha256: hash })

test('everybody whom the version covers is listed for HR, and nobody has signed yet', async () => {
  const { body } = expectOk(await read(hr))
  expect(body).toMatchObject({ own: { concerned: false, at: null }, signed: 0, next: null })
  const people = items(await read(hr))
  expect(people.length).toBe(field(body, 'concerned'))
  expect(people.length).toBeGreaterThan(1)
  expect(new Set(people.map(({ region }) => region))).toEqual(new Set(['EAST']))
  expect(people.every(({ at }) => at === null)).toBe(true)
})

test('who is covered signs once, HR sees it, and nobody signs for others', async () => {
  const rep = await world.as('salesRep')
  expect(await read(rep)).toMatchObject({ body: { own: { concerned: true, at: null }, concerned: 1, items: [{ employee: 'S001' }] } })
  const waiting = async (client: ApiClient) => {
    const todos = field(expectOk(await client.get('/home')).body, 'todos') as readonly { readonly key: string; readonly values: object }[]
    return todos.filter(({ key }) => key === 'plan.sign').map(({ values }) => values)
  }
  expect(await waiting(rep)).toEqual([{ rule: PLAN, version: '2026-10-01', zh: '东区提成', en: 'Commission of the East' }])
  expect(await waiting(await world.as('engineer'))).toEqual([])
  const first = expectOk(await sign(rep)).body
  expect(await waiting(rep)).toEqual([])
  expect(expectOk(await sign(rep)).body).toEqual(first)
  expect((await read(rep)).body).toMatchObject({ own: { concerned: true, at: field(first, 'at') } })
  expect((await read(hr, '&state=signed')).body).toMatchObject({ signed: 1, items: [{ employee: 'S001', at: field(first, 'at') }] })
  const open = items(await read(hr, '&state=open'))
  expect(open.map(({ employee }) => employee)).not.toContain('S001')
  for (const person of ['engineer', 'managerEast', 'hr'] as const) {
    expect(await sign(await world.as(person)), person).toMatchObject({ status: 409, code: 'plan_must_concern_you' })
  }
})

test('managers see those of their regions, and a version that is not there is not signed', async () => {
  expect(items(await read(await world.as('managerEast'))).length).toBeGreaterThan(1)
  expect(items(await read(await world.as('managerWest')))).toEqual([])
  const rep = await world.as('salesRep')
  expect(await sign(rep, 'a'.repeat(64))).toMatchObject({ status: 409, code: 'plan_version_must_be_the_one_read' })
  const ofTemplate = await rep.post('/rules/pay.by-document/receipts', { sha256 })
  expect(ofTemplate).toMatchObject({ status: 404, code: 'thing_must_exist' })
})

test('a signature never changes', async () => {
  for (const sql of ["UPDATE plan_receipts SET at = 'x'", 'DELETE FROM plan_receipts']) {
    const attempt = world.service.store.write(async (transaction) => ({ ok: (await transaction.all(sql)).length === 0 }))
    await expect(attempt, sql).rejects.toThrow('A snapshot never changes.')
  }
})

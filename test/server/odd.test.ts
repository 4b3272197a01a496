import { beforeAll, expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

interface Entry {
  readonly key: string
  readonly kind: string
  readonly message: string
  readonly period: string | null
  readonly records: readonly { table: string; key: string; value: string | null }[]
  readonly count: number
  readonly effect: {
    people: { employee: string; modules: { module: string; before: string; after: string }[] }[]
    regions: { region: string; pool: { before: string; after: string } }[]
  } | null
  readonly firstSeen: string | null
  readonly upload: string | null
  readonly state: string
  readonly dismissal: { reason: string; by: string } | null
}

let world: TestService
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
  expect((await hr.post('/periods', { period: '2026-11' })).status).toBe(201)
})

const list = async (client: ApiClient, query = '?limit=500') =>
  (await client.get(`/odd-records${query}`)).body as { items: Entry[]; open: number; total: number }
const found = async (kind: string, query?: string) => (await list(hr, query)).items.filter((entry) => entry.kind === kind)

let keys = 0
async function upload(table: string, lines: readonly string[], isCommitted = true): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([lines.join('\n')]), `${table}.csv`)
  const headers = { 'idempotency-key': `odd-${++keys}` }
  const { id } = (await (await hr.request('/uploads', { method: 'POST', body: form, headers })).json()) as { id: string }
  if (isCommitted) expect((await hr.post(`/uploads/${id}/commit`, {})).status).toBe(200)
  return id
}

const COLLECTIONS = 'number,date,client,amount,rep'
const twin = (number: string, amount = '400000') => `${number},2026-11-09,C0001,${amount},S001`

test('the same receipt under two numbers is an entry with its cells, its exact effect, and when it came', async () => {
  await upload('collections', [COLLECTIONS, twin('ODD-1')])
  expect(await found('receipt_should_be_entered_once')).toEqual([])
  await upload('collections', [COLLECTIONS, twin('ODD-2')])
  const [entry] = await found('receipt_should_be_entered_once')
  expect(entry).toMatchObject({
    period: '2026-11',
    count: 2,
    state: 'open',
    dismissal: null,
    upload: null,
    records: [
      { table: 'collections', key: 'ODD-1', value: '400000.00' },
      { table: 'collections', key: 'ODD-2', value: '400000.00' },
    ],
  })
  const [change] = ((await hr.get('/changes?limit=1')).body as { items: { at: string }[] }).items
  expect(entry?.firstSeen).toBe(change?.at)
  const [pool] = entry?.effect?.regions ?? []
  expect([Number(pool?.pool.before) - Number(pool?.pool.after)]).toEqual([400])
  expect(entry?.message, 'which stands apart').not.toContain('→')
})

test('a mark of one digit and lateness on a holiday tell points; days far off tell nothing', async () => {
  await upload('evaluations', ['period,engineer,item,evaluator,score', '2026-11,T001,overall,M001,9'])
  const [mark] = await found('mark_should_have_two_digits')
  expect(mark?.effect?.people).toMatchObject([{ employee: 'T001', modules: [{ module: 'manager', before: '9.00', after: '90.00' }] }])
  await upload('holidays', ['date,working,name', '2026-11-10,no,厂庆'])
  await upload('attendance', ['date,employee,kind', '2026-11-10,T002,late'])
  const [late] = await found('attendance_should_be_on_a_working_day')
  expect(late?.effect?.people).toMatchObject([{ employee: 'T002', modules: [{ module: 'attendance', before: '96.00', after: '100.00' }] }])
  await upload('orders', ['number,date,rep,client,amount', 'FAR-1,2061-11-10,S001,C0001,5'])
  expect(await found('day_should_be_near_the_others')).toMatchObject([{ effect: null, period: null, records: [{ value: '2061-11-10' }] }])
})

test('HR dismisses an entry with a reason; an upload and a run say so, until one of its records changes', async () => {
  const before = await list(hr)
  const [entry] = await found('receipt_should_be_entered_once')
  const key = entry?.key ?? ''
  expect((await hr.post(`/odd-records/${key}/dismiss`, { reason: ' ' })).status).toBe(422)
  expect((await hr.post(`/odd-records/${'0'.repeat(32)}/dismiss`, { reason: '两笔' })).code).toBe('thing_must_exist')
  const dismissed = await hr.post(`/odd-records/${key}/dismiss`, { reason: '确是两笔' })
  expect(dismissed).toMatchObject({ status: 200, body: { reason: '确是两笔', by: 'hr' } })
  expect((await hr.post(`/odd-records/${key}/dismiss`, { reason: '再说一次' })).body, 'once').toEqual(dismissed.body)
  expect(await found('receipt_should_be_entered_once')).toMatchObject([{ key, state: 'dismissed', dismissal: { reason: '确是两笔' } }])
  expect((await list(hr)).open).toBe(before.open - 1)
  expect(await found('receipt_should_be_entered_once', '?state=open&period=2026-11')).toEqual([])
  expect(await found('receipt_should_be_entered_once', '?state=dismissed')).toHaveLength(1)
  const [deed] = await world.service.store.all(`SELECT actor, subject, period, reason FROM audit_entries WHERE action = 'odd.dismiss'`)
  expect(deed).toEqual(['hr', `odd record ${key}`, '2026-11', '确是两笔'])

  const again = await upload('collections', [COLLECTIONS, twin('ODD-1'), twin('ODD-2')], false)
  const { items } = (await hr.get(`/uploads/${again}/problems`)).body as { items: { code: string; odd: object | null }[] }
  expect(items.filter(({ code }) => code === 'receipt_should_be_entered_once')).toMatchObject([{ odd: { key, dismissed: true } }])
  await hr.post(`/uploads/${again}/drop`, {})

  await upload('collections', [COLLECTIONS, twin('ODD-1', '400001'), twin('ODD-2', '400001')])
  const [changed] = await found('receipt_should_be_entered_once')
  expect([changed?.state, changed?.key === key]).toEqual(['open', false])
  await upload('collections', [COLLECTIONS, twin('ODD-1'), twin('ODD-2')])
  expect(await found('receipt_should_be_entered_once'), 'as it was').toMatchObject([{ key, state: 'dismissed' }])

  expect((await hr.post(`/odd-records/${key}/reopen`, { reason: '看错了' })).status).toBe(204)
  expect((await hr.post(`/odd-records/${key}/reopen`, { reason: '看错了' })).code).toBe('thing_must_exist')
  expect(await found('receipt_should_be_entered_once')).toMatchObject([{ key, state: 'open', dismissal: null }])
})

test('a run keeps its warnings, whatever was dismissed', async () => {
  const [entry] = await found('receipt_should_be_entered_once')
  for (const to of ['evaluating', 'review']) await hr.post('/periods/2026-11/advance', { to, reason: '测试' })
  const started = await hr.post('/periods/2026-11/runs', {})
  const { run } = started.body as { run: string }
  const problemsOf = async () => {
    const { problems } = (await hr.get(`/periods/2026-11/runs/${run}`)).body as { problems: { code: string; odd: object | null }[] }
    return problems.filter(({ code }) => code === 'receipt_should_be_entered_once')
  }
  await expect.poll(problemsOf, { timeout: 20_000 }).toMatchObject([{ odd: { key: entry?.key, dismissed: false } }])
  const file = async () => (await hr.request(`/periods/2026-11/runs/${run}/result`)).text()
  const before = await file()
  expect(before).toContain('receipt_should_be_entered_once')
  await hr.post(`/odd-records/${entry?.key}/dismiss`, { reason: '确是两笔' })
  expect(await problemsOf()).toMatchObject([{ odd: { dismissed: true } }])
  expect(await file()).toBe(before)
})

test('an upload that changes most of what is there is an entry of its own, waiting or committed, as are clients registered twice', async () => {
  const header = 'number,date,rep,client,amount'
  const lines = [1, 2, 3, 4, 5, 6].map((index) => `MASS-${index},2027-02-1${index},S001,C0001,${index}0`)
  await upload('orders', [header, ...lines])
  const id = await upload('orders', [header, ...lines.map((line) => line.replace('S001', 'S002'))], false)
  const [entry] = await found('upload_should_not_change_most_records')
  expect(entry).toMatchObject({ upload: id, count: 6, effect: null, state: 'open' })
  await hr.post(`/uploads/${id}/drop`, {})
  expect(await found('upload_should_not_change_most_records')).toEqual([])

  const [client] = ((await hr.get('/records/clients?limit=1')).body as { items: { values: { code: string; name: string } }[] }).items
  await upload('clients', ['code,name', `ZZ9,${client?.values.name}`])
  expect(await found('client_should_be_registered_once')).toMatchObject([
    { records: [{ key: 'ZZ9', value: client?.values.name }, { key: client?.values.code }], period: null, effect: null },
  ])
  const [twin] = await found('client_should_be_registered_once')
  await hr.post(`/odd-records/${twin?.key}/dismiss`, { reason: '两家公司' })
  const again = await upload('clients', ['code,name', `ZZ9,${client?.values.name}`], false)
  const { items } = (await hr.get(`/uploads/${again}/problems`)).body as { items: { code: string; odd: object | null }[] }
  expect(items.filter(({ code }) => code === twin?.kind)).toMatchObject([{ odd: { key: twin?.key, dismissed: true } }])
})

test.each([
  ['finance', 200, 403],
  ['auditor', 200, 403],
  ['managerEast', 403, 403],
  ['engineer', 403, 403],
] as const)('%s reads the list: %d, and dismisses: %d', async (who, reads, dismisses) => {
  const client = await world.as(who)
  expect((await client.get('/odd-records')).status).toBe(reads)
  const [entry] = (await list(hr)).items
  expect((await client.post(`/odd-records/${entry?.key}/dismiss`, { reason: '不该我说' })).status).toBe(dismisses)
})

test('the list comes in pages, the newest period first', async () => {
  const all = await list(hr)
  const pages: Entry[] = []
  for (let cursor = ''; ; ) {
    const { items, next } = (await hr.get(`/odd-records?limit=2${cursor}`)).body as { items: Entry[]; next: string | null }
    pages.push(...items)
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  expect(pages).toEqual(all.items)
  expect(all.total).toBe(pages.length)
})

test('an upload is looked at in the months of the company, wherever these begin', async () => {
  const begins = { values: { 'company.monthStartsOn': '26' }, effectiveFrom: '2027-03-01', reason: '按 26 日至次月 25 日' }
  expect((await hr.post('/settings/changes', begins)).status).toBe(201)
  const twins = ['M-1', 'M-2'].map((number) => `${number},2027-03-28,C0001,777,S001`)
  const id = await upload('collections', [COLLECTIONS, ...twins], false)
  const { items } = (await hr.get(`/uploads/${id}/problems`)).body as { items: { code: string }[] }
  expect(items.map(({ code }) => code)).toContain('receipt_should_be_entered_once')
})

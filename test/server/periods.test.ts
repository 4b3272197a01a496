import { beforeAll, expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let service: TestService
let hr: ApiClient
beforeAll(async () => {
  service = await makeTestService()
  hr = await service.as('hr')
})

let keys = 0
const once = () => ({ 'idempotency-key': `periods-${++keys}` })
const open = (period: string) => hr.post('/periods', { period }, once())
const versionOf = async (period: string) => (await hr.get(`/periods/${period}`)).headers.get('etag') ?? ''

test('a period is opened from the calendar, once', async () => {
  const opened = await hr.post('/periods', { period: '2026-11', deadlines: { collecting: '2026-12-03T10:00:00.000Z' } }, once())
  expect(opened.status).toBe(201)
  expect(opened.body).toMatchObject({ period: '2026-11', first: '2026-11-01', last: '2026-11-30', state: 'collecting', version: 1 })
  expect(opened.headers.get('location')).toBe('/api/v1/periods/2026-11')
  expect(await open('2026-11')).toMatchObject({ status: 409, code: 'period_must_not_be_open_already' })
  expect((await hr.get('/periods/2026-11')).body).toMatchObject({
    deadlines: { collecting: '2026-12-03T10:00:00.000Z' },
    steps: [{ from: null, to: 'collecting', by: 'hr' }],
  })
})

test('several are open at a time, newest first in the list, page by page', async () => {
  await open('2026-10')
  await open('2026-Q4')
  const first = await hr.get('/periods?limit=2')
  expect(first.body).toMatchObject({ items: [{ period: '2026-11' }, { period: '2026-10' }] })
  const { next } = first.body as { next: string }
  expect((await hr.get(`/periods?limit=2&cursor=${next}`)).body).toMatchObject({ items: [{ period: '2026-Q4' }], next: null })
  expect((await hr.get('/periods?state=review')).body).toMatchObject({ items: [], next: null })
})

test('a period walks one step on and one step back, with its history, and never past somebody else’s change', async () => {
  const version = await versionOf('2026-10')
  const advance = (body: object, etag: string) => hr.post('/periods/2026-10/advance', body, { 'if-match': etag })
  expect(await hr.post('/periods/2026-10/advance', {})).toMatchObject({ status: 428, code: 'version_must_be_given' })
  expect(await advance({ to: 'review' }, version)).toMatchObject({ status: 409, code: 'period_step_must_be_the_next' })
  expect(await advance({ to: 'evaluating' }, version)).toMatchObject({ status: 200, body: { state: 'evaluating', version: 2 } })
  expect(await advance({}, version)).toMatchObject({ status: 412, code: 'version_must_be_current' })
  expect(await hr.post('/periods/2026-10/step-back', {}, { 'if-match': '"2"' })).toMatchObject({ status: 422 })
  const back = await hr.post('/periods/2026-10/step-back', { reason: 'a table was forgotten' }, { 'if-match': '"2"' })
  expect(back).toMatchObject({ status: 200, body: { state: 'collecting', version: 3 } })
  expect(await hr.post('/periods/2026-10/step-back', { reason: 'once more' }, { 'if-match': '"3"' })).toMatchObject({
    status: 409,
    code: 'period_must_have_a_step_before',
  })
  expect((await hr.get('/periods/2026-10')).body).toMatchObject({
    steps: [
      { from: null, to: 'collecting' },
      { from: 'collecting', to: 'evaluating', by: 'hr', reason: null },
      { from: 'evaluating', to: 'collecting', by: 'hr', reason: 'a table was forgotten' },
    ],
  })
})

test('deadlines are set until the period is closed', async () => {
  const version = await versionOf('2026-11')
  const deadlines = { evaluating: '2026-12-05T10:00:00.000Z' }
  const set = await hr.put('/periods/2026-11/deadlines', { deadlines }, { 'if-match': version })
  expect(set).toMatchObject({ status: 200, body: { deadlines, version: 2 } })
  expect(await hr.put('/periods/2026-11/deadlines', { deadlines }, { 'if-match': version })).toMatchObject({ status: 412 })
  await service.service.store.write(async (transaction) => {
    await transaction.update('appraisal_periods', { state: 'closed' }, { text: '2026-11' })
    return { ok: true }
  })
  expect(await hr.put('/periods/2026-11/deadlines', { deadlines }, { 'if-match': '"2"' })).toMatchObject({
    status: 409,
    code: 'period_must_be_in_state',
  })
  const advance = await hr.post('/periods/2026-11/advance', {}, { 'if-match': '"2"' })
  expect(advance).toMatchObject({ status: 409, code: 'period_must_have_a_next_step' })
  expect(await hr.post('/periods/2026-11/step-back', { reason: 're-open' }, { 'if-match': '"2"' })).toMatchObject({
    status: 409,
    code: 'period_must_have_a_step_before',
  })
})

test('nobody is evaluated before the company has said who works there', async () => {
  const empty = await makeTestService({ demo: false })
  const theirs = await empty.as('hr')
  await theirs.post('/periods', { period: '2026-10' }, once())
  expect(await theirs.post('/periods/2026-10/advance', {}, { 'if-match': '"1"' })).toMatchObject({
    status: 409,
    code: 'period_must_have_people',
  })
})

test('only HR opens and moves periods; everybody reads them', async () => {
  for (const person of ['finance', 'managerEast', 'engineer', 'auditor', 'administrator'] as const) {
    const client = await service.as(person)
    expect(await client.post('/periods', { period: '2027-01' }, once())).toMatchObject({ status: 403 })
    expect(await client.post('/periods/2026-10/advance', {}, { 'if-match': '"3"' })).toMatchObject({ status: 403 })
    expect(await client.get('/periods/2026-10')).toMatchObject({ status: 200 })
  }
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { ApiAnswer } from './support/api-client.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const FEEDBACK = { kind: 'feedback', scale: '100', attitude: 95, resolution: 90, dedication: 92, solvedOnSite: true } as const
let world: TestService
beforeEach(async () => {
  world = await makeTestService()
})

const make = async (person: DemoPerson, body: object = {}) =>
  (await world.as(person)).post('/form-links', { engineer: 'T001', clientName: '张先生', day: '2026-11-02', ...body })
const tokenOf = (answer: ApiAnswer) => /\/f\/([\w-]+)$/.exec(String(field(expectOk(answer).body, 'url')))?.[1] ?? ''
const linkOf = (answer: ApiAnswer) => field(answer.body, 'link') as { id: number; number: string }
const listed = async (person: DemoPerson, query = '') => items(expectOk(await (await world.as(person)).get(`/form-links?${query}`)))
const recordOf = async (table: string, number: string) => {
  const answer = await (await world.as('hr')).get(`/records/${table}/${number}`)
  return answer.status === 200 ? field(field(answer.body, 'record'), 'values') : undefined
}

test('a client opens the link of an engineer without signing in, is told who, when and no more, and answers once', async () => {
  const made = await make('engineer', { note: '变频器报警' })
  const token = tokenOf(made)
  const opened = await world.nobody.get(`/forms/${token}`)
  expect(opened).toMatchObject({ status: 200, body: { state: 'open' } })
  expect(Object.keys(field(opened.body, 'form') as object)).toEqual(['kind', 'number', 'engineer', 'day', 'client', 'scale', 'until'])
  expect(field(opened.body, 'form')).toMatchObject({ kind: 'feedback', day: '2026-11-02', client: '张先生', scale: '100' })
  expect(JSON.stringify(opened.body)).not.toMatch(/变频器|T001/)

  expect(await world.nobody.post(`/forms/${token}`, { ...FEEDBACK, remark: '很专业' })).toMatchObject({ status: 204 })
  const { number } = linkOf(made)
  expect(await recordOf('feedback', number)).toEqual({
    ...{ number, date: '2026-11-02', engineer: 'T001', client: null },
    ...{ attitude: '95.00', resolution: '90.00', dedication: '92.00', solved_on_site: true, status: 'audited' },
  })
  expect(await world.nobody.get(`/forms/${token}`)).toMatchObject({ status: 200, body: { state: 'answered', form: null } })
  expect(await world.nobody.post(`/forms/${token}`, { ...FEEDBACK, attitude: 10 })).toMatchObject({
    status: 409,
    code: 'form_must_not_be_answered_already',
  })
  expect((await recordOf('feedback', number)) as object).toMatchObject({ attitude: '95.00' })
})

test('a phone that lost the reply and sends the same again is answered the same, and the form counts once', async () => {
  const made = await make('hr')
  const token = tokenOf(made)
  const [one, two] = await Promise.all([world.nobody.post(`/forms/${token}`, FEEDBACK), world.nobody.post(`/forms/${token}`, FEEDBACK)])
  expect([one.status, two.status]).toEqual([204, 204])
  expect(await world.nobody.post(`/forms/${token}`, FEEDBACK)).toMatchObject({ status: 204 })
  const changes = items(await (await world.as('hr')).get('/changes')).filter(({ kind }) => kind === 'form')
  expect(changes).toHaveLength(1)
})

test('stars become the points that the setting in force makes of them, whichever of the two the form showed', async () => {
  const stars = { kind: 'feedback', scale: '5', attitude: 5, resolution: 4, dedication: 3, solvedOnSite: null }
  const early = await make('hr')
  await world.nobody.post(`/forms/${tokenOf(early)}`, stars)
  expect(await recordOf('feedback', linkOf(early).number)).toMatchObject({ attitude: '100.00', resolution: '80.00', dedication: '60.00' })

  const setting = { effectiveFrom: '2026-11-01', reason: '改用五星', values: { 'service.customer-evaluation.scale': '5' } }
  expectOk(await (await world.as('hr')).post('/settings/changes', setting))
  const late = await make('hr', { clientName: '李女士' })
  expect((await world.nobody.get(`/forms/${tokenOf(late)}`)).body).toMatchObject({ form: { scale: '5' } })
  await world.nobody.post(`/forms/${tokenOf(late)}`, stars)
  expect(await recordOf('feedback', linkOf(late).number)).toMatchObject({
    ...{ attitude: '5.00', resolution: '4.00', dedication: '3.00', solved_on_site: null, status: 'audited' },
  })
  const points = await make('hr', { clientName: '王先生' })
  await world.nobody.post(`/forms/${tokenOf(points)}`, FEEDBACK)
  expect(await recordOf('feedback', linkOf(points).number)).toMatchObject({ attitude: '4.75', resolution: '4.50', dedication: '4.60' })
})

test('a follow-up counts on the day it was answered, not on that of the job (A10)', async () => {
  const made = await make('hr', { kind: 'followup', client: 'C0001', clientName: undefined, day: '2026-10-20' })
  world.setNow('2026-11-04T16:30:00.000Z')
  expect(await world.nobody.post(`/forms/${tokenOf(made)}`, FEEDBACK)).toMatchObject({ status: 422, code: 'form_answer_must_fit_the_form' })
  expect(await world.nobody.post(`/forms/${tokenOf(made)}`, { kind: 'followup', score: 88 })).toMatchObject({ status: 204 })
  const { number } = linkOf(made)
  expect(number).toMatch(/^FU-/)
  expect(await recordOf('followups', number)).toEqual({
    number,
    date: '2026-11-05',
    engineer: 'T001',
    client: 'C0001',
    score: '88.00',
    status: 'audited',
  })
})

test.each`
  answer                             | why
  ${{ ...FEEDBACK, attitude: 101 }}  | ${'above the top mark'}
  ${{ ...FEEDBACK, attitude: 4.5 }}  | ${'not a whole mark'}
  ${{ ...FEEDBACK, scale: '5' }}     | ${'95 stars'}
  ${{ kind: 'followup', score: 80 }} | ${'the answer of another form'}
  ${{ kind: 'feedback' }}            | ${'nothing marked'}
`('an answer that does not fit is refused, and the link stays open: $why', async ({ answer }) => {
  const token = tokenOf(await make('hr'))
  expect(await world.nobody.post(`/forms/${token}`, answer)).toMatchObject({ status: 422 })
  expect((await world.nobody.get(`/forms/${token}`)).body).toMatchObject({ state: 'open' })
})

describe('a link that is not open', () => {
  test('is over after its days, until it is sent out again with another address', async () => {
    const made = await make('engineer', { validDays: 2 })
    world.setNow('2026-11-05T08:00:00.000Z')
    expect((await world.nobody.get(`/forms/${tokenOf(made)}`)).body).toEqual({ state: 'expired', form: null })
    expect(await world.nobody.post(`/forms/${tokenOf(made)}`, FEEDBACK)).toMatchObject({ status: 409, code: 'form_must_not_be_expired' })
    expect(await listed('engineer', 'state=expired')).toMatchObject([{ state: 'expired' }])
    const renewed = await (await world.as('engineer')).post(`/form-links/${linkOf(made).id}/renewal`, {})
    expect(linkOf(renewed).number).toBe(linkOf(made).number)
    expect(await world.nobody.get(`/forms/${tokenOf(made)}`)).toMatchObject({ status: 404, code: 'form_link_must_be_valid' })
    expect(await world.nobody.post(`/forms/${tokenOf(renewed)}`, FEEDBACK)).toMatchObject({ status: 204 })
    expect(await (await world.as('engineer')).post(`/form-links/${linkOf(made).id}/renewal`, {})).toMatchObject({ status: 409 })
  })

  test('is void once it was withdrawn; an answered one is not withdrawn any more', async () => {
    const hr = await world.as('hr')
    const made = await make('hr')
    const path = `/form-links/${linkOf(made).id}/revocation`
    expect(await hr.post(path, { reason: '发错客户' })).toMatchObject({ status: 200, body: { state: 'revoked' } })
    expect(await hr.post(path, { reason: 'again' })).toMatchObject({ status: 200 })
    expect((await world.nobody.get(`/forms/${tokenOf(made)}`)).body).toEqual({ state: 'revoked', form: null })
    expect(await world.nobody.post(`/forms/${tokenOf(made)}`, FEEDBACK)).toMatchObject({ status: 409, code: 'form_must_not_be_revoked' })
    const answered = await make('hr')
    await world.nobody.post(`/forms/${tokenOf(answered)}`, FEEDBACK)
    expect(await hr.post(`/form-links/${linkOf(answered).id}/revocation`, { reason: 'late' })).toMatchObject({ status: 409 })
  })
})

test('only the hash of an address is kept', async () => {
  const token = tokenOf(await make('hr'))
  for (const table of ['form_links', 'audit_entries', 'idempotent_answers', 'messages']) {
    const rows = await world.service.store.all(`SELECT * FROM ${table}`)
    expect(JSON.stringify(rows, (_, each) => (typeof each === 'bigint' ? String(each) : each))).not.toContain(token)
  }
})

test.each`
  body                                        | code                                     | why
  ${{ engineer: 'S001' }}                     | ${'engineer_must_be_a_service_engineer'} | ${'a sales representative does no service'}
  ${{ engineer: 'T999' }}                     | ${'engineer_must_be_a_service_engineer'} | ${'nobody has the number'}
  ${{ day: '2026-11-04' }}                    | ${'service_day_must_have_come'}          | ${'tomorrow'}
  ${{ client: 'nobody', clientName: '某某' }} | ${'form_client_must_be_known'}           | ${'no such client'}
  ${{ validDays: 0 }}                         | ${'request_must_be_valid'}               | ${'no time to answer'}
`('HR is refused: $why', async ({ body, code }) => {
  expect(await make('hr', body)).toMatchObject({ status: 422, code })
})

test('engineers make links about their own jobs, managers and others none', async () => {
  expect(await make('otherEngineer')).toMatchObject({ status: 404 })
  expect(await make('otherEngineer', { engineer: undefined })).toMatchObject({ status: 201, body: { link: { engineer: 'T020' } } })
  for (const person of ['managerEast', 'rdManager', 'finance', 'auditor', 'administrator'] as const) {
    expect(await make(person)).toMatchObject({ status: 403 })
  }
})

test('HR sees every link, a manager those of the region, an engineer their own and not what the client said', async () => {
  const east = await make('engineer')
  await make('otherEngineer', { engineer: 'T020' })
  await world.nobody.post(`/forms/${tokenOf(east)}`, { ...FEEDBACK, remark: '迟到了半小时' })
  const engineers = async (person: DemoPerson) => (await listed(person, 'period=2026-11')).map(({ engineer }) => engineer)
  expect(await engineers('hr')).toEqual(['T020', 'T001'])
  expect(await engineers('rdManager')).toEqual(['T020', 'T001'])
  expect(await engineers('managerEast')).toEqual(['T001'])
  expect(await engineers('managerWest')).toEqual(['T020'])
  expect(await engineers('engineer')).toEqual(['T001'])
  const about = { state: 'answered', entry: 'entered', engineer: 'T001' }
  expect(await listed('managerEast')).toMatchObject([{ ...about, answer: { attitude: 95, remark: '迟到了半小时' } }])
  expect(await listed('engineer')).toMatchObject([{ ...about, answer: null, sameAddress: null }])
  const { id } = linkOf(await make('hr', { engineer: 'T020' }))
  expect(await (await world.as('engineer')).post(`/form-links/${id}/revocation`, { reason: 'x' })).toMatchObject({ status: 404 })
})

test('lists are paged and filtered without a gap', async () => {
  for (const kind of ['feedback', 'followup', 'feedback', 'feedback']) await make('hr', { kind })
  const all = (await listed('hr')).map(({ id }) => id)
  expect(all).toHaveLength(4)
  const first = await (await world.as('hr')).get('/form-links?limit=3')
  const rest = await listed('hr', `limit=3&cursor=${String(field(first.body, 'next'))}`)
  expect([...items(first), ...rest].map(({ id }) => id)).toEqual(all)
  expect(await listed('hr', 'kind=followup')).toHaveLength(1)
  expect(await listed('hr', 'state=answered')).toEqual([])
})

describe('the period of the job', () => {
  test('is past collecting: the client’s word is reason enough', async () => {
    const november = await openPeriod(world, '2026-11')
    expectOk(await november.advance())
    const made = await make('hr')
    await world.nobody.post(`/forms/${tokenOf(made)}`, FEEDBACK)
    const [change] = items(await (await world.as('hr')).get('/changes?period=2026-11'))
    expect(change).toMatchObject({ kind: 'form', by: `form:${linkOf(made).id}`, reason: expect.stringContaining(linkOf(made).number) })
  })

  test('is published: the answer is safe with HR, who is told, and enters it once the period is back in review, or dismisses it', async () => {
    const hr = await world.as('hr')
    const october = await publishPeriod(world, '2026-10')
    const [one, two] = [await make('hr', { day: '2026-10-20' }), await make('hr', { day: '2026-10-21' })]
    for (const made of [one, two]) expect(await world.nobody.post(`/forms/${tokenOf(made)}`, FEEDBACK)).toMatchObject({ status: 204 })
    expect(await recordOf('feedback', linkOf(one).number)).toBeUndefined()
    const answer = await hr.get('/form-links?entry=held')
    expect(field(answer.body, 'held')).toBe(2)
    expect(items(answer)[1]).toMatchObject({
      ...{ state: 'answered', entry: 'held', answer: { attitude: 95 } },
      problems: [{ code: 'published_data_must_be_corrected_by_appeal' }],
    })
    expect(items(await hr.get('/messages')).filter(({ kind }) => kind === 'form.held')).toHaveLength(2)
    const enter = () => hr.post(`/form-links/${linkOf(one).id}/entry`, {})
    expect(await enter()).toMatchObject({ status: 409, code: 'published_data_must_be_corrected_by_appeal' })

    const etag = (await hr.get('/periods/2026-10')).headers.get('etag') ?? ''
    expectOk(await hr.post(`/periods/${october.period}/step-back`, { reason: '补录客户反馈' }, { 'if-match': etag }))
    expect(await enter()).toMatchObject({ status: 200, body: { entry: 'entered', problems: [] } })
    expect(await recordOf('feedback', linkOf(one).number)).toMatchObject({ date: '2026-10-20' })
    expect(await enter()).toMatchObject({ status: 409, code: 'form_answer_must_be_held' })
    const dismissal = `/form-links/${linkOf(two).id}/dismissal`
    expect(await hr.post(dismissal, { reason: '重复填写' })).toMatchObject({ body: { entry: 'dismissed', settledReason: '重复填写' } })
    expect(await recordOf('feedback', linkOf(two).number)).toBeUndefined()
    expect(await (await world.as('engineer')).post(dismissal, { reason: 'x' })).toMatchObject({ status: 403 })
  })

  test('is closed: the record comes late, in the open period, as one of an upload would', async () => {
    const october = await publishPeriod(world, '2026-10')
    expectOk(await october.advance())
    const early = await make('hr', { day: '2026-10-20' })
    await world.nobody.post(`/forms/${tokenOf(early)}`, FEEDBACK)
    expect(await listed('hr', 'entry=held')).toMatchObject([{ problems: [{ code: 'late_records_must_have_an_open_period' }] }])
    await openPeriod(world, '2026-11')
    const late = await make('hr', { day: '2026-10-21' })
    await world.nobody.post(`/forms/${tokenOf(late)}`, FEEDBACK)
    const [change] = items(await (await world.as('hr')).get('/changes?lateFor=2026-10'))
    expect(change).toMatchObject({ kind: 'form', period: '2026-11', lateFor: ['2026-10'] })
  })
})

test('addresses are not guessed: after too many wrong ones a caller waits, and a link is not opened without end', async () => {
  const made = await makeTestService({ demo: false, app: { limits: { addressFailures: 5 }, trustProxy: true } })
  const from = (address: string) => ({ 'x-forwarded-for': address })
  for (let guess = 0; guess < 5; guess++) {
    expect(await made.nobody.get(`/forms/guess-${guess}`, from('192.0.2.1'))).toMatchObject({ status: 404 })
  }
  expect(await made.nobody.get('/forms/guess-6', from('192.0.2.1'))).toMatchObject({ status: 429, code: 'requests_must_be_fewer' })
  expect(await made.nobody.get('/forms/guess-6', from('192.0.2.2'))).toMatchObject({ status: 404 })
  const token = tokenOf(await make('hr'))
  const statuses = new Set<number>()
  for (let visit = 0; visit < 70; visit++) statuses.add((await world.nobody.get(`/forms/${token}`)).status)
  expect(statuses).toEqual(new Set([200, 429]))
})

test('making, answering, entering and withdrawing stand in the audit trail', async () => {
  const made = await make('engineer')
  await world.nobody.post(`/forms/${tokenOf(made)}`, FEEDBACK)
  const rows = await world.service.store.all(`SELECT action, actor FROM audit_entries WHERE action LIKE 'form.%' ORDER BY sequence`)
  const client = `form:${linkOf(made).id}`
  expect(rows).toEqual([
    ['form.make', 'engineer'],
    ['form.answer', client],
    ['form.enter', client],
  ])
})

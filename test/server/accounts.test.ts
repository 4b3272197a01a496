import { beforeAll, describe, expect, test } from 'vitest'
import { firstAdministratorLink } from '../../src/main.ts'
import { sendDue } from '../../src/server/messages/send-due.ts'
import { verifyTrail } from '../../src/store/trail/verify-trail.ts'
import { type ApiAnswer, type ApiClient, apiClient } from './support/api-client.ts'
import { accountIdOf, DEMO_PASSWORD } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
let administrator: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
  administrator = await world.as('administrator')
})

const NEW_PASSWORD = 'a password of my own'
const idIn = (answer: ApiAnswer) => (answer.body as { account: { id: string } }).account.id
const issued: string[] = []
const passwordIn = (answer: ApiAnswer) => {
  const { oneTimePassword } = answer.body as { oneTimePassword: string }
  issued.push(oneTimePassword)
  return oneTimePassword
}

async function change(client: ApiClient, id: string, fields: object): Promise<ApiAnswer> {
  const read = await hr.get(`/accounts/${id}`)
  return client.patch(`/accounts/${id}`, { reason: 'a test', ...fields }, { 'if-match': read.headers.get('etag') ?? '' })
}

describe('creating', () => {
  test('HR creates an account; with its one-time password nothing can be done but change it', async () => {
    const created = await hr.post('/accounts', { username: 'T002', name: '新同事', positions: ['staff'], employee: 'T002' })
    expect(created).toMatchObject({
      status: 201,
      body: { account: { username: 't002', employee: 'T002', positions: ['staff'], email: null, mustChangePassword: true } },
    })
    expect(created.headers.get('location')).toBe(`/api/v1/accounts/${idIn(created)}`)
    const person = await apiClient(world.app).signedIn('t002', passwordIn(created))
    expect(await person.get('/sessions')).toMatchObject({ status: 403, code: 'password_must_be_changed' })
    expect(await person.get('/session')).toMatchObject({ status: 200, body: { account: { mustChangePassword: true } } })
    expect((await person.post('/session/password', { current: passwordIn(created), password: NEW_PASSWORD })).status).toBe(204)
    expect((await person.get('/sessions')).status).toBe(200)
  })

  test.each`
    fields                                                                            | status | code                                          | why
    ${{ username: 'HR', name: 'x', positions: ['staff'] }}                            | ${409} | ${'username_must_be_free'}                    | ${'user names do not differ by case'}
    ${{ username: 'new', name: 'x', positions: ['staff'], employee: 'T001' }}         | ${409} | ${'employee_must_have_one_account'}           | ${'a person has one open account'}
    ${{ username: 'new', name: 'x', positions: ['staff'], employee: 'X999' }}         | ${422} | ${'account_must_be_of_an_employee'}           | ${'the number is in the employees table'}
    ${{ username: 'new', name: 'x', positions: ['staff'], email: 'HR@demo.example' }} | ${409} | ${'email_must_be_free'}                       | ${'an address belongs to one account'}
    ${{ username: 'new', name: 'x', positions: ['administrator'] }}                   | ${403} | ${'administrator_must_be_granted_by_one'}     | ${'HR makes no administrators'}
    ${{ username: 'new', name: 'x', positions: ['staff', 'finance'] }}                | ${403} | ${'account_must_be_kept_by_an_administrator'} | ${'nor anybody who sees money'}
    ${{ username: 'new', name: 'x', positions: [] }}                                  | ${422} | ${'request_must_be_valid'}                    | ${'everybody has a position'}
    ${{ username: 'a b', name: 'x', positions: ['king'] }}                            | ${422} | ${'request_must_be_valid'}                    | ${'positions are a closed list'}
  `('$code: $why', async ({ fields, status, code }) => {
    expect(await hr.post('/accounts', fields)).toMatchObject({ status, code })
  })

  test('everybody in the employees table gets an account, some at a time, and nobody gets two', async () => {
    const own = await makeTestService()
    const people = await own.as('hr')
    const first = await people.post('/accounts/from-employees', { limit: 3 })
    expect(first).toMatchObject({ status: 201, body: { created: { length: 3 }, skipped: [] } })
    const { created, remaining } = first.body as { created: { account: { username: string; positions: string[] } }[]; remaining: number }
    // Of the 70 people D001, M001 to M004, S001, T001, T007 and T020 have accounts, and S038 and T012 have left.
    expect(remaining).toBe(70 - 9 - 2 - 3)
    expect(created.map(({ account }) => [account.username, account.positions])).toEqual([
      ['d002', ['rd_manager']],
      ['s002', ['staff']],
      ['s003', ['staff']],
    ])
    expect((await (await own.as('auditor')).get('/audit/proof')).body).toMatchObject({ firstBreak: null, contents: [] })
    const second = await people.post('/accounts/from-employees', { limit: 2 })
    expect(second.body).toMatchObject({ created: [{ account: { username: 's004' } }, { account: { username: 's005' } }] })
  })
})

describe('changing', () => {
  test('a change names the version that was read; the second of two changes at once is refused', async () => {
    const id = accountIdOf('rdManager')
    const read = await hr.get(`/accounts/${id}`)
    const headers = { 'if-match': read.headers.get('etag') ?? '' }
    expect(await hr.patch(`/accounts/${id}`, { name: '财务一', reason: 'x' })).toMatchObject({ status: 428, code: 'version_must_be_given' })
    const first = await hr.patch(`/accounts/${id}`, { name: '财务一', reason: 'x' }, headers)
    expect(first).toMatchObject({ status: 200, body: { name: '财务一' } })
    expect(await hr.patch(`/accounts/${id}`, { name: '财务二', reason: 'x' }, headers)).toMatchObject({
      status: 412,
      code: 'version_must_be_current',
    })
    expect(await hr.get(`/accounts/${id}`, { 'if-none-match': first.headers.get('etag') ?? '' })).toMatchObject({ status: 304 })
  })

  test('new positions hold from the next request on', async () => {
    const created = await hr.post('/accounts', { username: 'changes', name: 'x', positions: ['staff'] })
    const person = await apiClient(world.app).signedIn('changes', passwordIn(created))
    await person.post('/session/password', { current: passwordIn(created), password: NEW_PASSWORD })
    expect((await person.get('/accounts')).code).toBe('action_must_be_allowed')
    expect((await change(administrator, idIn(created), { positions: ['staff', 'auditor'] })).status).toBe(200)
    expect((await person.get('/accounts')).status).toBe(200)
  })

  test('HR cannot make, unmake, reset or close an administrator', async () => {
    const id = accountIdOf('administrator')
    const refused = { status: 403, code: 'administrator_must_be_granted_by_one' }
    expect(await change(hr, accountIdOf('hr'), { positions: ['hr', 'administrator'] })).toMatchObject(refused)
    expect(await change(hr, id, { positions: ['staff'] })).toMatchObject(refused)
    expect(await change(hr, id, { email: 'mine@demo.example' })).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/one-time-password`, { reason: 'x' })).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/close`, { reason: 'x' })).toMatchObject(refused)
  })

  test('the last administrator stays, also when two are taken away at once', async () => {
    const id = accountIdOf('administrator')
    const last = { status: 409, code: 'last_administrator_must_stay' }
    expect(await change(administrator, id, { positions: ['staff'] })).toMatchObject(last)
    expect(await administrator.post(`/accounts/${id}/close`, { reason: 'x' })).toMatchObject(last)
    const second = await administrator.post('/accounts', { username: 'second', name: 'x', positions: ['administrator'] })
    const both = await Promise.all([id, idIn(second)].map((each) => administrator.post(`/accounts/${each}/close`, { reason: 'x' })))
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200])
    const left = await world.service.store.all(`SELECT id FROM accounts WHERE positions LIKE '%administrator%' AND "closedAt" IS NULL`)
    expect(left).toHaveLength(1)
    await world.service.store.write(async (transaction) => {
      await transaction.update('accounts', { closedAt: null }, { id })
      return { ok: true }
    })
    administrator = await apiClient(world.app).signedIn(id, DEMO_PASSWORD)
  })

  test('a closed account ends its sessions and lets nobody in until it is opened again', async () => {
    const id = accountIdOf('salesRep')
    const person = await apiClient(world.app).signedIn(id, DEMO_PASSWORD)
    expect((await hr.post(`/accounts/${id}/close`, { reason: 'has left' })).status).toBe(200)
    expect((await person.get('/session')).status).toBe(401)
    expect((await world.nobody.post('/session', { username: id, password: DEMO_PASSWORD })).code).toBe('sign_in_must_be_right')
    expect((await change(hr, id, { name: 'x' })).code).toBe('account_must_be_open')
    expect((await hr.post(`/accounts/${id}/reopen`, { reason: 'came back' })).status).toBe(200)
    expect((await world.nobody.post('/session', { username: id, password: DEMO_PASSWORD })).status).toBe(200)
  })

  test('the sessions of an account are ended by who keeps it, and its password holds', async () => {
    const id = accountIdOf('otherEngineer')
    const person = await apiClient(world.app).signedIn(id, DEMO_PASSWORD)
    expect((await hr.post(`/accounts/${id}/end-sessions`, { reason: 'lost the phone' })).body).toEqual({ ended: 1 })
    expect((await person.get('/session')).status).toBe(401)
    expect((await world.nobody.post('/session', { username: id, password: DEMO_PASSWORD })).status).toBe(200)
    expect((await hr.post(`/accounts/${accountIdOf('finance')}/end-sessions`, { reason: 'x' })).status).toBe(403)
  })

  test('whoever gets a one-time password is told, in the product and by mail', async () => {
    const id = accountIdOf('mover')
    passwordIn(await hr.post(`/accounts/${id}/one-time-password`, { reason: 'forgot it' }))
    const told = await world.service.store.all(
      `SELECT channel FROM messages WHERE account = $1 AND kind = 'account.reset' ORDER BY channel`,
      [id],
    )
    expect(told).toEqual([['mail'], ['product']])
  })

  test('whoever’s e-mail address is changed is told in the product, at the new address and at the old one', async () => {
    const created = await hr.post('/accounts', { username: 'mailed', name: 'x', email: 'old@demo.example', positions: ['staff'] })
    const id = (created.body as { account: { id: string } }).account.id
    const told = async () => {
      const rows = await world.service.store.all(`SELECT channel, payload FROM messages WHERE account = $1 ORDER BY id`, [id])
      return rows.map(([channel, payload]) => [channel, (JSON.parse(String(payload)) as { values: { mailTo?: string } }).values.mailTo])
    }
    expect((await change(hr, id, { name: 'y' })).status).toBe(200)
    expect(await told()).toEqual([])
    expect((await change(hr, id, { email: 'new@demo.example' })).status).toBe(200)
    const first = [
      ['product', undefined],
      ['mail', 'old@demo.example'],
      ['mail', 'new@demo.example'],
    ]
    expect(await told()).toEqual(first)
    expect((await change(hr, id, { email: null })).status).toBe(200)
    expect(await told()).toEqual([...first, ['product', undefined], ['mail', 'new@demo.example']])
    const sent: string[] = []
    await sendDue(world.service, { mail: { send: async ({ to }) => void sent.push(to), close: () => undefined } })
    expect(sent).toEqual(expect.arrayContaining(['old@demo.example', 'new@demo.example', 'new@demo.example']))
  })

  test('a one-time password takes the place of the old one and ends the sessions', async () => {
    const id = accountIdOf('otherEngineer')
    const person = await apiClient(world.app).signedIn(id, DEMO_PASSWORD)
    const reset = await hr.post(`/accounts/${id}/one-time-password`, { reason: 'forgotten' })
    expect((await person.get('/session')).status).toBe(401)
    expect((await world.nobody.post('/session', { username: id, password: DEMO_PASSWORD })).status).toBe(401)
    expect((await world.nobody.post('/session', { username: id, password: passwordIn(reset) })).status).toBe(200)
  })
})

describe('listing', () => {
  test('pages add up to the whole, in the order of user names', async () => {
    const whole = await hr.get('/accounts?limit=500')
    const all = (whole.body as { items: { username: string }[] }).items.map(({ username }) => username)
    expect(all).toEqual([...all].sort())
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: ApiAnswer = await hr.get(`/accounts?limit=4${cursor ? `&cursor=${cursor}` : ''}`)
      const { items, next } = page.body as { items: { username: string }[]; next: string | null }
      seen.push(...items.map(({ username }) => username))
      cursor = next
    }
    expect(seen).toEqual(all)
  })

  test('a list is searched and filtered, and a cursor of one’s own making is refused', async () => {
    expect((await hr.get('/accounts?search=T00')).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ employee: 'T001' })]),
    })
    expect((await hr.get('/accounts?search=%25')).body).toMatchObject({ items: [] })
    expect((await hr.get('/accounts?position=auditor&limit=1')).body).toMatchObject({ items: [{ username: 'auditor' }] })
    expect(await hr.get('/accounts?cursor=nonsense')).toMatchObject({ status: 422, body: { problems: [{}, { field: 'query.cursor' }] } })
  })
})

describe('the first administrator', () => {
  test('comes in by the link that is printed while there is no account, once', async () => {
    const empty = await makeTestService({ empty: true })
    const stale = await firstAdministratorLink(empty.service, 'http://127.0.0.1:8080')
    const link = await firstAdministratorLink(empty.service, 'http://127.0.0.1:8080')
    const token = link?.split('#')[1] ?? ''
    const make = (fields: object) =>
      empty.nobody.post('/first-administrator', { username: 'Root', name: '管理员', password: NEW_PASSWORD, ...fields })
    expect(await make({ token: stale?.split('#')[1] })).toMatchObject({ status: 403, code: 'link_must_be_valid' })
    expect(await make({ token, password: 'root' })).toMatchObject({ status: 422, code: 'password_must_be_strong' })
    expect(await make({ token, password: 'Password2026!' })).toMatchObject({ status: 422, code: 'password_must_not_be_common' })
    const both = await Promise.all([make({ token }), make({ token, username: 'other' })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 403])
    expect(await firstAdministratorLink(empty.service, 'http://127.0.0.1:8080')).toBeUndefined()
    const kept = await empty.service.store.all('SELECT token_sha256 FROM one_time_links')
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(empty.failures).toEqual([])
  })

  test('a link is good for a day', async () => {
    const empty = await makeTestService({ empty: true })
    const token = (await firstAdministratorLink(empty.service, 'http://127.0.0.1'))?.split('#')[1]
    empty.setNow('2026-11-04T08:00:01.000Z')
    const answer = await empty.nobody.post('/first-administrator', { token, username: 'root', name: 'x', password: NEW_PASSWORD })
    expect(answer.code).toBe('link_must_be_valid')
  })
})

test('what was done stands in the audit trail, whose chain holds, and no password does', async () => {
  const entries = await world.service.store.all('SELECT action, before, after FROM audit_entries')
  const actions = new Set(entries.map(([action]) => action))
  for (const action of ['account.create', 'account.change', 'account.close', 'account.reopen', 'account.resetPassword', 'session.begin']) {
    expect(actions).toContain(action)
  }
  const trail = JSON.stringify(entries)
  expect(issued.length).toBeGreaterThan(3)
  for (const password of [...issued, NEW_PASSWORD, DEMO_PASSWORD]) expect(trail).not.toContain(password)
  // A test above opened the account of the administrator past the service, which is found.
  expect(await verifyTrail(world.service.store, { files: world.service.trail })).toMatchObject({
    firstBreak: { kind: 'content' },
    contents: [{ kind: 'changed', what: 'accounts administrator' }],
  })
  expect(world.failures).toEqual([])
})

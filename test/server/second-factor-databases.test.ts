import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeApp } from '../../src/server/app.ts'
import { onBothDatabases } from '../store/databases.ts'
import { type ApiClient, apiClient, cookieIn } from './support/api-client.ts'
import { expectOk, field } from './support/closing-month.ts'
import { accountIdOf, DEMO_PASSWORD, type DemoPerson } from './support/demo-people.ts'
import { type Authenticator, codeOf, setUpSecondFactor, ticketIn } from './support/second-factor.ts'
import { makeTestService, TEST_SECRET, type TestService, type TestServiceOptions } from './support/test-service.ts'

type App = TestServiceOptions['app']

await onBothDatabases((database) => {
  const makeWorld = async (app: App = {}) =>
    makeTestService({ demo: false, database: await database.fresh(), app: { trustProxy: true, ...app } })
  const later = (world: TestService, seconds: number) =>
    world.setNow(new Date(world.service.now().getTime() + seconds * 1000).toISOString())
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const signIn = (world: TestService, person: DemoPerson, password = DEMO_PASSWORD, address = '203.0.113.1') =>
    world.nobody.post('/session', { username: accountIdOf(person), password }, from(address))
  const give = (world: TestService, ticket: string, code: string, address = '203.0.113.1') =>
    world.nobody.post('/session/code', { ticket, code }, from(address))
  const whole = async (world: TestService, person: DemoPerson, code: string) =>
    give(world, ticketIn(expectOk(await signIn(world, person))), code)
  const trail = async (world: TestService) =>
    (await world.service.store.all('SELECT action, actor, after FROM audit_entries ORDER BY sequence')).slice(1)
  const notices = async (world: TestService, person: DemoPerson) => {
    const rows = await world.service.store.all(
      `SELECT channel, payload FROM messages WHERE account = $1 AND kind = 'account.secondFactor' ORDER BY id`,
      [accountIdOf(person)],
    )
    return rows.map(([channel, payload]) => `${channel}: ${(JSON.parse(String(payload)) as { en: string }).en}`)
  }

  test('whoever sets one up is asked for a code after the password, and no code is good twice', async () => {
    const world = await makeWorld()
    const [here, there] = [
      await apiClient(world.app).signedIn('hr', DEMO_PASSWORD),
      await apiClient(world.app).signedIn('hr', DEMO_PASSWORD),
    ]
    const state = async (client: ApiClient) => (await client.get('/session/second-factor')).body
    expect(await state(here)).toEqual({ possible: true, demanded: false, since: null, backupCodesLeft: 0 })
    const phone = await setUpSecondFactor(world, here)
    expect(await state(here)).toEqual({ possible: true, demanded: false, since: '2026-11-03T08:00:00.000Z', backupCodesLeft: 10 })
    expect((await there.get('/session')).status, 'other sessions end').toBe(401)

    const asked = await signIn(world, 'hr')
    expect(asked.status).toBe(200)
    expect(asked.headers.getSetCookie(), 'nobody is signed in yet, and no device is known').toEqual([])
    expect(await give(world, ticketIn(asked), phone.code()), 'the code that set it up').toMatchObject({
      status: 422,
      code: 'code_must_be_right',
    })
    const entered = await give(world, ticketIn(asked), ` ${phone.code(1).slice(0, 3)} ${phone.code(1).slice(3)}`)
    expect(entered.status).toBe(204)
    expect((await apiClient(world.app, { cookie: cookieIn(entered) ?? '' }).get('/session')).body).toMatchObject({
      account: { secondFactor: true },
      mustSetUpSecondFactor: false,
    })
    expect((await whole(world, 'hr', phone.code(1))).code, 'again').toBe('code_must_be_right')
    later(world, 30)
    expect((await whole(world, 'hr', phone.code(-1))).code, 'one before it, which was never used').toBe('code_must_be_right')
    expect((await whole(world, 'hr', phone.code(1))).status).toBe(204)
    later(world, 90)
    expect((await whole(world, 'hr', phone.code(-2))).code, 'two steps late').toBe('code_must_be_right')
    expect((await whole(world, 'hr', phone.code(2))).code, 'two steps early').toBe('code_must_be_right')
    expect((await whole(world, 'hr', phone.code())).status).toBe(204)
    expect((await trail(world)).filter(([action]) => String(action).startsWith('account'))).toEqual([
      ['account.setUpSecondFactor', 'hr', '{"endedSessions":1}'],
    ])
    expect((await trail(world)).at(-1)).toEqual(['session.begin', 'hr', '{"by":"password and code"}'])
    expect(await notices(world, 'hr')).toEqual([
      expect.stringMatching(/^product: A second factor was set up/),
      expect.stringMatching(/^mail: A second factor was set up/),
    ])
    expect(world.failures).toEqual([])
  })

  test('one code opens one session, however often it is sent at once', async () => {
    const world = await makeWorld()
    const phone = await setUpSecondFactor(world, await world.as('hr'))
    const tickets = await Promise.all(Array.from({ length: 4 }, async () => ticketIn(await signIn(world, 'hr'))))
    const answers = await Promise.all(tickets.map((ticket) => give(world, ticket, phone.code(1))))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422, 422])
    const [ticket = ''] = tickets
    const backup = phone.backupCodes.slice(0, 3)
    const tries = await Promise.all(backup.map((code) => give(world, ticket, code)))
    expect(tries.map(({ status }) => status).filter((status) => status === 204).length, 'nor a ticket two').toBeLessThanOrEqual(1)
  })

  test('a ticket is good for five minutes and one session, for whom it was made, and while the password is', async () => {
    const world = await makeWorld()
    const hr = await world.as('hr')
    const phone = await setUpSecondFactor(world, hr)
    const anew = { status: 401, code: 'sign_in_must_begin_anew' }
    const [used, old, before] = [
      ticketIn(await signIn(world, 'hr')),
      ticketIn(await signIn(world, 'hr')),
      ticketIn(await signIn(world, 'hr')),
    ]
    expect((await give(world, used, phone.code(1))).status).toBe(204)
    later(world, 60)
    expect(await give(world, used, phone.code())).toMatchObject(anew)
    expect(await give(world, 'guessed', phone.code())).toMatchObject(anew)
    expectOk(await hr.post('/session/password', { current: DEMO_PASSWORD, password: 'quite another sentence' }))
    expect(await give(world, before, phone.code()), 'the password was changed meanwhile').toMatchObject(anew)
    later(world, 241)
    expect(await give(world, old, phone.code())).toMatchObject(anew)
  })

  test('a backup code stands in for the phone, once, and new ones make the old ones void', async () => {
    const world = await makeWorld()
    const hr = await world.as('hr')
    const phone = await setUpSecondFactor(world, hr)
    const [first = '', second = ''] = phone.backupCodes
    expect((await whole(world, 'hr', first.toUpperCase().replaceAll('-', ' '))).status).toBe(204)
    expect((await trail(world)).at(-1)).toEqual(['session.begin', 'hr', '{"by":"password and backup code"}'])
    expect((await whole(world, 'hr', first)).code).toBe('code_must_be_right')
    expect((await hr.get('/session/second-factor')).body).toMatchObject({ backupCodesLeft: 9 })
    expect((await notices(world, 'hr')).at(-1)).toContain('9 are left')
    const renew = (password: string) => hr.put('/session/second-factor/backup-codes', { password })
    expect((await renew('guess')).code).toBe('current_password_must_be_right')
    const codes = field(expectOk(await renew(DEMO_PASSWORD)).body, 'backupCodes') as string[]
    expect((await whole(world, 'hr', second)).code).toBe('code_must_be_right')
    expect((await whole(world, 'hr', codes[9] ?? '')).status).toBe(204)
    expect(await (await world.as('finance')).put('/session/second-factor/backup-codes', { password: DEMO_PASSWORD })).toMatchObject({
      status: 409,
      code: 'second_factor_must_be_there',
    })
  })

  test('wrong codes count with wrong passwords, a right password does not make them forgotten, and the person is told', async () => {
    const world = await makeWorld({ limits: { signInFailures: 3 } })
    const phone = await setUpSecondFactor(world, await world.as('hr'))
    expect((await signIn(world, 'hr', 'guess')).status).toBe(401)
    for (let round = 0; round < 2; round++) expect((await whole(world, 'hr', '000000')).status).toBe(422)
    expect(await signIn(world, 'hr'), 'the place waits').toMatchObject({ status: 429 })
    expect((await signIn(world, 'hr', DEMO_PASSWORD, '203.0.113.2')).status, 'nobody elsewhere does').toBe(200)
    expect((await notices(world, 'hr')).slice(2)).toEqual([
      expect.stringMatching(/^product: Somebody with your password/),
      expect.stringMatching(/^mail: Somebody with your password/),
    ])
    expect((await trail(world)).at(-1)?.[0]).toBe('account.lock')
    later(world, 15 * 60 + 1)
    expect((await whole(world, 'hr', phone.code())).status).toBe(204)
  })

  test('a ticket got elsewhere does not help a place that waits', async () => {
    const world = await makeWorld({ limits: { signInFailures: 2 } })
    const phone = await setUpSecondFactor(world, await world.as('hr'))
    const ticket = ticketIn(await signIn(world, 'hr', DEMO_PASSWORD, '203.0.113.2'))
    for (let round = 0; round < 2; round++) await signIn(world, 'hr', 'guess')
    expect((await give(world, ticket, phone.code(1))).status).toBe(429)
  })

  test('it is set up with the password and a code, within ten minutes, in the session that asked', async () => {
    const world = await makeWorld()
    const [hr, finance] = [await world.as('hr'), await world.as('finance')]
    const begin = async (password: string) => hr.post('/session/second-factor/set-up', { password })
    expect((await begin('guess')).code).toBe('current_password_must_be_right')
    const { secret, setUp, address } = expectOk(await begin(DEMO_PASSWORD)).body as Record<'secret' | 'setUp' | 'address', string>
    expect(address).toContain(`secret=${secret}`)
    const confirm = (client: ApiClient, sealed: string, code: string) => client.put('/session/second-factor', { setUp: sealed, code })
    expect((await confirm(hr, setUp, '000000')).code).toBe('code_must_be_right')
    expect((await confirm(finance, setUp, codeOf(world, secret))).code).toBe('set_up_must_begin_anew')
    expect((await confirm(hr, `${setUp}x`, codeOf(world, secret))).code).toBe('set_up_must_begin_anew')
    later(world, 601)
    expect((await confirm(hr, setUp, codeOf(world, secret))).code).toBe('set_up_must_begin_anew')
    expect((await hr.get('/session/second-factor')).body, 'nothing was kept').toMatchObject({ since: null })
  })

  test('another phone takes the place of the one before, and whoever wants none removes it with their password', async () => {
    const world = await makeWorld()
    const hr = await world.as('hr')
    const old = await setUpSecondFactor(world, hr)
    const phone = await setUpSecondFactor(world, hr)
    expect((await whole(world, 'hr', old.code(1))).status).toBe(422)
    expect((await whole(world, 'hr', old.backupCodes[0] ?? '')).status).toBe(422)
    expect((await whole(world, 'hr', phone.code(1))).status).toBe(204)
    const remove = (password: string) => hr.post('/session/second-factor/removal', { password })
    expect((await remove('guess')).code).toBe('current_password_must_be_right')
    expectOk(await remove(DEMO_PASSWORD))
    expect((await remove(DEMO_PASSWORD)).code).toBe('second_factor_must_be_there')
    expect((await signIn(world, 'hr')).body).toEqual({ codeWanted: null })
    expect((await notices(world, 'hr')).at(-1)).toContain('was removed')
    expect((await trail(world)).map(([action]) => action)).toContain('account.removeSecondFactor')
  })

  test('neither the database, nor what somebody takes along, nor the trail holds a secret', async () => {
    const world = await makeWorld()
    const hr = await world.as('hr')
    const { secret, backupCodes } = await setUpSecondFactor(world, hr)
    const { store } = world.service
    const held = JSON.stringify(
      [
        await store.all('SELECT * FROM second_factors'),
        await store.all('SELECT * FROM backup_codes'),
        await store.all('SELECT * FROM audit_entries'),
        await store.all('SELECT payload FROM messages'),
        await store.all('SELECT * FROM idempotent_answers'),
      ],
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    )
    for (const each of [secret, ...backupCodes, ...backupCodes.map((code) => code.replaceAll('-', ''))]) expect(held).not.toContain(each)
  })

  test('whoever keeps the account removes it after a phone was lost, with a reason; the person is told and signed out', async () => {
    const world = await makeWorld()
    const manager = await world.as('managerEast')
    await setUpSecondFactor(world, manager)
    const hr = await world.as('hr')
    expect((await hr.get('/accounts?search=managereast')).body).toMatchObject({ items: [{ secondFactor: true }] })
    const remove = (client: ApiClient, body: object) => client.post('/accounts/managereast/remove-second-factor', body)
    expect((await remove(hr, {})).status).toBe(422)
    expect((await remove(await world.as('auditor'), { reason: 'x' })).status).toBe(403)
    expect(expectOk(await remove(hr, { reason: 'phone lost' })).body).toMatchObject({ username: 'managereast', secondFactor: false })
    expect((await remove(hr, { reason: 'phone lost' })).code).toBe('second_factor_must_be_there')
    expect((await manager.get('/session')).status).toBe(401)
    expect((await notices(world, 'managerEast')).slice(2).map((each) => each.split(':')[0])).toEqual(['product', 'mail'])
    const [entry] = await world.service.store.all(
      `SELECT actor, subject, reason FROM audit_entries WHERE action = 'account.removeSecondFactor'`,
    )
    expect(entry).toEqual(['hr', 'account managereast', 'phone lost'])
    expect((await signIn(world, 'managerEast')).body).toEqual({ codeWanted: null })
  })

  test('where it is demanded, whoever has none can only set one up, and keeps it', async () => {
    const world = await makeWorld({ secondFactor: 'money' })
    const owing = { status: 403, code: 'second_factor_must_be_set_up' }
    expect((await (await world.as('engineer')).get('/home')).status, 'staff see their own money only').toBe(200)
    for (const person of ['administrator', 'hr', 'finance', 'auditor', 'managerEast'] as const) {
      expect(await (await world.as(person)).get('/home'), person).toMatchObject(owing)
    }
    const finance = await world.as('finance')
    expect((await finance.get('/session')).body).toMatchObject({ mustSetUpSecondFactor: true })
    expect(await finance.put('/session/second-factor/backup-codes', { password: DEMO_PASSWORD })).toMatchObject(owing)
    const phone = await setUpSecondFactor(world, finance)
    expect((await finance.get('/home')).status, 'at once').toBe(200)
    expect((await finance.get('/session/second-factor')).body).toMatchObject({ demanded: true })
    expect((await finance.post('/session/second-factor/removal', { password: DEMO_PASSWORD })).code).toBe('second_factor_must_stay')
    expect((await whole(world, 'finance', phone.code(1))).status).toBe(204)
    expect(
      (await (await world.as('hr')).post('/session/password', { current: DEMO_PASSWORD, password: 'another long sentence' })).status,
    ).toBe(204)
    expect(world.failures).toEqual([])
  })

  test('a one-time password is changed first, then it is set up; a position that was given demands it from the next request on', async () => {
    const world = await makeWorld({ secondFactor: 'money' })
    const administrator = await world.as('administrator')
    await setUpSecondFactor(world, administrator)
    const made = expectOk(await administrator.post('/accounts', { username: 'new', name: 'x', positions: ['staff'] })).body
    const password = String(field(made, 'oneTimePassword'))
    const person = await apiClient(world.app).signedIn('new', password)
    expect(await person.get('/home')).toMatchObject({ code: 'password_must_be_changed' })
    expect(await person.get('/session/second-factor')).toMatchObject({ code: 'password_must_be_changed' })
    expectOk(await person.post('/session/password', { current: password, password: 'quite another sentence' }))
    expect((await person.get('/home')).status).toBe(200)
    const id = String(field(field(made, 'account'), 'id'))
    const version = (await administrator.get(`/accounts/${id}`)).headers.get('etag') ?? ''
    expectOk(await administrator.patch(`/accounts/${id}`, { positions: ['finance'], reason: 'x' }, { 'if-match': version }))
    expect(await person.get('/home')).toMatchObject({ code: 'second_factor_must_be_set_up' })
    await setUpSecondFactor(world, person, 'quite another sentence')
    expect((await person.get('/home')).status).toBe(200)
  })

  test('switched off, nobody is asked and nobody sets one up; API tokens are asked never', async () => {
    const world = await makeWorld({ secondFactor: 'off' })
    const hr = await world.as('hr')
    expect(await hr.post('/session/second-factor/set-up', { password: DEMO_PASSWORD })).toMatchObject({
      status: 409,
      code: 'second_factor_must_be_switched_on',
    })
    expect((await hr.get('/session/second-factor')).body).toMatchObject({ possible: false, demanded: false })
    const strict = await makeWorld({ secondFactor: 'all' })
    const [finance, administrator] = [await strict.as('finance'), await strict.as('administrator')]
    for (const person of [finance, administrator]) await setUpSecondFactor(strict, person)
    const token = expectOk(await finance.post('/tokens', { name: 'x', scopes: ['token.read'] })).body
    const off = makeApp(strict.service, { secret: TEST_SECRET, secondFactor: 'off' })
    expect((await apiClient(off).post('/session', { username: 'finance', password: DEMO_PASSWORD })).body).toEqual({ codeWanted: null })
    expectOk(await administrator.post('/accounts/finance/remove-second-factor', { reason: 'x' }))
    expect((await finance.withToken(String(field(token, 'token'))).get('/tokens')).status).toBe(200)
  })

  test('without the key of the data folder no code is taken, and the words say what to do', async () => {
    const world = await makeWorld()
    const phone: Authenticator = await setUpSecondFactor(world, await world.as('hr'))
    const path = join(world.service.dataFolder, 'second-factor-key')
    const key = readFileSync(path, 'utf8')
    rmSync(path)
    const refused = await whole(world, 'hr', phone.code(1))
    expect(refused).toMatchObject({ status: 503, code: 'second_factor_key_must_be_there' })
    expect(JSON.stringify(refused.body)).not.toContain(key.trim())
  })
})

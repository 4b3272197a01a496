import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { beforeAll, expect, test, vi } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { makeApp } from '../../src/server/app.ts'
import type { App } from '../../src/server/kernel/app-environment.ts'
import { apiClient, cookieIn } from './support/api-client.ts'
import { DEMO_PASSWORD } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService({ demo: false, app: { limits: { signInFailures: 3, lockMinutes: 15 } } })
})

const signIn = (username: string, password: string) => world.nobody.post('/session', { username, password })

test('whoever is not known and whoever errs are answered alike', async () => {
  const wrong = await signIn('finance', 'not the password')
  const unknown = await signIn('nobody-of-that-name', 'not the password')
  expect(wrong).toMatchObject({ status: 401, code: 'sign_in_must_be_right' })
  const { requestId: _a, ...first } = wrong.body as Record<string, unknown>
  const { requestId: _b, ...second } = unknown.body as Record<string, unknown>
  expect(second).toEqual(first)
  expect(unknown.headers.get('set-cookie')).toBeNull()
})

test('after too many wrong passwords a name waits, whether there is such an account or not, and then the right one holds again', async () => {
  for (const name of ['auditor', 'stranger']) {
    for (let attempt = 0; attempt < 3; attempt++) expect((await signIn(name, 'guess')).status).toBe(401)
    const refused = await signIn(name, DEMO_PASSWORD)
    expect(refused).toMatchObject({ status: 429, code: 'requests_must_be_fewer' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  world.setNow('2026-11-03T08:16:00.000Z')
  expect((await signIn('Auditor', DEMO_PASSWORD)).status).toBe(200)
  expect((await signIn('stranger', DEMO_PASSWORD)).status).toBe(401)
})

test('many guesses at once are not more than one after the other', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => signIn('managernorth', 'guess')))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(3)
})

/** What a request from an address looks like behind the proxy. */
const from = (address: string, cookie = '') => ({ 'x-forwarded-for': address, ...(cookie === '' ? {} : { cookie }) })

test('nobody is locked out by what others guess under their name: elsewhere, the right password holds', async () => {
  const own = await makeTestService({ demo: false, app: { trustProxy: true, limits: { signInFailures: 3 } } })
  const attempt = (password: string, headers: Record<string, string>) => own.nobody.post('/session', { username: 'hr', password }, headers)
  for (let round = 0; round < 3; round++) expect((await attempt('guess', from('203.0.113.7'))).status).toBe(401)
  expect((await attempt(DEMO_PASSWORD, from('203.0.113.7'))).status, 'who guessed waits').toBe(429)
  expect((await attempt(DEMO_PASSWORD, from('198.51.100.1'))).status, 'the person elsewhere does not').toBe(200)
  expect((await attempt(DEMO_PASSWORD, from('203.0.113.7'))).status, 'nor does that help who guessed').toBe(429)
})

test('a device that knows the account passes, from the address of who guesses and when many places guess at once', async () => {
  const own = await makeTestService({ demo: false, app: { trustProxy: true, limits: { signInFailures: 2, addressFailures: 1000 } } })
  const attempt = (password: string, headers: Record<string, string>) => own.nobody.post('/session', { username: 'hr', password }, headers)
  const first = await attempt(DEMO_PASSWORD, from('203.0.113.7'))
  const device =
    first.headers
      .getSetCookie()
      .find((each) => each.startsWith('quanheng.device'))
      ?.split(';')[0] ?? ''
  for (let place = 1; place <= 10; place++) {
    for (let round = 0; round < 2; round++) expect((await attempt('guess', from(`203.0.113.${place}`))).status).toBe(401)
  }
  expect((await attempt(DEMO_PASSWORD, from('198.51.100.1'))).status, 'a new place, while ten guess').toBe(429)
  expect((await attempt(DEMO_PASSWORD, from('203.0.113.7', device))).status, 'the known device').toBe(200)
  for (let round = 0; round < 2; round++) expect((await attempt('guess', from('203.0.113.7', device))).status).toBe(401)
  expect((await attempt(DEMO_PASSWORD, from('203.0.113.7', device))).status, 'but it guesses no more often than others').toBe(429)
})

test('of IPv6 the first half is one place', async () => {
  const own = await makeTestService({ demo: false, app: { trustProxy: true, limits: { signInFailures: 2 } } })
  const attempt = (password: string, address: string) => own.nobody.post('/session', { username: 'hr', password }, from(address))
  for (const each of ['1', '2:3']) expect((await attempt('guess', `2001:db8:0:1::${each}`)).status).toBe(401)
  expect((await attempt(DEMO_PASSWORD, '2001:db8::1:0:0:0:9')).status).toBe(429)
  expect((await attempt(DEMO_PASSWORD, '2001:db8:0:2::1')).status).toBe(200)
})

test('a place that guessed waits after a restart too, which tells nobody that the account is there', async () => {
  const restarted = await makeTestService({ demo: false, app: { trustProxy: true, limits: { signInFailures: 2 } } })
  const { service } = restarted
  const body = (password: string) => ({ username: 'hr', password })
  for (let round = 0; round < 2; round++) await restarted.nobody.post('/session', body('guess'), from('203.0.113.7'))
  const again = apiClient(makeApp(service, { secret: 'another process with the same database', checkAnswers: true, trustProxy: true }))
  expect(await again.post('/session', body(DEMO_PASSWORD), from('203.0.113.7'))).toMatchObject({
    status: 401,
    code: 'sign_in_must_be_right',
  })
  // Administrators see it, so that they can help somebody who calls.
  const listed = await (await restarted.as('administrator')).get('/accounts?search=hr')
  expect(listed.body).toMatchObject({ items: [{ username: 'hr', lockedUntil: expect.stringMatching(/^2026-11-03T08:/) }] })
  restarted.setNow('2026-11-03T09:00:00.000Z')
  expect((await again.post('/session', body(DEMO_PASSWORD), from('203.0.113.7'))).status).toBe(200)
})

test('a password is hashed once at a sign-in, and a one-time password opens the account like any other', async () => {
  const own = await makeTestService({ demo: false })
  const hr = await own.as('hr')
  const made = (await hr.post('/accounts', { username: 'once', name: 'x', positions: ['staff'] })).body as { oneTimePassword: string }
  // What a password is compared with where there is none is hashed once in the life of the server.
  await own.nobody.post('/session', { username: 'nobody', password: 'guess' })
  const hashes = vi.spyOn(crypto, 'scrypt')
  syncBuiltinESMExports()
  try {
    for (const [username, password, status] of [
      ['hr', DEMO_PASSWORD, 200],
      ['hr', 'guess', 401],
      ['nobody', 'guess', 401],
      ['once', made.oneTimePassword, 200],
      ['once', 'guess', 401],
    ] as const) {
      hashes.mockClear()
      expect((await own.nobody.post('/session', { username, password })).status).toBe(status)
      expect(hashes.mock.calls.length, `${username} ${status}`).toBe(1)
    }
  } finally {
    hashes.mockRestore()
    syncBuiltinESMExports()
  }
  const [stored] = await own.service.store.all(
    `SELECT password FROM credentials JOIN accounts ON accounts.id = "userId" WHERE username = 'once'`,
  )
  expect(String(stored)).not.toContain(made.oneTimePassword)
})

test('the cookies are for this server alone, and for programs of a page not to read', async () => {
  const answer = await signIn('hr', DEMO_PASSWORD)
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^quanheng\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(/^quanheng\.device=.*; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
  const secure = await makeTestService({ demo: false, app: { publicUrl: 'https://appraisal.example.com' } })
  const over = await secure.nobody.post('/session', { username: 'hr', password: DEMO_PASSWORD })
  expect(over.headers.getSetCookie()[0]).toMatch(/^__Secure-quanheng\.session_token=.*Secure/)
  expect(over.headers.getSetCookie()[1]).toMatch(/^quanheng\.device=.*Secure$/)
  expect(over.headers.get('strict-transport-security')).toContain('max-age')
  const cookie = cookieIn(over) ?? ''
  expect((await apiClient(secure.app, { cookie }).get('/session')).status).toBe(200)
})

test('a cookie that somebody altered opens nothing', async () => {
  const cookie = cookieIn(await signIn('hr', DEMO_PASSWORD)) ?? ''
  const altered = cookie.replace(/=(.)/, (_, letter: string) => `=${letter === 'a' ? 'b' : 'a'}`)
  expect((await apiClient(world.app, { cookie }).get('/session')).status).toBe(200)
  expect((await apiClient(world.app, { cookie: altered }).get('/session')).status).toBe(401)
})

test('signing out ends the session, not only its cookie', async () => {
  const cookie = cookieIn(await signIn('finance', DEMO_PASSWORD)) ?? ''
  const client = apiClient(world.app, { cookie })
  expect((await client.delete('/session')).status).toBe(204)
  expect((await client.get('/session')).status).toBe(401)
})

test('a person sees where they are signed in and ends another session of theirs, never somebody else’s', async () => {
  const here = await apiClient(world.app).signedIn('engineer', DEMO_PASSWORD)
  const there = await apiClient(world.app).signedIn('engineer', DEMO_PASSWORD)
  const sessions = (await here.get('/sessions')).body as { items: { id: string; current: boolean }[] }
  const other = sessions.items.find(({ current }) => !current)?.id ?? ''
  const stranger = await world.as('salesRep')
  expect(await stranger.delete(`/sessions/${other}`)).toMatchObject({ status: 404, code: 'thing_must_exist' })
  expect((await here.delete(`/sessions/${other}`)).status).toBe(204)
  expect((await there.get('/session')).status).toBe(401)
  expect((await here.get('/session')).status).toBe(200)
})

test('a new password needs the old one, has a length, and ends the other sessions', async () => {
  const here = await apiClient(world.app).signedIn('mover', DEMO_PASSWORD)
  const there = await apiClient(world.app).signedIn('mover', DEMO_PASSWORD)
  const change = (current: string, password: string) => here.post('/session/password', { current, password })
  expect((await change('wrong', 'a longer password')).code).toBe('current_password_must_be_right')
  expect((await change(DEMO_PASSWORD, 'short')).code).toBe('password_must_be_strong')
  expect((await change(DEMO_PASSWORD, DEMO_PASSWORD)).code).toBe('password_must_be_strong')
  for (let guess = 0; guess < 3; guess++) await change('wrong', 'a longer password')
  expect((await change(DEMO_PASSWORD, 'a longer password')).code).toBe('requests_must_be_fewer')
  world.setNow('2026-11-03T08:40:00.000Z')
  expect((await change(DEMO_PASSWORD, 'a longer password')).status).toBe(204)
  expect((await here.get('/session')).status).toBe(200)
  expect((await there.get('/session')).status).toBe(401)
  expect((await signIn('mover', DEMO_PASSWORD)).status).toBe(401)
  expect((await signIn('mover', 'a longer password')).status).toBe(200)
})

test('another site cannot make a browser change anything, nor sign it in', async () => {
  const hr = await world.as('hr')
  const from = (headers: Record<string, string>) => hr.post('/session/password', { current: 'x', password: 'y' }, headers)
  expect(await from({ origin: 'https://evil.example' })).toMatchObject({ status: 403, code: 'request_must_come_from_here' })
  expect(await from({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403, code: 'request_must_come_from_here' })
  expect(await from({ 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' })).toMatchObject({ status: 403 })
  expect((await from({ origin: 'null' })).status).toBe(403)
  expect((await from({ origin: 'http://localhost' })).code).toBe('current_password_must_be_right')
  expect((await from({ 'sec-fetch-site': 'same-origin' })).code).toBe('current_password_must_be_right')
  const credentials = { username: 'hr', password: DEMO_PASSWORD }
  expect((await world.nobody.post('/session', credentials, { origin: 'https://evil.example' })).status).toBe(403)
})

test('nothing failed unforeseen', () => {
  expect(world.failures).toEqual([])
})

test('when the secret is rotated nobody is signed out: what the old one signed is verified, and only the new one signs', async () => {
  const world = await makeTestService({ demo: false })
  const app = (secret: string, ...oldSecrets: string[]) => makeApp(world.service, { secret, oldSecrets, checkAnswers: true })
  const [first, second, third] = ['1', '2', '3'].map((digit) => `${digit} a secret of more than 32 characters`) as [string, string, string]
  const signedIn = async (by: App) => {
    const answer = await apiClient(by).post('/session', { username: 'hr', password: DEMO_PASSWORD })
    return { cookie: present(cookieIn(answer), 'They are signed in.') }
  }
  const isKnown = async (by: App, own: { cookie: string }) => (await apiClient(by, own).get('/session')).status === 200
  const before = await signedIn(app(first))
  const after = await signedIn(app(second, first))
  expect(await isKnown(app(second, first), before)).toBe(true)
  expect(await isKnown(app(third, second, first), before)).toBe(true)
  expect(await isKnown(app(third, second, first), after)).toBe(true)
  expect(await isKnown(app(second), after)).toBe(true)
  expect(await isKnown(app(first), after)).toBe(false)
  expect(await isKnown(app(third, second), before)).toBe(false)
  await world.close()
})

import Database from 'libsql'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService({ demo: false, patienceMs: 200 })
})

test('while another program keeps the database, signing in and writing are answered with words, reading goes on, and afterwards all is well', async () => {
  const hr = await world.as('hr')
  const other = new Database(world.service.store.address.slice('file:'.length))
  other.exec('BEGIN IMMEDIATE')
  const signIn = () => world.nobody.post('/session', { username: 'finance', password: DEMO_PASSWORD })
  const opening = () => hr.post('/periods', { period: '2026-10' })
  for (const answer of await Promise.all([signIn(), signIn(), opening()])) {
    expect(answer).toMatchObject({ status: 503, code: 'database_must_be_free' })
    expect(answer.headers.get('retry-after')).toBe('5')
  }
  expect(await hr.get('/periods')).toMatchObject({ status: 200, body: { items: [] } })
  other.exec('ROLLBACK')
  expect((await signIn()).status).toBe(200)
  expect((await opening()).status).toBe(201)
  other.exec('BEGIN IMMEDIATE; ROLLBACK')
  other.close()
  // Each was reported to those who keep the server.
  expect(world.failures.splice(0)).toHaveLength(3)
})

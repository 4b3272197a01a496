import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Actor } from '../../src/server/kernel/service.ts'
import { SYSTEM } from '../../src/server/kernel/service.ts'
import { rotateSecondFactorKey } from '../../src/server/second-factor/rotate-key.ts'
import { purposeOfSecret, secondFactorKey } from '../../src/server/second-factor/second-factor-key.ts'
import { watchFaultPoints } from '../../src/store/database/fault-point.ts'
import { expectOk } from './support/closing-month.ts'
import { accountIdOf, DEMO_PASSWORD, type DemoPerson } from './support/demo-people.ts'
import { killedAnywhere } from './support/killed-anywhere.ts'
import { setUpSecondFactor, ticketIn } from './support/second-factor.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const ADMINISTRATOR: Actor = { ...SYSTEM, positions: ['administrator'] }
const rotate = ({ service }: Pick<TestService, 'service'>) => rotateSecondFactorKey(service, ADMINISTRATOR, 'a leak')
const keysOf = ({ service }: Pick<TestService, 'service'>) =>
  readFileSync(join(service.dataFolder, 'second-factor-key'), 'utf8').trim().split('\n')
const secretsOf = async ({ service }: Pick<TestService, 'service'>) =>
  service.store.all('SELECT account, secret FROM second_factors ORDER BY 1')

async function codeTaken(world: TestService, person: DemoPerson, code: string): Promise<number> {
  const ticket = ticketIn(expectOk(await world.nobody.post('/session', { username: accountIdOf(person), password: DEMO_PASSWORD })))
  return (await world.nobody.post('/session/code', { ticket, code })).status
}

test('under a new key authenticators go on, backup codes are void and told to be, and the old key opens nothing any more', async () => {
  const world = await makeTestService({ demo: false })
  const [hr, finance] = [await setUpSecondFactor(world, await world.as('hr')), await setUpSecondFactor(world, await world.as('finance'))]
  const [old = ''] = keysOf(world)
  const before = await secretsOf(world)
  expect(await rotate(world)).toEqual({ ok: true, value: { accounts: 2 } })

  const after = await secretsOf(world)
  expect(after.map(([account]) => account)).toEqual(['finance', 'hr'])
  for (const [index, row] of after.entries()) expect(row[1]).not.toBe(before[index]?.[1])
  expect(keysOf(world)).toHaveLength(1)
  expect(keysOf(world)).not.toContain(old)
  expect(await codeTaken(world, 'hr', hr.code(1))).toBe(204)
  expect(await codeTaken(world, 'finance', finance.backupCodes[0] ?? '')).toBe(422)
  expect(await codeTaken(world, 'finance', finance.code(1))).toBe(204)
  const told = await world.service.store.all(
    `SELECT account, channel FROM messages WHERE payload LIKE '%backup codes are void%' ORDER BY 1, 2`,
  )
  expect(told).toEqual([
    ['finance', 'mail'],
    ['finance', 'product'],
    ['hr', 'mail'],
    ['hr', 'product'],
  ])
  const entries = await world.service.store.all(
    `SELECT actor, reason, after FROM audit_entries WHERE action = 'account.rotateSecondFactorKey'`,
  )
  expect(entries).toEqual([['system', 'a leak', '{"accounts":2}']])

  writeFileSync(join(world.service.dataFolder, 'second-factor-key'), `${old}\n`)
  world.setNow('2026-11-03T08:10:00.000Z')
  expect(await codeTaken(world, 'hr', hr.code())).toBe(503)
})

test('what was set up while the key was rotated opens afterwards', async () => {
  const world = await makeTestService({ demo: false })
  const hr = await setUpSecondFactor(world, await world.as('hr'))
  const finance = await world.as('finance')
  let setUp: ReturnType<typeof setUpSecondFactor> | undefined
  watchFaultPoints((point) => {
    // Its turn to write comes when the rotation has ended.
    if (point === 'begun') setUp ??= setUpSecondFactor(world, finance)
  })
  const rotated = await rotate(world).finally(() => watchFaultPoints(undefined))
  expect(rotated.ok).toBe(true)
  const phone = await setUp
  expect(await codeTaken(world, 'finance', phone?.code(1) ?? '')).toBe(204)
  expect(await codeTaken(world, 'hr', hr.code(1))).toBe(204)
})

test('a secret that the key does not open is named, and nothing is lost: with the right file all goes on', async () => {
  const world = await makeTestService({ demo: false })
  const hr = await setUpSecondFactor(world, await world.as('hr'))
  const path = join(world.service.dataFolder, 'second-factor-key')
  const key = readFileSync(path, 'utf8')
  const before = await secretsOf(world)
  writeFileSync(path, `${Buffer.alloc(32, 1).toString('base64url')}\n`)
  const refused = await rotate(world)
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'second_factor_secret_must_open', values: { accounts: 'hr' } }] })
  expect(await secretsOf(world)).toEqual(before)
  writeFileSync(path, key)
  expect(await codeTaken(world, 'hr', hr.code(1))).toBe(204)
})

test('killed at any moment of it, codes and set-ups go on, and rotating again ends it', async () => {
  const world = await makeTestService({ demo: false })
  const hr = await setUpSecondFactor(world, await world.as('hr'))
  const [old = ''] = keysOf(world)
  const { states } = await killedAnywhere(
    world,
    async () => expect((await rotate(world)).ok).toBe(true),
    async (restarted) => {
      const { service } = restarted
      const kept = new Map((await secretsOf({ service })).map(([account, secret]) => [String(account), String(secret)]))
      expect(secondFactorKey(service).open(purposeOfSecret('hr'), kept.get('hr') ?? ''), 'with the file as it is').toBe(hr.secret)
      expect((await rotate({ service })).ok).toBe(true)
      expect(keysOf({ service })).toHaveLength(1)
      expect(keysOf({ service })).not.toContain(old)
      const [row] = await secretsOf({ service })
      expect(secondFactorKey(service).open(purposeOfSecret('hr'), String(row?.[1]))).toBe(hr.secret)
    },
  )
  expect(states).toBeGreaterThan(2)
})

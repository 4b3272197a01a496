import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addUser,
  closeUser,
  listUsers,
  removeUserSecondFactor,
  resetUserPassword,
} from '../../../src/server/operation/administer-accounts.ts'
import { keepSecondFactor, secondFactorOf } from '../../../src/store/aggregates/second-factors.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { trailFiles } from '../../../src/store/trail/trail-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'quanheng-users-'))
const database = `file:${join(folder, 'server.sqlite')}`
const place = { database, dataFolder: folder, trail: trailFiles(folder) }
beforeAll(async () => (await openStore(database)).close())
afterAll(() => rmSync(folder, { recursive: true }))

const codes = (answer: { ok: boolean; problems?: readonly { code: string }[] }) => answer.problems?.map(({ code }) => code) ?? []

test('whoever keeps the database keeps its accounts, by the rules that hold for everybody, each change audited', async () => {
  const added = await addUser(place, { username: 'Zhang', name: '张', positions: ['administrator'] })
  expect(added).toMatchObject({ ok: true, value: { account: { username: 'zhang', mustChangePassword: true } } })
  expect(codes(await addUser(place, { username: 'Ｚhang', name: '章', positions: ['hr'] }))).toEqual(['username_must_be_free'])
  expect((await addUser(place, { username: 'wang', name: '王', positions: ['hr'] })).ok).toBe(true)
  const reset = await resetUserPassword(place, 'ZHANG', 'forgotten')
  expect(reset.ok && added.ok && reset.value.oneTimePassword !== added.value.oneTimePassword).toBe(true)
  expect(codes(await resetUserPassword(place, 'nobody', 'forgotten'))).toEqual(['account_name_must_be_known'])
  expect(codes(await closeUser(place, 'zhang', 'left'))).toEqual(['last_administrator_must_stay'])
  expect((await closeUser(place, 'wang', 'left')).ok).toBe(true)
  const listed = await listUsers(place)
  expect(listed.ok && listed.accounts.map(({ username, closedAt }) => [username, closedAt !== null])).toEqual([
    ['wang', true],
    ['zhang', false],
  ])
  const store = await openStore(database)
  const audited = await store.all('SELECT action, actor FROM audit_entries ORDER BY 1')
  await store.close()
  expect(audited).toEqual([
    ['account.close', 'system'],
    ['account.create', 'system'],
    ['account.create', 'system'],
    ['account.resetPassword', 'system'],
  ])
})

test('an address that names no database is a mistake, and no database is made there', async () => {
  const elsewhere = `file:${join(folder, 'mistyped.sqlite')}`
  for (let again = 0; again < 2; again++)
    expect(codes(await listUsers({ ...place, database: elsewhere }))).toEqual(['server_database_must_exist'])
})

test('the last administrator who lost the phone is let in again from the command line', async () => {
  const added = await addUser(place, { username: 'li', name: '李', positions: ['administrator'] })
  const id = added.ok ? added.value.account.id : ''
  expect(codes(await removeUserSecondFactor(place, 'li', 'lost'))).toEqual(['second_factor_must_be_there'])
  const before = await openStore(database)
  await before.write(async (transaction) => {
    await keepSecondFactor(transaction, id, { secret: 'sealed', since: '2026-11-03T08:00:00.000Z', lastStep: 1 })
    return { ok: true }
  })
  await before.close()
  expect(await removeUserSecondFactor(place, 'LI', 'lost')).toMatchObject({ ok: true, value: { username: 'li', secondFactor: false } })
  const after = await openStore(database)
  expect(await secondFactorOf(after, id)).toBeUndefined()
  expect(await after.all(`SELECT actor, reason FROM audit_entries WHERE action = 'account.removeSecondFactor'`)).toEqual([
    ['system', 'lost'],
  ])
  await after.close()
})

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { linesOf, newFolder, quanheng, removeFolder } from './command.ts'

// Each start of a process takes seconds where other tests run beside it.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder = ''
let key = ''
/** Where the commands put what stands in between; nothing may be left in it. */
const between = mkdtempSync(join(tmpdir(), 'quanheng-between-'))
const run = (...words: string[]) => quanheng([...words, '--lang', 'en'], { folder })
const place = (name = 'company') => ['--database', `file:${name}.sqlite`, '--data', 'data']
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await newFolder()
  vi.stubEnv('TMPDIR', between)
  await (await openStore(`file:${file('company.sqlite')}`)).close()
  expect(await run('user', 'add', 'wang', '--name', '王芳', '--position', 'hr', ...place())).toMatchObject({ status: 0 })
  const made = await run('backup-key', 'key.txt')
  expect(made).toMatchObject({ status: 0, stderr: expect.stringContaining('Keep it elsewhere') })
  key = made.stdout.trim()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(between, { recursive: true, force: true })
  await removeFolder(folder)
})

test('the identity is its owner’s alone, and is never overwritten', async () => {
  expect(key).toMatch(/^age1[a-z0-9]+$/)
  expect(readFileSync(file('key.txt'), 'utf8')).toMatch(new RegExp(`^# public key: ${key}\nAGE-SECRET-KEY-1\\S+\n$`))
  if (process.platform !== 'win32') expect(statSync(file('key.txt')).mode & 0o777).toBe(0o600)
  expect(await run('backup-key', 'key.txt')).toMatchObject({ status: 1, stderr: expect.stringContaining('backup_file_must_not_exist') })
})

test('an encrypted backup holds nothing in the clear, opens with any of its identities, and is restored whole', async () => {
  const other = await generateX25519Identity()
  const keys = ['--encrypt-to', key, '--encrypt-to', await identityToRecipient(other)]
  expect(await run('backup', 'a.age', ...keys, ...place())).toMatchObject({ status: 0, stdout: expect.stringContaining('a.age') })
  const bytes = readFileSync(file('a.age'))
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  for (const told of ['SQLite format', '王芳', 'wang']) expect(bytes.includes(told)).toBe(false)
  if (process.platform !== 'win32') expect(statSync(file('a.age')).mode & 0o777).toBe(0o600)
  const decrypter = new Decrypter()
  decrypter.addIdentity(other)
  expect(
    Buffer.from(await decrypter.decrypt(bytes))
      .subarray(0, 15)
      .toString(),
  ).toBe('SQLite format 3')

  expect(await run('restore', 'a.age', '--identity', 'key.txt', ...place('restored'))).toMatchObject({ status: 0 })
  expect(linesOf((await run('user', 'list', ...place('restored'))).stdout)).toEqual(['wang\t王芳\thr\t-\topen'])
  expect(readdirSync(between).filter((name) => name.startsWith('quanheng'))).toEqual([])
})

test('it is not restored without its identity, with another, damaged or cut, and nothing is left behind', async () => {
  expect(await run('backup', 'b.age', '--encrypt-to', key, ...place())).toMatchObject({ status: 0 })
  writeFileSync(file('other.txt'), `${await generateX25519Identity()}\n`)
  writeFileSync(file('none.txt'), 'my dog\n')
  const bytes = readFileSync(file('b.age'))
  const damaged = Buffer.from(bytes)
  damaged[bytes.length - 40] = (damaged[bytes.length - 40] ?? 0) ^ 1
  writeFileSync(file('damaged.age'), damaged)
  writeFileSync(file('cut.age'), bytes)
  truncateSync(file('cut.age'), bytes.length - 70_000)
  for (const [words, code] of [
    [['b.age'], 'backup_identity_must_be_given'],
    [['b.age', '--identity', 'other.txt'], 'backup_must_open_with_the_identity'],
    [['b.age', '--identity', 'none.txt'], 'backup_identity_must_be_usable'],
    [['b.age', '--identity', 'absent.txt'], 'backup_identity_must_be_usable'],
    [['damaged.age', '--identity', 'key.txt'], 'backup_must_open_with_the_identity'],
    [['cut.age', '--identity', 'key.txt'], 'backup_must_open_with_the_identity'],
  ] as const) {
    expect(await run('restore', ...words, ...place('never'))).toMatchObject({ status: 1, stderr: expect.stringContaining(code) })
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
  expect(readdirSync(between).filter((name) => name.startsWith('quanheng'))).toEqual([])
})

test('a key that is none is named, a secret given in its place is not repeated, and no file is written', async () => {
  const secret = await generateX25519Identity()
  const answer = await run('backup', 'c.age', '--encrypt-to', secret, '--encrypt-to', 'age1wrong', ...place())
  expect(answer).toMatchObject({ status: 1, stderr: expect.stringContaining('age1wrong') })
  expect(answer.stderr).toContain('backup_key_must_be_usable')
  expect(answer.stderr).not.toContain(secret)
  const existing = await run('backup', 'b.age', '--encrypt-to', key, ...place())
  expect(existing).toMatchObject({ status: 1, stderr: expect.stringContaining('backup_file_must_not_exist') })
  expect(readdirSync(folder)).not.toContain('c.age')
})

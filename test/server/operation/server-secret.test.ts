import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rotateSecret, serverSecret } from '../../../src/server/operation/server-secret.ts'

const home = mkdtempSync(join(tmpdir(), 'quanheng-secret-'))
afterAll(() => rmSync(home, { recursive: true }))
const isPosix = process.platform !== 'win32'

test('the first start makes a secret that only its owner reads, and later ones find it', () => {
  const dataFolder = join(home, 'new', 'data')
  const first = serverSecret({ secret: undefined, oldSecrets: [], dataFolder })
  expect(first.ok && first.secret.length).toBeGreaterThanOrEqual(32)
  expect(serverSecret({ secret: undefined, oldSecrets: [], dataFolder })).toEqual(first)
  if (isPosix) expect(statSync(join(dataFolder, 'secret')).mode & 0o777).toBe(0o600)
})

test('a secret that is given is used, and none is written', () => {
  const secret = 'x'.repeat(32)
  const oldSecrets = ['z'.repeat(32)]
  expect(serverSecret({ secret, oldSecrets, dataFolder: join(home, 'given') })).toEqual({ ok: true, secret, oldSecrets })
  expect(() => statSync(join(home, 'given', 'secret'))).toThrow('ENOENT')
})

test('a new secret signs, the ones before it verify for some rotations, and the file stays private', () => {
  const dataFolder = mkdtempSync(join(home, 'rotated-'))
  const secrets: string[] = []
  for (let round = 0; round < 6; round++) {
    const found = serverSecret({ secret: undefined, oldSecrets: [], dataFolder })
    if (!found.ok) throw new Error(JSON.stringify(found.problems))
    expect(secrets).not.toContain(found.secret)
    expect(found.oldSecrets).toEqual(secrets.slice(0, 3))
    secrets.unshift(found.secret)
    expect(rotateSecret(dataFolder)).toEqual({ ok: true, path: join(dataFolder, 'secret') })
    if (isPosix) expect(statSync(join(dataFolder, 'secret')).mode & 0o777).toBe(0o600)
  }
})

test.each([
  ['y'.repeat(32), 0o644, 'secret_file_must_be_private'],
  ['half', 0o600, 'secret_file_must_hold_a_secret'],
  [`${'y'.repeat(32)}\nhalf`, 0o600, 'secret_file_must_hold_a_secret'],
])('a file with %s and mode %o is refused: %s', (text, mode, code) => {
  const dataFolder = mkdtempSync(join(home, 'kept-'))
  writeFileSync(join(dataFolder, 'secret'), text)
  chmodSync(join(dataFolder, 'secret'), mode)
  const found = serverSecret({ secret: undefined, oldSecrets: [], dataFolder })
  if (isPosix || code !== 'secret_file_must_be_private') expect(found).toMatchObject({ ok: false, problems: [{ code }] })
})

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, URI } from 'otpauth'
import { expect, onTestFinished, test } from 'vitest'
import { ACCOUNT_POSITIONS } from '../../src/domain/people/account-position.ts'
import { isDemanded } from '../../src/server/kernel/second-factor-demand.ts'
import { addressOfSecret, newBackupCodes, newSecret, normalCode, stepOfCode } from '../../src/server/second-factor/one-time-codes.ts'
import { secondFactorKey } from '../../src/server/second-factor/second-factor-key.ts'

/** RFC 6238, appendix B, SHA-1: of its eight digits the last six are the code of six. */
const RFC_SECRET = Secret.fromLatin1('12345678901234567890').base32

test.each`
  second            | code
  ${59}             | ${'94287082'}
  ${1_111_111_109}  | ${'07081804'}
  ${1_111_111_111}  | ${'14050471'}
  ${1_234_567_890}  | ${'89005924'}
  ${2_000_000_000}  | ${'69279037'}
  ${20_000_000_000} | ${'65353130'}
`('the code of RFC 6238 at $second s is taken, a step early and a step late too, and no longer', ({ second, code }) => {
  const step = Math.floor(second / 30)
  const at = (steps: number) => stepOfCode(RFC_SECRET, String(code).slice(-6), new Date((step + steps) * 30_000))
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([undefined, step, step, step, undefined])
  expect(stepOfCode(RFC_SECRET, String(code).slice(-6), new Date((step + 1) * 30_000 + 29_999)), 'to the end of the next step').toBe(step)
})

test.each(['', '1', '1234567', 'abcdef', '94287082'])('"%s" is no code', (code) => {
  expect(stepOfCode(RFC_SECRET, code, new Date(59_000))).toBeUndefined()
})

test('an authenticator is told the secret, whose it is and how its codes are made', () => {
  const secret = newSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(newSecret()).not.toBe(secret)
  expect(URI.parse(addressOfSecret(secret, 'wáng & co'))).toMatchObject({
    ...{ issuer: 'Quanheng', label: 'wáng & co', algorithm: 'SHA1', digits: 6, period: 30 },
    secret: { base32: secret },
  })
})

test('backup codes are ten, different, and typed as people type them', () => {
  const codes = newBackupCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[a-hj-np-z2-9]{4}(-[a-hj-np-z2-9]{4}){2}$/)
  expect(normalCode(' ABCD efgh－2345 '.replace('－', '-'))).toBe('abcdefgh2345')
  expect(normalCode('１２３ ４５６')).toBe('123456')
})

test('what is sealed is opened for its purpose, with its key, as it was sealed, and by nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-factor-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'second-factor-key')
  const key = secondFactorKey({ dataFolder: folder })
  const sealed = key.seal('secret of a', RFC_SECRET)
  expect(sealed).not.toContain(RFC_SECRET)
  expect(key.seal('secret of a', RFC_SECRET)).not.toBe(sealed)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  expect(secondFactorKey({ dataFolder: folder }).open('secret of a', sealed), 'after a restart').toBe(RFC_SECRET)
  expect(key.open('secret of b', sealed)).toBeUndefined()
  expect(key.open('secret of a', `${sealed.slice(0, 30)}${sealed[30] === 'A' ? 'B' : 'A'}${sealed.slice(31)}`)).toBeUndefined()
  expect(key.open('secret of a', 'x')).toBeUndefined()
  const hash = key.hashes('a', 'abcdefgh2345')
  expect(key.hashes('b', 'abcdefgh2345')).not.toBe(hash)
  expect(readFileSync(path, 'utf8')).not.toContain(RFC_SECRET)
  rmSync(path)
  expect(secondFactorKey({ dataFolder: folder }).open('secret of a', sealed), 'with another key').toBeUndefined()
})

test('money demands it of those who see or pay what others get, and of who keeps their accounts', () => {
  const whom = (demand: Parameters<typeof isDemanded>[0]) => ACCOUNT_POSITIONS.filter((position) => isDemanded(demand, [position]))
  expect(whom('money')).toEqual(['administrator', 'hr', 'finance', 'regional_manager', 'auditor'])
  expect(isDemanded('money', ['staff', 'finance'])).toBe(true)
  expect([whom('off'), whom('optional'), whom('all')]).toEqual([[], [], ACCOUNT_POSITIONS])
})

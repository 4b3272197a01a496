import { describe, expect, test } from 'vitest'
import { SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { messageOf } from '../../../src/base/problem.ts'
import { VARIABLES } from '../../../src/server/operation/configuration-schema.ts'
import { readConfiguration } from '../../../src/server/operation/read-configuration.ts'

const DATABASE = { QUANHENG_DATABASE: 'file:quanheng.sqlite' }

function mistakes(environment: Record<string, string>) {
  const read = readConfiguration({ ...DATABASE, ...environment }, '/srv')
  return read.ok ? [] : read.problems.map(({ code, values }) => `${code} ${values.variable}`)
}

function configured(environment: Record<string, string>) {
  const read = readConfiguration({ ...DATABASE, ...environment }, '/srv')
  if (!read.ok) throw new Error(read.problems.map((problem) => messageOf(problem, 'en')).join('\n'))
  return read.configuration
}

test('with nothing but a database it serves this machine, without mail, webhook or single sign-on', () => {
  expect(configured({})).toMatchObject({
    dataFolder: '/srv/quanheng-data',
    rulesFolder: SHIPPED_RULES,
    host: '127.0.0.1',
    port: 8787,
    trustProxy: false,
    secret: undefined,
    oldSecrets: [],
    oidc: undefined,
    mail: undefined,
    webhook: undefined,
    graceMs: 30_000,
    limits: { bodyBytes: 1 << 20, uploadBytes: 256 << 20, signInFailures: 10, addressFailures: 100, lockMinutes: 15, idleMinutes: 60 },
  })
})

test('a variable set to nothing counts as not set, as service managers write it', () => {
  expect(configured({ QUANHENG_PORT: '', QUANHENG_SMTP_URL: '' })).toMatchObject({ port: 8787, mail: undefined })
})

test('every mistake is named at once', () => {
  expect(
    mistakes({
      QUANHENG_DATABASE: '',
      QUANHENG_PORT: '80800',
      QUANHENG_HOST: 'everywhere',
      QUANHENG_PRT: '80',
      QUANHENG_SMTP_FROM: 'a@b.cn',
    }),
  ).toEqual([
    'configuration_must_be_known QUANHENG_PRT',
    'configuration_must_be_given QUANHENG_DATABASE',
    'configuration_must_be_valid QUANHENG_HOST',
    'configuration_must_be_valid QUANHENG_PORT',
    'configuration_must_be_given QUANHENG_SMTP_URL',
  ])
})

describe('values that are refused', () => {
  test.each([
    ['QUANHENG_DATABASE', 'mysql://db/quanheng', 'a database that is not served'],
    ['QUANHENG_SECRET', 'short', 'a secret that can be guessed'],
    ['QUANHENG_OLD_SECRETS', `${'x'.repeat(32)} short`, 'an old one that is none'],
    ['QUANHENG_PUBLIC_URL', 'https://example.com/appraisal', 'a path, which links and cookies would lose'],
    ['QUANHENG_PUBLIC_URL', 'appraisal.example.com', 'no address'],
    ['QUANHENG_TRUST_PROXY', 'true', 'one word for yes'],
    ['QUANHENG_METRICS_TOKEN', 'short', 'a token that can be guessed'],
    ['QUANHENG_LOG_LEVEL', 'verbose', 'no such level'],
    ['QUANHENG_LOCK_MINUTES', '-1', 'a negative time'],
    ['QUANHENG_LOCK_MINUTES', '1.5', 'half a minute'],
    ['QUANHENG_BODY_KIB', '1e3', 'a number that is not written out'],
    ['QUANHENG_WEBHOOK_STYLE', 'slack', 'no such style'],
  ])('%s=%s: %s', (variable, value) => {
    expect(mistakes({ [variable]: value })).toContain(`configuration_must_be_valid ${variable}`)
  })
})

test('a secret value is not repeated in the message that it is wrong', () => {
  const secret = 'hunter2'
  for (const [variable, { words }] of Object.entries(VARIABLES)) {
    if (!('secret' in words)) continue
    const read = readConfiguration({ ...DATABASE, [variable]: `${secret}://` }, '/srv')
    const said = read.ok ? '' : read.problems.map((problem) => messageOf(problem, 'en') + JSON.stringify(problem)).join()
    expect(said).not.toContain(secret)
  }
})

test('single sign-on is given whole', () => {
  expect(mistakes({ QUANHENG_OIDC_ISSUER: 'https://login.example.com' })).toEqual([
    'configuration_must_be_given QUANHENG_OIDC_CLIENT_ID',
    'configuration_must_be_given QUANHENG_OIDC_CLIENT_SECRET',
  ])
  expect(
    configured({
      QUANHENG_OIDC_ISSUER: 'https://login.example.com',
      QUANHENG_OIDC_CLIENT_ID: 'quanheng',
      QUANHENG_OIDC_CLIENT_SECRET: 's3cret',
      QUANHENG_OIDC_MATCHES: 'employee',
    }).oidc,
  ).toEqual({
    issuer: 'https://login.example.com',
    clientId: 'quanheng',
    clientSecret: 's3cret',
    claim: 'preferred_username',
    matches: 'employee',
    secretBy: 'post',
  })
})

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { TABLE_KEYS } from '../../src/domain/dataset/tables.ts'
import { HELD_ELSEWHERE, HELD_TABLES } from '../../src/store/aggregates/personal-rows.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let run = ''
beforeAll(async () => {
  world = await makeTestService()
  const hr = await world.as('hr')
  const values = { period: '2026-10', engineer: 'T001', item: 'overall', evaluator: 'M001', score: '93.5', comment: '比 T002 稳，梁平不错' }
  const path = '/records/evaluations/2026-10,T001,overall,M001'
  const etag = expectOk(await hr.get(path)).headers.get('etag') ?? ''
  expectOk(await hr.put(path, { values, reason: '面谈' }, { 'if-match': etag }))
  const october = await publishPeriod(world, '2026-10')
  run = await october.run()
  const objection = { run, answer: 'objected', text: '请与 T002、T003 一样处理' }
  const objected = expectOk(await (await world.as('engineer')).post('/periods/2026-10/confirmation', objection))
  const appeal = String(field(field(objected.body, 'appeal'), 'id'))
  expectOk(await hr.post(`/periods/2026-10/appeals/${appeal}/decision`, { decision: 'kept', answer: '维持' }))
  expectOk(await october.advance())
  const paid = { regions: ['EAST'], paidOn: '2026-11-03', reference: 'BANK-77' }
  expectOk(await (await world.as('finance')).post('/periods/2026-10/payments', paid))
}, 120_000)

type Files = ReadonlyMap<string, string>

async function unpacked(client: ApiClient, path: string): Promise<Files> {
  const response = await client.request(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/zip')
  const bytes = Buffer.from(await response.arrayBuffer())
  return new Promise((resolve, reject) => {
    const files = new Map<string, string>()
    fromBuffer(bytes, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure)
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts).toString('utf8'))
            zip.readEntry()
          })
        })
      })
      zip.on('end', () => resolve(files))
      zip.readEntry()
    })
  })
}

const own = async (person: DemoPerson) => unpacked(await world.as(person), '/session/data')
const json = (files: Files, name: string): unknown => JSON.parse(files.get(name) ?? 'null')

test('somebody takes along everything held about them, with its workings, and can check it', async () => {
  const files = await own('engineer')
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      ...[
        'README.txt',
        'SHA256SUMS',
        'manifest.json',
        'account.json',
        'sessions.json',
        'appeals.json',
        'confirmations.json',
        'payments.json',
      ],
      ...['trail.json', 'records/employees.json', 'records/feedback.csv', 'records/evaluations.json', 'records/attendance.json'],
      ...['results/2026-10/result.json', 'results/2026-10/sheet.json', 'results/2026-10/workings.json'],
    ]),
  )
  const sums = (files.get('SHA256SUMS') ?? '').trimEnd().split('\n')
  expect(sums).toHaveLength(files.size - 1)
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(files.get(name) ?? '')
        .digest('hex'),
      name,
    ).toBe(sum)
  }
  const { files: listed } = json(files, 'manifest.json') as { files: { name: string; sha256: string }[] }
  expect(listed.map(({ name }) => name).sort()).toEqual([...files.keys()].filter((name) => !/^(README|SHA256|manifest)/.test(name)).sort())
  const sheet = json(files, 'results/2026-10/sheet.json')
  expect(JSON.stringify(sheet)).toContain('T001')
  const published = expectOk(await (await world.as('hr')).get(`/periods/2026-10/runs/${run}`)).body
  expect(json(files, 'results/2026-10/result.json')).toMatchObject({ run, resultSha256: field(published, 'resultSha256') })
  expect(JSON.stringify(json(files, 'results/2026-10/workings.json'))).toContain('formula')
})

test('it has every version of every record about them', async () => {
  const files = await own('engineer')
  const versions = json(files, 'records/evaluations.json') as { values: { score: string }; retiredByChange: number | null }[]
  expect(versions.some(({ values, retiredByChange }) => values.score === '93.50' && retiredByChange === null)).toBe(true)
  expect(versions.some(({ retiredByChange }) => retiredByChange !== null)).toBe(true)
  const rows = await world.service.store.all(
    `SELECT count(*) FROM feedback WHERE engineer = 'T001' AND book = (SELECT id FROM books WHERE sha256 = 'company')`,
  )
  expect(json(files, 'records/feedback.json')).toHaveLength(Number(rows[0]?.[0]))
})

describe('nothing about colleagues is in it', () => {
  test.each(['engineer', 'managerEast', 'rdManager', 'salesRep', 'hr', 'administrator', 'auditor'] as const)('of %s', async (person) => {
    const files = await own(person)
    const people = items(expectOk(await (await world.as('hr')).get('/people?limit=500&leavers=true')))
    const self = { engineer: 'T001', managerEast: 'M001', rdManager: 'D001', salesRep: 'S001' }[person as string]
    const ownName = people.find(({ number }) => number === self)?.name
    for (const [name, text] of files) {
      for (const { number, name: called } of people) {
        if (number === self) continue
        expect(text, `${name} names ${String(number)}`).not.toMatch(new RegExp(`\\b${String(number)}\\b`))
        // Clients are companies, whatever their names begin with.
        if (called !== ownName && !name.startsWith('records/'))
          expect(text.includes(`"${String(called)}"`), `${name}: ${String(called)}`).toBe(false)
      }
    }
    if (person === 'engineer') {
      expect(files.get('appeals.json')).toContain('请与 ［他人 somebody else］、［他人 somebody else］ 一样处理')
      expect(files.get('records/evaluations.json')).toContain('比 ［他人 somebody else］ 稳，梁平不错')
    }
  })
})

test('no secret is in it', async () => {
  const files = await own('engineer')
  const secrets = await world.service.store.all(
    `SELECT password FROM credentials WHERE "userId" = 'engineer' UNION SELECT token FROM sessions`,
  )
  for (const text of files.values()) for (const [secret] of secrets) expect(text).not.toContain(String(secret))
})

test('HR does it for somebody who asks, others for nobody; who did stands in the trail, and in what the person takes later', async () => {
  const hr = await world.as('hr')
  const files = await unpacked(hr, '/people/T001/data')
  expect(json(files, 'manifest.json')).toMatchObject({ about: { employee: 'T001' }, askedBy: 'HR' })
  expect(await hr.get('/people/T999/data')).toMatchObject({ status: 404, code: 'thing_must_exist' })
  for (const person of ['managerEast', 'rdManager', 'finance', 'auditor', 'administrator', 'engineer'] as const) {
    expect((await (await world.as(person)).get('/people/T001/data')).status, person).toBe(403)
  }
  const manifest = createHash('sha256')
    .update(files.get('manifest.json') ?? '')
    .digest('hex')
  const [entry] = await world.service.store.all(
    `SELECT actor, subject, after FROM audit_entries WHERE action = 'person.export' ORDER BY sequence DESC LIMIT 1`,
  )
  expect(entry).toEqual(['hr', 'employee T001', expect.stringContaining(manifest)])
  const trail = json(await own('engineer'), 'trail.json') as { action: string; own: boolean }[]
  expect(trail.filter(({ action }) => action === 'person.export')).toContainEqual(expect.objectContaining({ own: false }))
})

test('what is not published yet goes out for nobody', async () => {
  const hr = await world.as('hr')
  const values = { period: '2026-11', engineer: 'T001', item: 'overall', evaluator: 'M001', score: '41', comment: 'NOT-YET' }
  expectOk(await hr.post('/records/evaluations', { values, reason: 'x' }))
  for (const text of (await unpacked(hr, '/people/T001/data')).values()) expect(text).not.toContain('NOT-YET')
})

test('every table of the database is accounted for: what of it is about a person, or why nothing is', () => {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
  const tables = [...schema.matchAll(/^ {2}@@map\("(\w+)"\)/gm)].map((match) => match[1] ?? '')
  const known = [...HELD_TABLES.map(({ table }) => table), ...Object.keys(HELD_ELSEWHERE), ...TABLE_KEYS]
  expect([...new Set(known)].sort()).toEqual(tables.sort())
  expect(known).toHaveLength(new Set(known).size)
})

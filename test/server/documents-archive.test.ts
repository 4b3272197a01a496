import { createHash } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { fromBuffer, type ZipFile } from 'yauzl'
import { expectOk, field, items, publishPeriod, type WalkedPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs and workbooks, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const MONTH = '2026-10'
let world: TestService
let month: WalkedPeriod
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-10T08:00:00.000Z' })
  month = await publishPeriod(world, MONTH)
  expectOk(await month.advance())
}, 120_000)

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function archive(person: DemoPerson, query: Readonly<Record<string, string>> = {}, language = 'zh') {
  const search = new URLSearchParams(query).toString()
  const client = await world.as(person)
  const response = await client.request(`/periods/${MONTH}/documents/archive?${search}`, { headers: { 'accept-language': language } })
  const bytes = Buffer.from(await response.arrayBuffer())
  const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '')
  return { status: response.status, bytes, name, length: response.headers.get('content-length') }
}

/** Name to hash of every file in a zip, read by another library than wrote it. */
async function contentOf(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: false, autoClose: false }, (failure, opened) => (failure ? reject(failure) : resolve(opened))),
  )
  const files: Record<string, string> = {}
  await new Promise<void>((resolve, reject) => {
    const reads: Promise<void>[] = []
    zip.on('entry', (entry) => {
      reads.push(
        new Promise((done, failed) =>
          zip.openReadStream(entry, (failure, stream) => {
            if (failure) return failed(failure)
            const chunks: Buffer[] = []
            stream.on('data', (chunk: Buffer) => chunks.push(chunk))
            stream.on('end', () => {
              files[entry.fileName] = hashOf(Buffer.concat(chunks))
              done()
            })
          }),
        ),
      )
    })
    zip.on('error', reject)
    zip.on('end', () => void Promise.all(reads).then(() => resolve()))
  })
  return files
}

async function names(): Promise<string[]> {
  const files = field(expectOk(await (await world.as('finance')).get(`/periods/${MONTH}/documents`)).body, 'files')
  return Array.isArray(files) ? files.map(({ name }) => String(name)) : []
}

async function downloads(person: DemoPerson = 'auditor') {
  return items(await (await world.as(person)).get(`/periods/${MONTH}/documents/downloads?limit=500`))
}

test('all of the company’s workbooks are in the zip under their Chinese names, byte for byte; its size is told beforehand', async () => {
  const { status, bytes, name, length } = await archive('finance')
  expect([status, name, length]).toEqual([200, '考核与奖金表-2026-10.zip', String(bytes.length)])
  const finance = await world.as('finance')
  const single: Record<string, string> = {}
  for (const each of await names()) {
    const response = await finance.request(`/periods/${MONTH}/documents/${encodeURIComponent(each)}`)
    single[each] = hashOf(Buffer.from(await response.arrayBuffer()))
  }
  expect(Object.keys(single)).toContain('奖金分配表-2026-10.xlsx')
  expect(await contentOf(bytes)).toEqual(single)
  expect(hashOf((await archive('finance')).bytes)).toBe(hashOf(bytes))
})

test('some workbooks, or some regions with a folder each', async () => {
  const chosen = (await names()).slice(0, 2)
  expect(Object.keys(await contentOf((await archive('finance', { names: chosen.join(',') })).bytes))).toEqual(chosen)
  const regions = await contentOf((await archive('finance', { regions: 'EAST,WEST', names: '奖金分配表-2026-10.xlsx' })).bytes)
  expect(Object.keys(regions)).toEqual(['华东区/奖金分配表-2026-10.xlsx', '西部区/奖金分配表-2026-10.xlsx'])
  const english = await archive('finance', { regions: 'EAST' }, 'en')
  expect(english.name).toBe('documents-2026-10-华东区.zip')
})

test('a manager gets the own region’s, and no other', async () => {
  const own = await archive('managerEast')
  expect(own.status).toBe(200)
  expect(hashOf(own.bytes)).toBe(hashOf((await archive('hr', { regions: 'EAST' })).bytes))
  expect((await archive('managerEast', { regions: 'WEST' })).status).toBe(404)
  expect((await archive('engineer')).status).toBe(403)
})

test('a name that is not there is named', async () => {
  const answer = await (await world.as('finance')).get(`/periods/${MONTH}/documents/archive?names=payroll.exe`)
  expect(answer).toMatchObject({ status: 404, code: 'document_must_be_there', body: { detail: expect.stringContaining('payroll.exe') } })
})

test('who took what is kept file by file, with names, for finance, HR and auditors', async () => {
  const before = (await downloads()).length
  const [first = '', second = ''] = await names()
  await archive('managerEast', { names: `${first},${second}` })
  const after = await downloads()
  expect(after.length).toBe(before + 2)
  const taken = { by: 'managerEast', region: 'EAST', archive: true }
  expect(after.slice(0, 2)).toMatchObject([
    { ...taken, name: second },
    { ...taken, name: first },
  ])
  expect(after[0]?.regionName).toBe('华东区')
  expect((await (await world.as('managerEast')).get(`/periods/${MONTH}/documents/downloads`)).status).toBe(403)
  expect(await downloads('finance')).toEqual(after)
  expect(world.failures).toEqual([])
})

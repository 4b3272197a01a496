import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { serializeSigned } from 'hono/utils/cookie'
import { inject } from 'vitest'
import { importDataset } from '../../../src/appraisal/import-dataset.ts'
import { DEMO_DATASET, SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { assert } from '../../../src/base/assert.ts'
import { hashed } from '../../../src/server/accounts/password.ts'
import { beginSession } from '../../../src/server/accounts/sign-in.ts'
import { deviceOfMark } from '../../../src/server/accounts/staff-device.ts'
import { makeApp } from '../../../src/server/app.ts'
import type { App } from '../../../src/server/kernel/app-environment.ts'
import type { AppOptions } from '../../../src/server/kernel/options.ts'
import type { Service } from '../../../src/server/kernel/service.ts'
import { runControl } from '../../../src/server/runs/run-control.ts'
import { COOKIE_PREFIX } from '../../../src/server/session/sign-in-library.ts'
import { insertAccount } from '../../../src/store/aggregates/accounts.ts'
import { openStore, type Store } from '../../../src/store/open-store.ts'
import { sealAnew } from '../../../src/store/seal-trail.ts'
import { type TrailFiles, trailFiles } from '../../../src/store/trail/trail-files.ts'
import { replaceByCopy } from '../../store/databases.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { accountIdOf, DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from './demo-people.ts'

export interface TestServiceOptions {
  /** The moment at which the service believes to be; 2026-11-03, 16:00 in Beijing, unless told. Settable later by `setNow`. */
  readonly now?: string
  /** Whether the company book holds the demo world (true unless told). The demo people have their accounts in any case. */
  readonly demo?: boolean
  /** No accounts at all: a first start. */
  readonly empty?: boolean
  /** The address of another database, such as one of test/store/databases.ts, which must be empty. */
  readonly database?: string
  /** A rules folder of its own; the shipped one unless told. */
  readonly rules?: string
  /** How long a write waits for another program's transaction. */
  readonly patienceMs?: number | undefined
  readonly app?: Partial<AppOptions>
}

/** A service on a database of its own, to be spoken to as any of the demo people. Everything of it goes when the test file ends. */
export interface TestService {
  readonly service: Service
  readonly app: App
  /** A client without a session. */
  readonly nobody: ApiClient
  /** What signs its cookies. */
  readonly secret: string
  /** A demo person with a session of theirs; the same client each time. */
  as(person: DemoPerson): Promise<ApiClient>
  setNow(time: string): void
  /** What was reported as an unforeseen failure; a test that expects none need not look: close fails then. */
  readonly failures: unknown[]
  close(): Promise<void>
}

export const TEST_SECRET = 'a secret for tests, of more than 32 characters'

// Test files follow each other in one process: the templates serve them all, and go with the run.
const folder = mkdtempSync(join(inject('runFolder'), 'http-'))
const templates = new Map<string, Promise<string>>()
const open: TestService[] = []

/** Closes the services of a test file and removes what they stored. */
export async function closeTestServices(): Promise<void> {
  for (const { close } of open.splice(0)) await close()
}

export async function makeTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const { demo = !options.empty, empty = false } = options
  let now = new Date(options.now ?? '2026-11-03T08:00:00.000Z')
  const home = mkdtempSync(join(folder, 'service-'))
  const dataFolder = join(home, 'data')
  mkdirSync(dataFolder)
  const trail = trailFiles(dataFolder)
  const { database = `file:${join(home, 'company.sqlite')}` } = options
  const store = await openCopy(database, trail, demo, empty, options)
  const service: Service = { store, rulesFolder: options.rules ?? SHIPPED_RULES, dataFolder, trail, now: () => now }
  const failures: unknown[] = []
  const { secret = TEST_SECRET } = options.app ?? {}
  const app = makeApp(service, {
    secret,
    checkAnswers: true,
    onFailure: (failure) => failures.push(failure),
    ...options.app,
  })
  const clients = new Map<DemoPerson, Promise<ApiClient>>()
  let closed = false
  const made: TestService = {
    service,
    app,
    secret,
    failures,
    nobody: apiClient(app),
    as(person) {
      const known = clients.get(person) ?? sessionCookie(made, accountIdOf(person)).then((cookie) => apiClient(app, { cookie }))
      clients.set(person, known)
      return known
    },
    setNow(time) {
      now = new Date(time)
    },
    async close() {
      if (closed) return
      closed = true
      await runControl(service).shutDown(0)
      await store.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
  open.push(made)
  return made
}

/** The cookie of a demo person's session of its own, to be sent to another server on the same records. */
export async function cookieOf(world: TestService, person: DemoPerson): Promise<string> {
  const cookies = sessions.get(world) ?? new Map<DemoPerson, Promise<string>>()
  sessions.set(world, cookies)
  const cookie = cookies.get(person) ?? sessionCookie(world, accountIdOf(person))
  cookies.set(person, cookie)
  return cookie
}

/**
 * Begins a session as the gate does once a password was right, with all that is written then. To hash the password takes a tenth of
 * a second of the processor, thousands of times in a run; the tests of signing in do that themselves.
 */
async function sessionCookie({ service, secret }: Pick<TestService, 'service' | 'secret'>, account: string): Promise<string> {
  const token = randomUUID()
  const begun = new Date()
  const session = {
    id: randomUUID(),
    token,
    account,
    way: 'password',
    address: '',
    program: '',
    begun,
    ends: new Date(begun.getTime() + HALF_A_DAY_MS),
  } as const
  const proof = async () => ({ ok: true, by: 'password' }) as const
  const written = await beginSession(service, { session, address: undefined, device: deviceOfMark(token), proof })
  assert(written.ok, `${account} can sign in.`)
  return (await serializeSigned(SESSION_COOKIE, token, secret)).split(';')[0] ?? ''
}

const HALF_A_DAY_MS = 12 * 3_600_000
const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

const sessions = new WeakMap<TestService, Map<DemoPerson, Promise<string>>>()

/** A database like this one is made once and copied: a file once a process, on PostgreSQL once a run. */
async function openCopy(
  database: string,
  trail: TrailFiles,
  demo: boolean,
  empty: boolean,
  { patienceMs }: TestServiceOptions,
): Promise<Store> {
  const isFile = database.startsWith('file:')
  const name = `world_${demo}_${empty}`
  const kept = join(isFile ? folder : inject('runFolder'), name)
  const make = async (address: string) => {
    const store = await filled(address, trailFiles(kept), demo, empty)
    // What was written stands in the write-ahead log, which is not copied.
    if (isFile) await store.all('PRAGMA wal_checkpoint(TRUNCATE)')
    await store.close()
  }
  if (isFile) {
    const template = templates.get(name) ?? makeTemplate(kept, make)
    templates.set(name, template)
    copyFileSync(await template, database.slice('file:'.length))
  } else await replaceByCopy(database, name, make)
  copyFileSync(trailFiles(kept).key, trail.key)
  copyFileSync(trailFiles(kept).head, trail.head)
  return openStore(database, { patienceMs })
}

async function makeTemplate(path: string, make: (address: string) => Promise<void>): Promise<string> {
  await make(`file:${path}.sqlite`)
  return `${path}.sqlite`
}

async function filled(url: string, trail: TrailFiles, demo: boolean, empty: boolean): Promise<Store> {
  const store = await openStore(url)
  if (demo) await loadDemo(store)
  if (!empty) await insertDemoPeople(store)
  // What was written past the service is what the trail begins with.
  const author = { at: '2026-01-01T00:00:00.000Z', actor: 'system', actorName: 'system', address: null }
  await sealAnew(store, trail, { author, reason: 'a company for tests' })
  return store
}

/** The demo world as the company book, as if it had been there before the first change. */
async function loadDemo(store: Store): Promise<void> {
  const imported = await importDataset(DEMO_DATASET, store)
  if (!imported.ok) throw new Error('The demo world is sound.')
  await store.write(async (transaction) => {
    await transaction.update('books', { sha256: 'company' }, { id: imported.book.id })
    return { ok: true }
  })
}

let demoPassword: Promise<string> | undefined

async function insertDemoPeople(store: Store): Promise<void> {
  demoPassword ??= hashed(DEMO_PASSWORD)
  const passwordHash = await demoPassword
  await store.write(async (transaction) => {
    for (const [name, { positions, employee }] of Object.entries(DEMO_PEOPLE)) {
      const id = name.toLowerCase()
      await insertAccount(transaction, {
        id,
        username: id,
        displayUsername: id,
        name,
        email: `${id}@demo.example`,
        positions,
        employee,
        mustChange: false,
        passwordHash,
        at: '2026-01-01T00:00:00.000Z',
      })
    }
    return { ok: true }
  })
}

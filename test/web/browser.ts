import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { describe, expect, inject, vi } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { type RunningServer, startServer } from '../../src/main.ts'
import { DEMO_PASSWORD } from '../../src/server/operation/demo-people.ts'
import { demoWorld } from '../../src/server/operation/demo-world.ts'
import { readConfiguration } from '../../src/server/operation/read-configuration.ts'
import { BROWSER } from './find-browser.ts'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Tests in a real browser: skipped, and said so, where there is none. */
export const describeInBrowser = (name: string, tests: () => void) =>
  BROWSER
    ? describe(name, tests)
    : describe.skip(`${name} (no Chromium or Chrome here: install one, or name it in QUANHENG_BROWSER)`, tests)

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

/** The demo company served for one test file, from a copy of its own, and a browser that visits it. */
export interface Visit {
  readonly url: string
  /** A fresh profile that is signed in, with a page open. Errors in its console fail the test file. */
  readonly as: (username: string, options?: VisitOptions) => Promise<Page>
  /** The same without signing in. */
  readonly nobody: (options?: VisitOptions) => Promise<Page>
  readonly server: RunningServer
}

export interface VisitOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly language?: 'zh' | 'en'
  readonly appearance?: 'light' | 'dark'
}

const opened: { contexts: BrowserContext[]; server: RunningServer; home: string; errors: string[] }[] = []

/** One for the files that follow each other in a process, and it goes with that; every profile is fresh. */
let browser: Promise<Browser> | undefined

/** Ends the visits of a test file; fails where a browser's console had an error. */
export async function endVisits(): Promise<void> {
  const ended = opened.splice(0)
  for (const { contexts, server, home } of ended) {
    for (const context of contexts) await context.close()
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
  expect(
    ended.flatMap(({ errors }) => errors),
    'errors in the console of the browser',
  ).toEqual([])
}

/** Starts both; stopped after the file's tests. Call it in `beforeAll`. `secondFactor`: of whom one is demanded. `empty`: a company that has nothing yet, nobody's account either. */
export async function startVisit({ empty = false, secondFactor = 'optional' } = {}): Promise<Visit> {
  const home = await mkdtemp(join(tmpdir(), 'quanheng-web-'))
  const place = join(home, 'demo')
  const { database, dataFolder } = empty
    ? { database: `file:${join(home, 'new.sqlite')}`, dataFolder: join(home, 'data') }
    : await demoIn(place)
  const configuration = readConfiguration(
    {
      QUANHENG_DATABASE: database,
      QUANHENG_DATA: dataFolder,
      QUANHENG_SECOND_FACTOR: secondFactor,
      QUANHENG_LOG_LEVEL: 'error',
      QUANHENG_PORT: '0',
    },
    home,
  )
  if (!configuration.ok) throw new Error(JSON.stringify(configuration.problems))
  const started = await startServer(configuration.configuration)
  if (!started.ok) throw new Error(JSON.stringify(started.problems))
  const { server } = started
  const visited = { contexts: [] as BrowserContext[], server, home, errors: [] as string[] }
  opened.push(visited)
  if (!(await browser)?.isConnected()) browser = chromium.launch({ executablePath: BROWSER ?? '', args: ARGUMENTS })
  const launched = present(await browser, 'It was launched.')
  const nobody = async (options: VisitOptions = {}) => openPage(launched, visited, options)
  return {
    url: server.url,
    server,
    nobody,
    async as(username, options) {
      const page = await nobody(options)
      const answer = await page.request.post(`${server.url}/api/v1/session`, { data: { username, password: DEMO_PASSWORD } })
      expect(answer.status()).toBe(200)
      return page
    },
  }
}

async function demoIn(place: string) {
  await cp(process.env.QUANHENG_TEST_DEMO ?? (await demoOnce(inject('runFolder'))), place, { recursive: true })
  return demoWorld(place)
}

/** The demo that the tests of a run copy, made by whoever comes first; others wait for it. */
async function demoOnce(home: string): Promise<string> {
  const made = join(home, 'demo')
  const isFirst = await mkdir(join(home, 'begun')).then(
    () => true,
    () => false,
  )
  if (isFirst) await demoWorld(made)
  else await vi.waitUntil(() => existsSync(made), { timeout: 110_000, interval: 200 })
  return made
}

/** How long a page has to ask for nothing until it has all that it shows; Playwright's `networkidle` waits half a second on every screen. */
const QUIET_MS = 150
const traffic = new WeakMap<Page, { underWay: number; lastAt: number }>()

/** Waits until a page has what it asked for, and asks for nothing more. */
export async function settled(page: Page): Promise<void> {
  const seen = present(traffic.get(page), 'openPage watches every page.')
  await vi.waitUntil(() => seen.underWay === 0 && Date.now() - seen.lastAt >= QUIET_MS, { timeout: 30_000, interval: 20 })
}

function watchTraffic(page: Page): void {
  const seen = { underWay: 0, lastAt: Date.now() }
  traffic.set(page, seen)
  const note = (change: number) => () => {
    seen.underWay += change
    seen.lastAt = Date.now()
  }
  page.on('request', note(1))
  page.on('requestfinished', note(-1))
  page.on('requestfailed', note(-1))
}

async function openPage(launched: Browser, visited: (typeof opened)[number], options: VisitOptions): Promise<Page> {
  const { contexts, server, errors } = visited
  const { viewport = WIDE, language = 'zh', appearance = 'light' } = options
  const context = await launched.newContext({
    viewport,
    baseURL: server.url,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: appearance,
    // What is looked at does not move; colours half-way through a fade are nobody's.
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  })
  contexts.push(context)
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  watchTraffic(page)
  page.on('console', (message) => {
    // Chromium writes a line for every refused request, which is what some tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  return page
}

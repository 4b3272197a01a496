import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { makeApp } from '../../../src/server/app.ts'
import type { Service } from '../../../src/server/kernel/service.ts'
import { failInterruptedRuns } from '../../../src/server/runs/fail-run.ts'
import { runControl } from '../../../src/server/runs/run-control.ts'
import { watchFaultPoints } from '../../../src/store/database/fault-point.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { trailFiles } from '../../../src/store/trail/trail-files.ts'
import { verifyTrail } from '../../../src/store/trail/verify-trail.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import type { DemoPerson } from './demo-people.ts'
import { cookieOf, TEST_SECRET, type TestService } from './test-service.ts'

/** What a server that was killed leaves, started again. */
export interface Restarted {
  readonly service: Service
  as(person: DemoPerson): Promise<ApiClient>
}

/**
 * Does something at a service on SQLite and keeps, at every moment that the code marks, what a kill there would leave on the disk:
 * the database with its log and the files, each state once. Then starts a server on each of them and hands it to `look`,
 * whose session cookies are those of before. Answers what was done and how many states there were.
 */
export async function killedAnywhere<T>(
  world: TestService,
  act: () => Promise<T>,
  look: (restarted: Restarted, done: T) => Promise<void>,
): Promise<{ readonly done: T; readonly states: number }> {
  const path = world.service.store.address.replace(/^file:/, '')
  const folder = mkdtempSync(join(inject('runFolder'), 'killed-'))
  const kept: string[] = []
  let last = ''
  const keep = () => {
    const now = stateOf(path, world.service.dataFolder)
    if (now === last) return
    last = now
    const place = join(folder, String(kept.length))
    mkdirSync(place)
    for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, join(place, `company.sqlite${end}`))
    cpSync(world.service.dataFolder, join(place, 'data'), { recursive: true })
    kept.push(place)
  }
  try {
    keep()
    watchFaultPoints(keep)
    const done = await act().finally(() => watchFaultPoints(undefined))
    keep()
    for (const place of kept) await restarted(world, place, (each) => look(each, done))
    return { done, states: kept.length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tells one state of the files from the next without reading them. */
function stateOf(path: string, dataFolder: string): string {
  const files = [
    path,
    `${path}-wal`,
    ...readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).map((name) => join(dataFolder, name)),
  ]
  return files
    .filter((file) => existsSync(file))
    .map((file) => {
      const { mtimeNs, size } = statSync(file, { bigint: true })
      return `${file} ${mtimeNs} ${size}`
    })
    .join('\n')
}

/** Starts a server on what was kept, as main.ts does. */
async function restarted(world: TestService, place: string, look: (restarted: Restarted) => Promise<void>): Promise<void> {
  const store = await openStore(`file:${join(place, 'company.sqlite')}`)
  const dataFolder = join(place, 'data')
  const service: Service = { ...world.service, store, dataFolder, trail: trailFiles(dataFolder) }
  try {
    await failInterruptedRuns(service)
    const failures: unknown[] = []
    const app = makeApp(service, { secret: TEST_SECRET, checkAnswers: true, onFailure: (failure) => failures.push(failure) })
    await look({ service, as: async (person) => apiClient(app, { cookie: await cookieOf(world, person) }) })
    await runControl(service).shutDown(0)
    const { firstBreak } = await verifyTrail(store, { files: service.trail, withContents: false })
    if (firstBreak !== undefined || failures.length > 0) throw new Error('The trail holds, and nothing fails.', { cause: failures[0] })
  } finally {
    await runControl(service).shutDown(0)
    await store.close()
  }
}

import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { isFullDisk } from '../../base/full-disk.ts'
import type { Problem } from '../../base/problem.ts'
import { loadRulebook } from '../../rulebook/rulebook.ts'
import { databaseAnswers } from '../../store/aggregates/operation-counts.ts'
import { StoreError } from '../../store/database/store-error.ts'
import { companyRules } from '../kernel/company-rules.ts'
import { requestProblem } from '../kernel/request-problems.ts'
import type { Service } from '../kernel/service.ts'
import { operationProblem } from './operation-problems.ts'
import { roomIn } from './room.ts'

/** What the server needs before it can work; each is said by itself. */
export interface Readiness {
  readonly database: boolean
  readonly rules: boolean
  /** Whether a transaction was written within a few seconds. */
  readonly writing: boolean
  /** Whether the disks of the database, the data folder and temporary files take another file. */
  readonly room: boolean
  /** Why it is not ready, without anything that would help a stranger. */
  readonly problems: readonly Problem[]
}

/** Anybody may ask, and loading the rules is work: what was found holds for so long. */
const HOLDS_MS = 5_000
/** Who waits longer than this for the database does not work with it. */
const PATIENCE_MS = 3_000

/**
 * Asks whether the database answers, whether something can be written to it and to the disks, and whether the rules load. That
 * the schema is up to date is seen to when a store is opened: one that is open has every migration applied.
 */
export function readinessOf(service: Service): () => Promise<Readiness> {
  let latest: { readonly at: number; readonly found: Promise<Readiness> } | undefined
  return () => {
    const at = service.now().getTime()
    if (latest === undefined || Math.abs(at - latest.at) > HOLDS_MS) latest = { at, found: look(service) }
    return latest.found
  }
}

/** What was published lies in the database: where that does not answer, the folder alone can be judged. */
async function rulesLoad(store: Service['store'], rulesFolder: string): Promise<boolean> {
  const whole = companyRules({ store, rulesFolder }).then(
    ({ ok }) => ok,
    () => undefined,
  )
  return (await inTime(whole, undefined)) ?? (await loadRulebook(rulesFolder)).ok
}

async function look({ store, rulesFolder, dataFolder }: Service): Promise<Readiness> {
  const [database, writing, rules, full] = await Promise.all([
    inTime(databaseAnswers(store), false).catch(() => false),
    inTime(writingProblem(store), requestProblem('database_must_be_free')),
    rulesLoad(store, rulesFolder),
    roomProblems({ database: store.folder, data: dataFolder, temporary: tmpdir() }),
  ])
  // A database that does not answer takes no writes either: one reason is enough.
  const reason = database ? writing : requestProblem('service_must_be_available')
  const problems = [...(reason ? [reason] : []), ...full, ...(rules ? [] : [operationProblem('rules_must_load')])]
  return { database, rules, writing: writing === undefined, room: full.length === 0, problems }
}

/** What keeps a transaction from being written now; undefined when one was. */
async function writingProblem(store: Service['store']): Promise<Problem | undefined> {
  try {
    await store.proveWriting(PATIENCE_MS)
    return undefined
  } catch (failure) {
    if (isFullDisk(failure)) return requestProblem('storage_must_have_room')
    const isBusy = failure instanceof StoreError && failure.problem.code === 'database_must_not_be_busy'
    return isBusy ? requestProblem('database_must_be_free') : operationProblem('database_must_be_writable')
  }
}

const PLACES = {
  database: { place_zh: '数据库', place_en: 'the database' },
  data: { place_zh: '数据文件夹', place_en: 'the data folder' },
  temporary: { place_zh: '临时文件夹', place_en: 'temporary files' },
} as const

async function roomProblems(folders: Readonly<Record<keyof typeof PLACES, string | undefined>>): Promise<Problem[]> {
  const found = await Promise.all(
    Object.entries(PLACES).map(async ([place, values]) => {
      const folder = folders[place as keyof typeof PLACES]
      const room = folder === undefined ? 'room' : await roomIn(folder)
      if (room === 'full') return operationProblem('disk_must_have_room', values)
      // Without a temporary folder a server works as long as nothing large is sorted.
      return room === 'not writable' && place !== 'temporary' ? operationProblem('disk_must_be_writable', values) : undefined
    }),
  )
  return found.filter((problem) => problem !== undefined)
}

/** What comes in time; else what is found then. The database is waited for at most for its own patience, and once. */
async function inTime<T>(answer: Promise<T>, late: T): Promise<T> {
  const patience = new AbortController()
  const tooLate = pause(PATIENCE_MS + 1_000, late, { signal: patience.signal }).catch(() => late)
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    patience.abort()
    answer.catch(() => undefined)
  }
}

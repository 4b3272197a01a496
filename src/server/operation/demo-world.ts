import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DEMO_DATASET, DEMO_PERIOD, SHIPPED_RULES } from '../../appraisal/shipped.ts'
import type { Answer } from '../../base/answer.ts'
import { assert, present } from '../../base/assert.ts'
import { type Period, periodFromText } from '../../base/period.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { openStore } from '../../store/open-store.ts'
import { trailFiles } from '../../store/trail/trail-files.ts'
import type { Account } from '../accounts/account.ts'
import { writeAccount } from '../accounts/new-account.ts'
import { hashed } from '../accounts/password.ts'
import { startTrail } from '../audit/keep-trail.ts'
import { decideIncomplete } from '../incomplete/decide-incomplete.ts'
import { listIncomplete } from '../incomplete/list-incomplete.ts'
import { type Actor, changing, type Service, SYSTEM } from '../kernel/service.ts'
import { advancePeriod } from '../periods/advance-period.ts'
import { openPeriod } from '../periods/open-period.ts'
import { runControl } from '../runs/run-control.ts'
import { startRun } from '../runs/start-run.ts'
import { checkUpload } from '../uploads/check-upload.ts'
import { commitUpload } from '../uploads/settle-upload.ts'
import { uploadFolder } from '../uploads/upload-files.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from './demo-people.ts'

/** The month that is closed in the demo, so that there are sheets to download and late records to try. */
const CLOSED_PERIOD = '2026-08'
/** The month whose sheets are being confirmed; HR had to decide two cases first, which is how months are. */
const PUBLISHED_PERIOD = '2026-09'
const DECIDED_BECAUSE = '无法补齐，经与经理核实，由其他模块分担权重'
/** Whose marks of the open month are still to be given: the manager of the demo's accounts. */
const OWING_MANAGER = 'M001'

/** Where a demo server keeps its database and its files. */
export interface DemoPlace {
  readonly database: string
  readonly dataFolder: string
}

/**
 * The demo company on a server of its own, in `folder`: its data uploaded and committed, one month closed, the next one
 * published and being confirmed, the newest being marked. Made once, by the same use cases as on any server, and whole or not at all; afterwards it is as people left it.
 */
export async function demoWorld(folder: string): Promise<DemoPlace> {
  if (!existsSync(folder)) {
    const beside = join(folder, '..')
    const prefix = `.${basename(folder)}-`
    await mkdir(beside, { recursive: true })
    for (const left of await readdir(beside)) if (left.startsWith(prefix)) await rm(join(beside, left), { recursive: true, force: true })
    const unfinished = join(beside, prefix + randomUUID())
    try {
      await mkdir(unfinished, { recursive: true })
      await makeDemo(placeIn(unfinished))
      await rename(unfinished, folder)
    } finally {
      await rm(unfinished, { recursive: true, force: true })
    }
  }
  return placeIn(folder)
}

function placeIn(folder: string): DemoPlace {
  return { database: `file:${join(folder, 'quanheng.sqlite')}`, dataFolder: join(folder, 'data') }
}

/** Makes the demo company in a database that is empty, on either database. */
export async function makeDemo({ database, dataFolder }: DemoPlace): Promise<void> {
  const store = await openStore(database)
  try {
    const service: Service = { store, rulesFolder: SHIPPED_RULES, dataFolder, trail: trailFiles(dataFolder), now: () => new Date() }
    await startTrail(service)
    const hr = await makeHr(service)
    const closed = demoPeriod(CLOSED_PERIOD)
    const open = demoPeriod(DEMO_PERIOD)
    const published = demoPeriod(PUBLISHED_PERIOD)
    for (const period of [closed, published, open]) must(await openPeriod(service, hr, { period, deadlines: {} }))
    await uploadDataset(service, hr, open)
    await makeAccounts(
      service,
      DEMO_ACCOUNTS.filter(({ username }) => username !== 'hr'),
    )
    for (const period of [closed, published]) {
      await step(service, hr, period)
      await step(service, hr, period)
      await decideHeld(service, hr, period)
      const { run } = must(await startRun(service, hr, { period })).value
      await runControl(service).finished(run)
      await step(service, hr, period)
    }
    await step(service, hr, closed)
    await step(service, hr, open)
  } finally {
    await store.close()
  }
}

/** HR's account alone; HR does the rest. */
async function makeHr(service: Service): Promise<Actor> {
  const [hr] = await makeAccounts(
    service,
    DEMO_ACCOUNTS.filter(({ username }) => username === 'hr'),
  )
  const { id, name, positions } = present(hr, 'The demo has an account for HR.')
  return { ...SYSTEM, kind: 'account', id, name, positions }
}

/** Makes accounts with the password that everybody has here, instead of one-time passwords. */
async function makeAccounts(service: Service, accounts: readonly DemoAccount[]): Promise<readonly Account[]> {
  const hash = await hashed(DEMO_PASSWORD)
  const deed = { action: 'account.createDemo', subject: accounts.map(({ username }) => `account ${username}`).join(', ') }
  const made = await changing<readonly Account[]>(service, SYSTEM, deed, async (transaction) => {
    const value: Account[] = []
    for (const account of accounts) {
      const written = await writeAccount(transaction, account, { hash, mustChange: false }, service.now().toISOString())
      if (!written.ok) return written
      value.push(written.account)
    }
    return { ok: true, value, after: value }
  })
  return must(made).value
}

/** Uploads the demo company as HR would, without the marks that are still owed. */
async function uploadDataset(service: Service, hr: Actor, period: Period): Promise<void> {
  const id = randomUUID()
  const folder = uploadFolder(service, id)
  await mkdir(folder, { recursive: true })
  const files = (await readdir(DEMO_DATASET)).sort()
  for (const file of files) {
    const source = join(DEMO_DATASET, file)
    if (file !== 'evaluations.csv') await copyFile(source, join(folder, file))
    else {
      const lines = (await readFile(source, 'utf8')).split('\n')
      await writeFile(join(folder, file), lines.filter((line) => !isOwed(line)).join('\n'))
    }
  }
  const { upload } = must(await checkUpload(service, hr, { id, files, table: undefined, period }))
  must(await commitUpload(service, hr, { upload: upload.id, reason: undefined }))
}

function isOwed(line: string): boolean {
  const cells = line.split(',')
  return cells[0] === DEMO_PERIOD && cells[3] === OWING_MANAGER
}

/** Decides what holds people in a month, as HR has to before it can be published: the other modules carry the weight. */
async function decideHeld(service: Service, hr: Actor, period: Period): Promise<void> {
  const { items } = must(await listIncomplete(service, hr, { period: period.text, limit: 100 }))
  for (const { employee, module } of items.filter(({ state }) => state === 'held')) {
    must(await decideIncomplete(service, hr, { period: period.text, employee, module, decision: 'reweight', reason: DECIDED_BECAUSE }))
  }
}

async function step(service: Service, hr: Actor, period: Period): Promise<void> {
  const found = present(await findPeriod(service.store, period.text), 'It was opened.')
  const version = String(found.version)
  must(await advancePeriod(service, hr, { period, to: undefined, run: undefined, reason: undefined, version }))
}

function demoPeriod(text: string): Period {
  return present(periodFromText(text), 'The demo periods are months.')
}

function must<T extends { readonly ok: true }>(answer: Answer<T>): T {
  assert(answer.ok, `The demo company is sound: ${answer.ok ? '' : answer.problems.map(({ code }) => code).join(', ')}`)
  return answer
}

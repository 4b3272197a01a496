import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type RandomStream, randomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { SYSTEM } from '../../src/server/kernel/service.ts'
import { writeRunDataset } from '../../src/server/run-dataset/write-run-dataset.ts'
import { runsOf } from '../../src/server/runs/run-control.ts'
import { beginRun } from '../../src/server/runs/start-run.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import { type CheckedResult, checkedResult, differences } from '../worlds/compare-results.ts'
import { derivedResult } from '../worlds/derived-result.ts'
import { appraiseByHand } from '../worlds/model/appraise-by-hand.ts'
import { DEFAULTS } from '../worlds/model/settings.ts'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Each history computes the month some ten times.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const CLOSED = '2026-09'
const OPEN = '2026-10'
const SETTINGS = { onIncomplete: 'reweight' } as const
/** More are tried by QUANHENG_HISTORIES=20; each is the same wherever it is played. */
const HISTORIES = Number(process.env.QUANHENG_HISTORIES ?? 1)
const AFTER = 6
const INSIDE = 3

const folder = mkdtempSync(join(tmpdir(), 'quanheng-histories-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(Array.from({ length: HISTORIES }, (_, index) => index + 1))('history %i', (seed) => {
  test('what holds after a month leaves it as it was; what holds in it is in the next review, to the fen of a full appraisal', async () => {
    const draw = randomStream(`history ${seed}`)
    const world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
    const hr = await world.as('hr')
    await reweighting(world)
    expectOk(await (await publishPeriod(world, CLOSED)).advance())
    await openPeriod(world, OPEN)
    const published = await appraisedNow(world, seed, 'published')

    const made: string[] = []
    for (let step = 0; step < AFTER; step++) made.push(await oneOf(draw, changesOn(draw, hr, '2026-10', `A${step}`), []))
    expect(differences((await appraisedNow(world, seed, 'after')).found, published.found), made.join('\n')).toEqual([])
    expect(await review(hr), made.join('\n')).toEqual([])

    for (let step = 0; step < INSIDE; step++) {
      made.push(await oneOf(draw, changesOn(draw, hr, CLOSED, `I${step}`), [CLOSED]))
      const now = await appraisedNow(world, seed, `inside ${step}`)
      const wanted = sharesLess(now.found, published.found)
      await review(hr)
      expect(await proposed(world), made.join('\n')).toEqual(wanted)
    }
    // And by the second, plain implementation of the policy, on the records as they stand now.
    const last = await appraisedNow(world, seed, 'last')
    expect(differences(last.found, appraiseByHand(last.dataset, CLOSED, { ...DEFAULTS, ...SETTINGS })), made.join('\n')).toEqual([])
  })
})

async function reweighting({ service }: TestService): Promise<void> {
  const decided = { effective_from: 20260901, reason: 'decided', at: '2026-01-01T00:00:00.000Z', by: 'hr' }
  await service.store.write(async (transaction) => {
    await transaction.insert('setting_changes', { key: 'onIncomplete', value: SETTINGS.onIncomplete, ...decided })
    return { ok: true }
  })
}

/** The closed month appraised again, by the server and, from the records that it saw, by the command: both must come to the same. */
async function appraisedNow({ service }: TestService, seed: number, name: string) {
  const period = present(periodFromText(CLOSED), 'It is a period.')
  const begun = await beginRun(service, SYSTEM, { period, purpose: 'adjustment' })
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems))
  await runsOf(service).finished(begun.value.run)
  const run = present(await findRun(service.store, begun.value.run), 'A run that began is there.')
  const dataset = join(folder, `${seed} ${name}`)
  await writeRunDataset(service, run, dataset)
  const found = checkedResult(JSON.parse(await readFile(join(dataset, 'run', 'result.json'), 'utf8')))
  const derived = checkedResult(JSON.parse(await derivedResult(dataset, CLOSED, SETTINGS)))
  expect(differences(found, derived)).toEqual([])
  return { found, dataset }
}

async function review(hr: ApiClient): Promise<unknown> {
  return field(expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`)).body, 'reviewed')
}

async function proposed(world: TestService): Promise<Record<string, string>> {
  const found = items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
  return Object.fromEntries(found.map(({ employee, difference }) => [String(employee), String(difference)]))
}

/** What each person is due more in one result than in another, in yuan; whoever is due the same is left out. */
function sharesLess(now: CheckedResult, before: CheckedResult): Record<string, string> {
  const fen = new Map<string, bigint>()
  for (const [result, sign] of [
    [now, 1n],
    [before, -1n],
  ] as const) {
    for (const { employee, amount } of result.bonus.flatMap(({ shares }) => shares)) {
      fen.set(employee, (fen.get(employee) ?? 0n) + sign * BigInt(amount.replace('.', '')))
    }
  }
  const yuan = (amount: bigint) => {
    const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
    return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
  }
  return Object.fromEntries([...fen].filter(([, amount]) => amount !== 0n).map(([employee, amount]) => [employee, yuan(amount)]))
}

type Change = () => Promise<{ readonly words: string; readonly answer: ApiAnswer }>

/** Makes one of the changes that the data allow, and holds the months against which it says that it came late. */
async function oneOf(draw: RandomStream, changes: readonly Change[], late: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 20; tries++) {
    const { words, answer } = await draw.pick(changes)()
    if (answer.status >= 400) continue
    const lateFor = field(field(answer.body, 'change'), 'lateFor')
    // What changes nothing in the month is late for none.
    expect([[], late], words).toContainEqual(lateFor)
    return words
  }
  throw new Error('No change was allowed.')
}

/** Changes whose days lie in a month; in the closed one they are corrections, in the open one what happens. */
function changesOn(draw: RandomStream, hr: ApiClient, month: string, name: string): readonly Change[] {
  const day = () => `${month}-${String(draw.between(1, 30)).padStart(2, '0')}`
  const engineer = () => `T${String(draw.between(1, 24)).padStart(3, '0')}`
  const rep = () => `S${String(draw.between(1, 40)).padStart(3, '0')}`
  const client = () => `C${String(draw.between(1, 300)).padStart(4, '0')}`
  const region = () => draw.pick(['EAST', 'NORTH', 'SOUTH', 'WEST'])
  const add =
    (table: string, values: () => object): Change =>
    async () => {
      const given = values()
      return {
        words: `${table} ${JSON.stringify(given)}`,
        answer: await hr.post(`/records/${table}`, { values: given, reason: 'told late' }),
      }
    }
  const put =
    (table: string, key: () => string, values: (was: Readonly<Record<string, unknown>>) => object): Change =>
    async () => {
      const read = await hr.get(`/records/${table}/${key()}`)
      if (read.status !== 200) return { words: '', answer: read }
      const record = field(read.body, 'record')
      const given = { ...Object(field(record, 'values')), ...values(Object(field(record, 'values'))) }
      const more = month === CLOSED ? { heldFrom: day() } : {}
      const answer = await hr.put(
        `/records/${table}/${String(field(record, 'key'))}`,
        { values: given, reason: 'told by the region', ...(table === 'employees' || table === 'clients' ? more : {}) },
        { 'if-match': read.headers.get('etag') ?? '' },
      )
      return { words: `${table} ${JSON.stringify(given)} ${JSON.stringify(more)}`, answer }
    }
  return [
    add('postings', () => ({ employee: engineer(), region: region(), from: day() })),
    add('postings', () => ({ employee: engineer(), position: draw.pick(['regional_manager', 'service_engineer']), from: day() })),
    add('postings', () => ({ employee: rep(), region: region(), from: day() })),
    add('client_reps', () => ({ client: client(), rep: rep(), from: day() })),
    add('collections', () => ({
      number: `${name}-K`,
      date: day(),
      client: client(),
      amount: '45678.90',
      rep: draw.chance(500) ? rep() : null,
    })),
    add('feedback', () => ({ number: `${name}-F`, date: day(), engineer: engineer(), attitude: '20', resolution: '30', dedication: '10' })),
    add('attendance', () => ({ date: day(), employee: engineer(), kind: draw.pick(['late', 'leave', 'call_absence']), count: '2' })),
    put('employees', engineer, () => ({ region: region() })),
    put('employees', rep, () => ({ region: region() })),
    put('employees', engineer, () => ({ position: 'regional_manager' })),
    put('employees', engineer, () => ({ left_on: day() })),
    put('clients', client, () => ({ rep: rep() })),
  ]
}

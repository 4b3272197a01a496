import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { fen, fenFromYuan, yuanText } from '../../src/base/money.ts'
import { planFrom, rulesWithPlans } from '../appraisal/pay-world.ts'
import { onBothDatabases } from '../store/databases.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const CLOSED = '2026-09'
const OPEN = '2026-10'

interface Figures {
  readonly status: string | null
  readonly score: string | null
  readonly amount: string | null
}
const NOBODY: Figures = { status: null, score: null, amount: null }

/** Everybody and every region of a run, as the database keeps them. */
async function figuresOf({ service }: TestService, run: string): Promise<Map<string, Figures>> {
  const people = await service.store.all('SELECT kind, employee, status, score, bonus FROM run_people WHERE run = $1', [run])
  const pay = await service.store.all('SELECT kind, employee, sum(amount) FROM run_pay WHERE run = $1 GROUP BY kind, employee', [run])
  const regions = await service.store.all('SELECT region, status, result FROM run_regions WHERE run = $1', [run])
  return new Map([
    ...people.map(([kind, employee, status, score, bonus]): [string, Figures] => {
      const amount = typeof bonus === 'bigint' ? yuanText(fen(bonus)) : null
      return [`${kind} ${employee}`, { status: String(status), score: typeof score === 'string' ? score : null, amount }]
    }),
    ...pay.map(([kind, employee, amount]): [string, Figures] => [
      `${kind} ${employee}`,
      { status: null, score: null, amount: amount === null ? null : yuanText(fen(BigInt(String(amount)))) },
    ]),
    ...regions.map(([region, status, result]): [string, Figures] => {
      const pool = field(field(JSON.parse(String(result)), 'result'), 'pool')
      return [`region ${region}`, { status: String(status), score: null, amount: String(pool) }]
    }),
  ])
}

interface Change {
  readonly before: Figures
  readonly after: Figures
}

/** Of whom two runs say something else. */
function changesBetween(before: ReadonlyMap<string, Figures>, after: ReadonlyMap<string, Figures>): Map<string, Change> {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort()
  const both = keys.map((key): [string, Change] => [key, { before: before.get(key) ?? NOBODY, after: after.get(key) ?? NOBODY }])
  return new Map(both.filter(([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after)))
}

interface Two {
  readonly before: string | null
  readonly after: string | null
}
interface PeriodEffect {
  readonly period: string
  readonly regions: readonly { readonly region: string; readonly status: Two; readonly pool: Two }[]
  readonly people: readonly {
    readonly kind: string
    readonly employee: string
    readonly status: Two
    readonly score: Two
    readonly bonus: Two
    readonly commission: Two
  }[]
  readonly peopleChanged: number
}

function foreseen({ regions, people }: PeriodEffect): Map<string, Change> {
  const none: Two = { before: null, after: null }
  const change = (status: Two, score: Two, amount: Two): Change => ({
    before: { status: status.before, score: score.before, amount: amount.before },
    after: { status: status.after, score: score.after, amount: amount.after },
  })
  return new Map(
    [
      ...people.map((each): [string, Change] => [`${each.kind} ${each.employee}`, change(each.status, each.score, each.bonus)]),
      ...people.map((each): [string, Change] => [`commission ${each.employee}`, change(none, none, each.commission)]),
      ...regions.map((each): [string, Change] => [`region ${each.region}`, change(each.status, none, each.pool)]),
    ]
      .filter(([, { before, after }]) => JSON.stringify(before) !== JSON.stringify(after))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

let keys = 0
async function upload(hr: ApiClient, files: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const form = new FormData()
  for (const [name, lines] of Object.entries(files)) form.append('file', new Blob([`${lines.join('\n')}\n`]), name)
  const headers = { 'idempotency-key': `effect-${++keys}` }
  const body = await (await hr.request('/uploads', { method: 'POST', body: form, headers })).json()
  expect(body).toMatchObject({ state: 'checked' })
  return String(field(body, 'id'))
}

async function effectOf(hr: ApiClient, id: string): Promise<readonly PeriodEffect[]> {
  const { body } = expectOk(await hr.get(`/uploads/${id}/effect`))
  expect(body).toMatchObject({ others: [] })
  return field(body, 'periods') as readonly PeriodEffect[]
}

const COLLECTIONS = 'number,date,client,amount,rep,status'

let folder = ''
let rules = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-effect-'))
  rules = await rulesWithPlans([await planFrom('marginal-on-collections')], join(folder, 'rules'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

await onBothDatabases((database) => {
  test('what an upload would change is what the runs after its commit find, to the fen, and nothing is written before', {
    timeout: 300_000,
  }, async () => {
    const world = await makeTestService({ now: '2026-11-03T08:00:00.000Z', rules, database: await database.fresh() })
    const { store } = world.service
    await store.write(async (transaction) => {
      for (const [value, from] of [
        ['reweight', 20260901],
        ['hold', 20261001],
      ] as const) {
        const setting = { key: 'onIncomplete', value, effective_from: from, reason: 'decided', at: '2026-01-01T00:00:00.000Z', by: 'hr' }
        await transaction.insert('setting_changes', setting)
      }
      return { ok: true }
    })
    const closed = await publishPeriod(world, CLOSED)
    expectOk(await closed.advance())
    const open = await openPeriod(world, OPEN)
    const hr = await world.as('hr')
    const before = { open: await figuresOf(world, await open.compute()), closed: await figuresOf(world, await closed.run()) }

    const [[region, name] = []] = await store.all(`SELECT region, name FROM clients WHERE book = 1 AND code = 'C0001'`)
    const id = await upload(hr, {
      'clients.csv': ['code,name,region,rep', `C0001,${name},${region},S030`],
      'collections.csv': [
        COLLECTIONS,
        'E-1,2026-10-12,C0002,345678.90,S005,audited',
        'E-2,2026-10-13,C0001,1000000,,audited',
        'E-3,2026-10-14,C0003,77777,S005,draft',
        'E-4,2026-09-14,C0003,-54321.09,S009,audited',
      ],
      'orders.csv': ['number,date,rep,client,amount', 'E-5,2026-10-09,S005,C0009,20000', 'E-8,2026-09-09,S001,C0001,30000'],
      'attendance.csv': ['date,employee,kind', '2026-10-14,T003,late', '2026-10-15,T003,early_leave', '2026-09-15,T007,late'],
    })
    const trail = await store.all('SELECT count(*), max(sequence) FROM audit_entries')
    const periods = await effectOf(hr, id)
    expect(await store.all('SELECT count(*), max(sequence) FROM audit_entries')).toEqual(trail)
    expect(periods.map(({ period }) => period)).toEqual([OPEN, CLOSED])
    expectOk(await hr.post(`/uploads/${id}/commit`, { reason: 'arrived late' }))
    const after = await figuresOf(world, await open.compute())
    expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`))
    const [[reviewed] = []] = await store.all(`SELECT id FROM runs WHERE period = $1 AND purpose = 'adjustment'`, [CLOSED])
    const [ofOpen, ofClosed] = periods.map((each) => foreseen(each))
    expect(ofOpen).toEqual(changesBetween(before.open, after))
    expect(ofClosed).toEqual(changesBetween(before.closed, await figuresOf(world, String(reviewed))))
    expect([...(ofOpen?.keys() ?? [])]).toEqual(expect.arrayContaining(['commission S005', 'sales S005', 'service T003']))
    expect([...(ofClosed?.keys() ?? [])]).toEqual(expect.arrayContaining(['sales S001', 'service T007']))
    // The largest difference of money comes first.
    const sizes = present(periods[0], 'There are two.').people.map(({ bonus, commission }) => {
      const amount = (text: string | null) => fenFromYuan(text ?? '0') ?? 0n
      const difference = amount(bonus.after) + amount(commission.after) - amount(bonus.before) - amount(commission.before)
      return difference < 0n ? -difference : difference
    })
    expect(sizes).toEqual([...sizes].sort((a, b) => (a === b ? 0 : a > b ? -1 : 1)))
    expect(sizes[0]).not.toBe(0n)

    // Somebody new without any data holds the region; with their data it is split.
    const joined = await upload(hr, {
      'employees.csv': ['number,name,position,region,hired_on', 'T900,新客服,service_engineer,EAST,2026-10-01'],
    })
    const [held] = await effectOf(hr, joined)
    expect(held?.regions).toMatchObject([{ region: 'EAST', status: { before: 'split', after: 'held' } }])
    expectOk(await hr.post(`/uploads/${joined}/commit`, { reason: 'joined' }))
    const whileHeld = await figuresOf(world, await open.compute())
    expect(held && foreseen(held)).toEqual(changesBetween(after, whileHeld))
    const data = await upload(hr, {
      'feedback.csv': ['number,date,engineer,attitude,resolution,dedication,solved_on_site', 'E-6,2026-10-20,T900,90,92,91,true'],
      'followups.csv': ['number,date,engineer,score', 'E-7,2026-10-21,T900,95'],
      'evaluations.csv': ['period,engineer,item,evaluator,score', '2026-10,T900,overall,M001,90'],
    })
    const [split] = await effectOf(hr, data)
    expect(split?.people).toContainEqual(
      expect.objectContaining({
        employee: 'T900',
        status: { before: 'incomplete', after: 'scored' },
        bonus: { before: null, after: expect.any(String) },
      }),
    )
    expectOk(await hr.post(`/uploads/${data}/commit`, { reason: 'their data' }))
    expect(split && foreseen(split)).toEqual(changesBetween(whileHeld, await figuresOf(world, await open.compute())))
    expect(await hr.get(`/uploads/${data}/effect`)).toMatchObject({ status: 409, code: 'upload_must_still_wait' })
    expect((await (await world.as('managerEast')).get(`/uploads/${data}/effect`)).status).toBe(403)
    expect(world.failures).toEqual([])
    await world.close()
  })
})

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { failInterruptedWhatIfs } from '../../src/server/what-if/fail-what-if.ts'
import { whatIfOver } from '../../src/server/what-if/what-if-worker.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import { insertWhatIf } from '../../src/store/aggregates/what-ifs.ts'
import { planFrom } from '../appraisal/pay-world.ts'
import { onBothDatabases } from '../store/databases.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService } from './support/test-service.ts'

const PERIODS = ['2026-09', '2026-10']
const SETTINGS = { 'bonus.split.movers': 'daysInPost', 'service.attendance.leaveKinds': '' }

interface Side {
  readonly sha256: string
  readonly total: string
}
interface Summary {
  readonly periods: readonly { readonly period: string; readonly before: Side; readonly after: Side }[]
  readonly totals: { readonly difference: { readonly total: string }; readonly people: Readonly<Record<string, number>> }
  readonly change: { readonly rules: readonly { readonly id: string }[] }
}

async function tried(client: ApiClient, asked: object) {
  const begun = expectOk(await client.post('/what-ifs', { title: '按天数分配', periods: PERIODS, ...asked }))
  const id = String(field(begun.body, 'id'))
  await whatIfOver(id)
  const { body } = expectOk(await client.get(`/what-ifs/${id}`))
  return { id, body, state: field(body, 'state'), summary: field(body, 'summary') as Summary }
}

await onBothDatabases((database) => {
  test('before is what runs found and after what they find once the change is made, to the byte; everybody reads their difference to the fen', async () => {
    const world = await makeTestService({ database: await database.fresh() })
    const { store } = world.service
    for (const period of PERIODS) await openPeriod(world, period)
    const hr = await world.as('hr')
    const runs = async () => {
      const made: string[] = []
      for (const period of PERIODS) made.push(await finishedRun(world, period))
      return made
    }
    const hashes = (ids: readonly string[]) =>
      Promise.all(ids.map(async (run) => present(await findRun(store, run), 'It is there.').resultSha256))
    const asBefore = await runs()

    const { id, state, summary } = await tried(hr, { settings: SETTINGS })
    expect(state).toBe('done')
    expect(summary.periods.map(({ before }) => before.sha256)).toEqual(await hashes(asBefore))
    expectOk(await hr.post('/settings/changes', { values: SETTINGS, effectiveFrom: '2026-09-01', reason: '试算后采用' }))
    expect(summary.periods.map(({ after }) => after.sha256)).toEqual(await hashes(await runs()))

    // What was published before the change stays what it was: by its own settings and records.
    const [, october = ''] = asBefore
    await showRun(world, '2026-10', october)
    const again = (await tried(hr, { settings: SETTINGS })).summary.periods
    expect(again.map(({ before, after }) => before.sha256 === after.sha256)).toEqual([true, false])
    expect(again[1]).toMatchObject({ before: summary.periods[1]?.before, after: summary.periods[1]?.after })

    const gains = items(expectOk(await hr.get(`/what-ifs/${id}/people?limit=500`)))
    const losses = items(expectOk(await hr.get(`/what-ifs/${id}/people?first=loss&limit=500`)))
    const differences = gains.map(({ difference }) => Number(difference))
    expect(differences).toEqual([...differences].sort((a, b) => b - a))
    expect(losses.map(({ employee }) => employee).sort()).toEqual(gains.map(({ employee }) => employee).sort())
    expect([differences.filter((each) => each > 0).length, differences.filter((each) => each < 0).length]).toEqual([
      summary.totals.people.gain,
      summary.totals.people.lose,
    ])
    const first = expectOk(await hr.get(`/what-ifs/${id}/people?limit=2`))
    const second = items(expectOk(await hr.get(`/what-ifs/${id}/people?limit=2&cursor=${String(field(first.body, 'next'))}`)))
    expect([...items(first), ...second]).toEqual(gains.slice(0, 4))

    const [audited] = await store.all("SELECT count(*) FROM audit_entries WHERE action IN ('what_if.start', 'what_if.finish')")
    expect(Number(audited?.[0])).toBe(4)
    await world.close()
  }, 120_000)
})

test('a plan that begins next year is tried on closed months; a change that does not fit fails with the words of the rule book', async () => {
  const world = await makeTestService()
  for (const period of PERIODS) await openPeriod(world, period)
  const hr = await world.as('hr')
  const plan = JSON.stringify(await planFrom('marginal-on-collections', { effectiveFrom: '2027-01-01' }))
  const paid = await tried(hr, { texts: { 'pay/marginal-on-collections.json': plan } })
  expect(paid.summary.change.rules).toMatchObject([{ id: 'pay.marginal-on-collections' }])
  expect(Number(paid.summary.totals.difference.total)).toBeGreaterThan(0)

  const wrong = await tried(hr, { settings: { 'bonus.split.moovers': 'daysInPost' } })
  expect(wrong).toMatchObject({ state: 'failed', body: { problems: [{ code: 'setting_must_be_known' }], summary: null } })
  expect(await hr.post('/what-ifs', { title: '无', periods: PERIODS })).toMatchObject({
    status: 422,
    code: 'what_if_must_change_something',
  })
  expect(await hr.post('/what-ifs', { title: '无', periods: ['2026-01'], settings: SETTINGS })).toMatchObject({ code: 'period_must_exist' })

  const workbook = await hr.request(`/what-ifs/${paid.id}/workbook`)
  expect([
    workbook.status,
    Buffer.from(await workbook.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ]).toEqual([200, 'PK'])
  for (const other of ['managerEast', 'salesRep'] as const) {
    const client = await world.as(other)
    for (const path of ['/what-ifs', `/what-ifs/${paid.id}`, `/what-ifs/${paid.id}/people`, `/what-ifs/${paid.id}/workbook`])
      expect((await client.get(path)).status, `${other} ${path}`).toBe(403)
  }
  expect((await (await world.as('finance')).get(`/what-ifs/${paid.id}/people`)).status).toBe(200)
  expect((await (await world.as('finance')).post('/what-ifs', { title: '无', periods: PERIODS, settings: SETTINGS })).status).toBe(403)
  expect((await hr.delete(`/what-ifs/${paid.id}`)).status).toBe(204)
  expect((await hr.get(`/what-ifs/${paid.id}`)).status).toBe(404)
  await expect(readFile(`${world.service.dataFolder}/what-ifs/${paid.id}/zh.xlsx`)).rejects.toThrow()
}, 120_000)

test('a company without a record tries too: nobody gets anything, and nothing breaks; a second one waits for the first', async () => {
  const world = await makeTestService({ demo: false })
  await openPeriod(world, '2026-10')
  const hr = await world.as('hr')
  const asked = { periods: ['2026-10'], settings: SETTINGS }
  const first = expectOk(await hr.post('/what-ifs', { title: '一', ...asked }))
  expect(await hr.post('/what-ifs', { title: '二', ...asked })).toMatchObject({ status: 409, code: 'what_if_must_be_alone' })
  const id = String(field(first.body, 'id'))
  await whatIfOver(id)
  const { body } = expectOk(await hr.get(`/what-ifs/${id}`))
  expect(body).toMatchObject({ state: 'done', summary: { totals: { people: { gain: 0, lose: 0, same: 0 } }, regions: [] } })
  expect(items(await hr.get(`/what-ifs/${id}/people`))).toEqual([])
})

test('what a killed server left under way is said to be cut off when the next one starts, and another can begin', async () => {
  const world = await makeTestService()
  await openPeriod(world, '2026-10')
  const asked = JSON.stringify({ periods: ['2026-10'], settings: SETTINGS, texts: {} })
  const row = { id: 'cut-off', title: '一', startedBy: 'hr', startedAt: world.service.now().toISOString(), asked }
  await world.service.store.write(async (transaction) => {
    await insertWhatIf(transaction, row)
    return { ok: true }
  })
  await failInterruptedWhatIfs(world.service)
  const hr = await world.as('hr')
  expect((await hr.get('/what-ifs/cut-off')).body).toMatchObject({ state: 'failed', problems: [{ code: 'what_if_was_interrupted' }] })
  expect(await tried(hr, { periods: ['2026-10'], settings: SETTINGS })).toMatchObject({ state: 'done' })
})

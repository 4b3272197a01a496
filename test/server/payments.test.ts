import { beforeAll, expect, test, vi } from 'vitest'
import { fen, fenFromYuan, yuanText } from '../../src/base/money.ts'
import { expectOk, field, items, openPeriod, publishPeriod, type WalkedPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const MONTH = '2026-10'
let world: TestService
let month: WalkedPeriod
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-10T08:00:00.000Z' })
  month = await publishPeriod(world, MONTH)
}, 120_000)

const as = (person: DemoPerson) => world.as(person)
const payments = async (person: DemoPerson, query = '') =>
  items(await (await as(person)).get(`/periods/${MONTH}/payments?limit=500${query}`))
const mark = async (body: object, person: DemoPerson = 'finance') =>
  (await as(person)).post(`/periods/${MONTH}/payments`, { paidOn: '2026-11-10', reference: '工行批次 88', ...body })
const takeBack = async (body: object, person: DemoPerson = 'finance') =>
  (await as(person)).post(`/periods/${MONTH}/payments/take-back`, { reason: '账号有误，银行退回', ...body })
const board = async () => expectOk(await (await as('finance')).get(`/periods/${MONTH}/bonus-board`)).body
const region = async (code: string) => {
  const regions = field(await board(), 'regions')
  return Array.isArray(regions) ? regions.find((each) => each.region === code) : undefined
}
const sum = (amounts: readonly unknown[]) =>
  yuanText(fen(amounts.reduce((total: bigint, each) => total + (fenFromYuan(String(each)) ?? 0n), 0n)))

test('nothing is paid before the period is closed', async () => {
  expect(await payments('finance')).toEqual([])
  expect(await mark({ regions: ['EAST'] })).toMatchObject({ status: 409, code: 'payments_must_be_of_a_closed_period' })
  expectOk(await month.advance())
  const all = await payments('finance')
  expect(all.length).toBeGreaterThan(20)
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['unpaid']))
  const shown = field(field(await board(), 'totals'), 'payable')
  expect(sum(all.map(({ amount }) => amount))).toBe(shown)
})

test('everybody sees what is theirs: finance all, a manager the region, staff themselves', async () => {
  expect(new Set((await payments('managerEast')).map((each) => each.region))).toEqual(new Set(['EAST']))
  expect(new Set((await payments('engineer')).map(({ employee }) => employee))).toEqual(new Set(['T001']))
  for (const person of ['hr', 'auditor', 'managerEast', 'engineer'] as const) {
    expect((await mark({ regions: ['EAST'] }, person)).status).toBe(403)
    expect((await takeBack({ regions: ['EAST'] }, person)).status).toBe(403)
  }
  expect((await (await as('managerEast')).get(`/periods/${MONTH}/payments/trail`)).status).toBe(403)
})

test.each`
  body                                                  | code                                            | why
  ${{}}                                                 | ${'payment_must_name_somebody'}                 | ${'neither region nor person'}
  ${{ regions: ['NOWHERE'] }}                           | ${'thing_must_exist'}                           | ${'a region that the run does not have'}
  ${{ people: [{ region: 'WEST', employee: 'T001' }] }} | ${'payment_must_be_of_people_who_are_due'}      | ${'a person whom that region does not pay'}
  ${{ regions: ['EAST'], paidOn: '2026-11-11' }}        | ${'payment_day_must_have_come'}                 | ${'tomorrow, in Beijing'}
  ${{ regions: ['EAST'], paidOn: '2026-09-30' }}        | ${'payment_day_must_be_after_the_period_began'} | ${'before the month began'}
  ${{ regions: ['EAST'], reference: ' ' }}              | ${'request_must_be_valid'}                      | ${'no reference'}
`('refused: $why', async ({ body, code }) => {
  expect(await mark(body)).toMatchObject({ code })
})

test('a region and single people are marked as paid, once; the board and the people learn of it', async () => {
  const north = (await payments('finance', '&region=NORTH')).find(({ amount }) => amount !== '0.00')
  const single = { region: 'NORTH', employee: String(north?.employee) }
  const made = expectOk(await mark({ regions: ['EAST'], people: [single] })).body
  const east = await payments('finance', '&region=EAST')
  const due = east.filter(({ amount }) => amount !== '0.00')
  expect(made).toMatchObject({ people: due.length + 1, amount: sum([...due.map(({ amount }) => amount), north?.amount]) })
  expect(
    due.every(
      ({ state, paidOn, reference, markedBy }) =>
        state === 'paid' && paidOn === '2026-11-10' && reference === '工行批次 88' && markedBy === 'finance',
    ),
  ).toBe(true)
  expect(await region('EAST')).toMatchObject({ payment: { state: 'paid', paid: due.length, lastPaidOn: '2026-11-10' } })
  expect(await region('NORTH')).toMatchObject({ payment: { state: 'part', paid: 1, amount: north?.amount } })
  expect(await region('WEST')).toMatchObject({ payment: { state: 'none', paid: 0, amount: '0.00', lastPaidOn: null } })
  expect(await payments('engineer')).toMatchObject([{ state: 'paid', paidOn: '2026-11-10' }])
  const told = items(await (await as('engineer')).get('/messages'))
  expect(told.filter(({ kind }) => kind === 'payment.marked')).toHaveLength(1)
  expect(await mark({ people: [single] })).toMatchObject({ status: 409, code: 'payment_must_be_marked_once' })
  expect(await mark({ regions: ['EAST'] })).toMatchObject({ status: 409, code: 'payment_must_have_somebody_left' })
})

test('the rest of a region can be marked later, without those who are', async () => {
  const left = (await payments('finance', '&region=NORTH&state=unpaid')).length
  expect(expectOk(await mark({ regions: ['NORTH'], reference: '补发' })).body).toMatchObject({ people: left })
  const references = (await payments('finance', '&region=NORTH&state=paid')).map(({ reference }) => reference)
  expect(references.filter((each) => each === '工行批次 88')).toHaveLength(1)
})

test('a mark is taken back with a reason, and can be made again; all of it stays in the trail', async () => {
  const people = [{ region: 'EAST', employee: 'T001' }]
  expect((await takeBack({ people, reason: undefined })).status).toBe(422)
  expect(await takeBack({ regions: ['WEST'] })).toMatchObject({ status: 409, code: 'payment_must_stand_to_be_taken_back' })
  expectOk(await takeBack({ people }))
  expect(await takeBack({ people })).toMatchObject({ status: 409, code: 'payment_must_stand_to_be_taken_back' })
  expect(await payments('engineer')).toMatchObject([{ state: 'unpaid', paidOn: null, reference: null }])
  expect(await region('EAST')).toMatchObject({ payment: { state: 'part' } })
  expectOk(await mark({ people, reference: '重新发放' }))
  expect(await payments('engineer')).toMatchObject([{ state: 'paid', reference: '重新发放' }])
  const trail = items(await (await as('auditor')).get(`/periods/${MONTH}/payments/trail`))
  expect(trail.map(({ kind, by }) => [kind, by])).toEqual([
    ['paid', 'finance'],
    ['taken_back', 'finance'],
    ['paid', 'finance'],
    ['paid', 'finance'],
  ])
  expect(trail[1]).toMatchObject({
    reason: '账号有误，银行退回',
    regions: [{ region: 'EAST', people: 1 }],
    people: [{ employee: 'T001' }],
    more: 0,
  })
})

test('the database itself refuses to change the trail', async () => {
  for (const sql of [
    `UPDATE payments SET reference = 'x'`,
    'DELETE FROM payments',
    'UPDATE payment_lines SET amount = 1',
    'DELETE FROM payment_lines',
  ]) {
    await expect(world.service.store.write(async (transaction) => ({ ok: true, rows: await transaction.all(sql) }))).rejects.toThrow()
  }
})

test('a page of payments goes on where the last ended', async () => {
  const finance = await as('finance')
  const seen: unknown[] = []
  let cursor = ''
  do {
    const page = expectOk(await finance.get(`/periods/${MONTH}/payments?limit=7${cursor}`))
    seen.push(...items(page).map(({ region: of, employee }) => `${of} ${employee}`))
    const next = field(page.body, 'next')
    cursor = next === null ? '' : `&cursor=${String(next)}`
  } while (cursor !== '')
  expect(seen).toEqual((await payments('finance')).map(({ region: of, employee }) => `${of} ${employee}`))
})

test('a period that is not opened has no payments', async () => {
  expect(await (await as('finance')).get('/periods/2026-12/payments')).toMatchObject({ status: 404, code: 'period_must_exist' })
  await openPeriod(world, '2026-11')
  expect(world.failures).toEqual([])
})

test('nobody marks a payment to themselves, nor to who they were in that period, nor takes such a mark back', async () => {
  const finance = await as('finance')
  const [somebody] = (await payments('finance', '&region=WEST')).filter(({ amount }) => amount !== '0.00')
  const employee = String(somebody?.employee)
  const link = async (until: string | null) =>
    world.service.store.write(async (transaction) => {
      await transaction.all('DELETE FROM account_links WHERE account = $1', ['finance'])
      await transaction.insert('account_links', { account: 'finance', employee, from: '2026-01-01T00:00:00.000Z', until })
      return { ok: true }
    })
  const own = { status: 403, code: 'own_case_must_be_decided_by_another' }
  for (const until of [null, '2026-10-15T00:00:00.000Z']) {
    await link(until)
    expect(await mark({ regions: ['WEST'] })).toMatchObject(own)
    expect(await mark({ people: [{ region: 'WEST', employee }] })).toMatchObject(own)
  }
  const refused = await world.service.store.all(`SELECT actor FROM audit_entries WHERE action = 'duty.refuse'`)
  expect(refused.length).toBeGreaterThanOrEqual(4)
  await link('2026-09-30T15:59:59.000Z')
  expect((await finance.get(`/periods/${MONTH}/payments`)).status).toBe(200)
  expectOk(await mark({ people: [{ region: 'WEST', employee }] }))
  await link(null)
  expect(await takeBack({ people: [{ region: 'WEST', employee }] })).toMatchObject(own)
})

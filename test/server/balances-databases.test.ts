import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fen, fenFromYuan, yuanText } from '../../src/base/money.ts'
import { cellsOf } from '../sheets/workbooks/spreadsheet-program.ts'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field, items, openPeriod, publishPeriod, type WalkedPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService } from './support/test-service.ts'

const folder = mkdtempSync(join(tmpdir(), 'quanheng-balances-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Item = Readonly<Record<string, unknown>>
const fenOf = (text: unknown) => fenFromYuan(String(text)) ?? 0n
const sumOf = (list: readonly Item[], key: string) => list.reduce((sum, each) => sum + fenOf(each[key]), 0n)

/** September closed, October open: a refund takes September's bonus of EAST back while October's pool of EAST is 0. */
async function negativeWorld(database: string) {
  const world = await makeTestService({ now: '2026-12-03T08:00:00.000Z', database })
  await world.service.store.write(async (transaction) => {
    const setting = { key: 'onIncomplete', value: 'reweight', effective_from: 20260101, reason: 'decided', by: 'hr' }
    await transaction.insert('setting_changes', { ...setting, at: '2026-01-01T00:00:00.000Z' })
    return { ok: true }
  })
  const [finance, hr] = [await world.as('finance'), await world.as('hr')]
  const receipt = async (number: string, date: string, amount: string) => {
    const values = { number, date, client: 'C0001', rep: 'S001', region: 'EAST', amount }
    expectOk(await hr.post('/records/collections', { values, reason: 'the bank statement' }))
  }
  const adjust = async (period: string, decision: 'accepted' | 'rejected' = 'accepted') => {
    expectOk(await hr.post(`/periods/${period}/adjustments/review`))
    const adjustments = items(await finance.get(`/periods/${period}/adjustments?limit=500&state=proposed`)).map(({ id }) => id)
    expectOk(await finance.post(`/periods/${period}/adjustments/decisions`, { adjustments, decision, reason: 'as reviewed' }))
  }
  const publish = async (month: WalkedPeriod) => {
    for (const _ of ['evaluating', 'review']) expectOk(await month.advance())
    await month.compute()
    return expectOk(await month.advance()).body
  }
  const payments = async (period: string) => items(await finance.get(`/periods/${period}/payments?limit=500`))
  const home = async (person: DemoPerson) => expectOk(await (await world.as(person)).get('/home')).body
  const balances = async (query = '') => items(await finance.get(`/balances?limit=500${query}`))
  expectOk(await (await publishPeriod(world, '2026-09')).advance())
  const october = await openPeriod(world, '2026-10')
  await receipt('OCT-BACK', '2026-10-20', '-9000000')
  await receipt('LATE-BACK', '2026-09-20', '-9000000')
  await adjust('2026-10')
  return { world, finance, hr, receipt, adjust, publish, october, payments, balances, home }
}

await onBothDatabases((database) => {
  test('a month below zero pays nothing: what is missing is open, decided on, and paid back to the fen', { timeout: 300_000 }, async () => {
    const { world, finance, hr, receipt, publish, october, payments, balances, home } = await negativeWorld(await database.fresh())
    const september = await payments('2026-09')
    const due = sumOf(
      september.filter(({ region }) => region === 'EAST'),
      'amount',
    )
    const people = new Set(september.filter(({ region, share }) => region === 'EAST' && share !== '0.00').map(({ employee }) => employee))

    // Publishing says what closing would leave open, and so does the preview; the board pays nothing below zero.
    const said = { arising: { people: people.size, amount: yuanText(fen(due)) }, undecided: { people: 0, amount: '0.00' } }
    expect(field(await publish(october), 'balances')).toMatchObject(said)
    const run = await october.run()
    expect(field(expectOk(await hr.get(`/periods/2026-10/runs/${run}/publication`)).body, 'balances')).toMatchObject(said)
    expect(await balances()).toEqual([])

    // Closing says how many people and how much wait.
    const closed = expectOk(await october.advance()).body
    expect(field(closed, 'balances')).toMatchObject({ undecided: said.arising })
    const told = await world.service.store.all(`SELECT account FROM messages WHERE kind = 'balance.undecided'`)
    expect(told).toEqual([['finance']])
    const paid = await payments('2026-10')
    expect(paid.filter(({ amount }) => fenOf(amount) < 0n)).toEqual([])
    expect(sumOf(paid, 'carried')).toBe(due)
    expect(sumOf(paid, 'amount')).toBe(sumOf(paid, 'share') + sumOf(paid, 'adjustment') + due)
    const arisen = await balances('&state=undecided')
    expect(new Set(arisen.map(({ employee }) => employee))).toEqual(people)
    expect(sumOf(arisen, 'open')).toBe(due)
    expect(arisen.every(({ suggestion, period }) => suggestion === 'carry' && period === '2026-10')).toBe(true)

    // The home pages say so: to finance as something to do, to HR in all, to each person of their own; a person's page has the ledger.
    const todos = field(await home('finance'), 'todos') as Item[]
    const wanted = { key: 'balances.decide', count: people.size, values: { amount: yuanText(fen(due)) } }
    expect(todos.find(({ key }) => key === 'balances.decide')).toMatchObject(wanted)
    expect(field(await home('hr'), 'balances')).toEqual({ whose: 'all', parts: [{ state: 'undecided', ...said.arising }] })
    const theirs = String(arisen.find(({ employee }) => employee === 'T001')?.open)
    const own = { whose: 'own', parts: [{ state: 'undecided', people: 1, amount: theirs }] }
    expect(field(await home('engineer'), 'balances')).toEqual(own)
    expect(field(await home('managerWest'), 'balances')).toBeNull()
    const ofT001 = async (person: DemoPerson) => items(expectOk(await (await world.as(person)).get('/people/T001/balances')))
    for (const person of ['engineer', 'hr', 'managerEast'] as const) expect(await ofT001(person)).toMatchObject([{ open: theirs }])
    for (const person of ['salesRep', 'managerWest'] as const) expect(await ofT001(person)).toEqual([])

    // Finance decides: one is written off, one reclaimed, one carried by at most 50 a month, the rest carried.
    const [off, back, slow, ...rest] = arisen
    const decide = async (balance: Item | undefined, body: object) => finance.post(`/balances/${String(balance?.id)}/decision`, body)
    expect((await hr.post(`/balances/${String(off?.id)}/decision`, { decision: 'carry', reason: 'x' })).status).toBe(403)
    expect(await decide(off, { decision: 'write_off', monthly: '5', reason: 'x' })).toMatchObject({
      code: 'balance_limit_must_be_for_carrying',
    })
    expect(expectOk(await decide(off, { decision: 'write_off', reason: 'our mistake' })).body).toMatchObject({
      state: 'written_off',
      open: '0.00',
    })
    expect(await decide(off, { decision: 'carry', reason: 'again' })).toMatchObject({ status: 409, code: 'balance_must_be_open' })
    expect(await finance.post(`/balances/${String(back?.id)}/receipt`, { day: '2026-12-02', reason: 'bank' })).toMatchObject({
      code: 'balance_must_be_reclaimed',
    })
    expectOk(await decide(back, { decision: 'reclaim', reason: 'has left' }))
    const received = expectOk(await finance.post(`/balances/${String(back?.id)}/receipt`, { day: '2026-12-02', reason: 'bank 17' })).body
    expect(received).toMatchObject({ state: 'settled', open: '0.00' })
    expectOk(await decide(slow, { decision: 'carry', monthly: '50', reason: 'agreed' }))
    for (const each of rest) expectOk(await decide(each, { decision: 'carry', reason: 'agreed' }))

    expect(field(await home('hr'), 'balances')).toMatchObject({
      parts: [
        { state: 'carry', people: people.size - 2 },
        { state: 'settled', people: 1, amount: String(back?.open) },
        { state: 'written_off', people: 1, amount: String(off?.open) },
      ],
    })
    expect((field(await home('finance'), 'todos') as Item[]).map(({ key }) => key)).not.toContain('balances.decide')

    // November pays back what it can, each at most what it may.
    const november = await openPeriod(world, '2026-11')
    await receipt('NOV-1', '2026-11-10', '900000')
    const published = await publish(november)
    expect(field(published, 'balances')).toMatchObject({ arising: { people: 0 }, deducting: { people: people.size - 2 } })
    expectOk(await november.advance())
    const paidBack = await payments('2026-11')
    const lineOf = (balance: Item | undefined) =>
      paidBack.find(({ employee, region }) => employee === balance?.employee && region === 'EAST')
    expect(lineOf(slow)).toMatchObject({ carried: '-50.00' })
    expect(lineOf(off)).toMatchObject({ carried: '0.00', balance: '0.00' })
    for (const each of rest) {
      const least = [fenOf(each.open), fenOf(lineOf(each)?.share)].reduce((a, b) => (a < b ? a : b))
      expect(fenOf(lineOf(each)?.carried)).toBe(-least)
    }
    // The payroll sheet and the region's table say the same; a month of which nothing goes back has no columns for it.
    const sheet = async (period: string, kind: string) => {
      const files = field(expectOk(await finance.get(`/periods/${period}/documents`)).body, 'files') as { kind: string; name: string }[]
      const name = encodeURIComponent(files.find((each) => each.kind === kind)?.name ?? '')
      const path = join(folder, `${period} ${kind}.xlsx`)
      writeFileSync(path, Buffer.from(await (await finance.request(`/periods/${period}/documents/${name}`)).arrayBuffer()))
      return cellsOf(path)
    }
    const payroll = async (period: string) => {
      const rows: string[][] = []
      for (const [place, { value }] of await sheet(period, 'payroll')) {
        const [, letter = 'A', row = '1'] = /!([A-Z]+)(\d+)$/.exec(place) ?? []
        const isMoney = letter >= 'E' && row !== '1'
        rows[Number(row) - 1] = [...(rows[Number(row) - 1] ?? []), isMoney ? Number(value).toFixed(2) : String(value)]
      }
      return rows
    }
    for (const [period, lines] of [
      ['2026-10', paid],
      ['2026-11', paidBack],
    ] as const) {
      const [titles = [], ...rows] = await payroll(period)
      expect(titles.slice(6)).toEqual(['应发合计', '转入待扣(+)/扣回(-)', '待扣余额'])
      const wanted = lines.map(({ employee, share, adjustment, amount, carried, balance }) => [
        employee,
        share,
        adjustment,
        amount,
        carried,
        balance,
      ])
      expect(rows.map(([employee, , , , ...amounts]) => [employee, ...amounts])).toEqual(wanted)
      const tables = [...(await sheet(period, 'bonus-sheets'))]
      expect(tables.filter(([, { value }]) => value === '转入待扣(+)/扣回(-)').map(([place]) => place)).toContain('华东区!N6')
      // The check of every table holds, as the spreadsheet would work it out.
      expect(tables.filter(([place, { value }]) => value === '不符' && !place.endsWith('!W6')).map(([place]) => place)).toEqual([])
    }
    expect((await payroll('2026-09'))[0]).toEqual(['工号', '姓名', '区域', '期间', '奖金', '调整', '应发合计'])
    // Paid is due, and what is open, written off and received, to the fen.
    const all = await balances()
    const taken = all.flatMap(({ entries }) => (Array.isArray(entries) ? (entries as Item[]) : []))
    const sum = (kind: string) =>
      sumOf(
        taken.filter((entry) => entry.kind === kind),
        'amount',
      )
    const dueInAll = [...paid, ...paidBack].reduce((total, { share, adjustment }) => total + fenOf(share) + fenOf(adjustment), 0n)
    expect(sumOf([...paid, ...paidBack], 'amount')).toBe(dueInAll + sumOf(all, 'open') + sum('write_off') + sum('received'))
    expect(sum('deducted')).toBe(-sumOf(paidBack, 'carried'))
    expect(sumOf(paidBack, 'balance')).toBe(sumOf(all, 'open'))
    expect(world.failures).toEqual([])
    await world.close()
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { AccountPosition } from '../../src/domain/people/account-position.ts'
import { itemsOf, openPeriod } from './marks-world.ts'
import { type ApiAnswer, type ApiClient, apiClient } from './support/api-client.ts'
import { accountIdOf, DEMO_PASSWORD, type DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
let administrator: ApiClient
beforeEach(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
  administrator = await world.as('administrator')
})

async function change(client: ApiClient, person: DemoPerson | string, fields: object): Promise<ApiAnswer> {
  const id = person.toLowerCase()
  const read = await administrator.get(`/accounts/${id}`)
  return client.patch(`/accounts/${id}`, { reason: 'a test', ...fields }, { 'if-match': read.headers.get('etag') ?? '' })
}

/** What separated duties refused, as the trail has it: the deed and its subject. */
async function refusals(): Promise<[string, string][]> {
  const rows = await world.service.store.all(`SELECT after, subject FROM audit_entries WHERE action = 'duty.refuse' ORDER BY sequence`)
  return rows.map(([after, subject]) => [(JSON.parse(String(after)) as { action: string }).action, String(subject)])
}

describe('HR cannot take over who sees money or watches over it', () => {
  test.each(['finance', 'auditor', 'administrator'] as const)('%s: by no route, and every attempt is in the trail', async (person) => {
    const id = accountIdOf(person)
    const code = person === 'administrator' ? 'administrator_must_be_granted_by_one' : 'account_must_be_kept_by_an_administrator'
    const refused = { status: 403, code }
    const because = { reason: 'a test' }
    expect(await hr.post('/accounts', { username: 'mine', name: 'x', positions: ['staff', person] })).toMatchObject(refused)
    expect(await change(hr, 'engineer', { positions: ['staff', person] })).toMatchObject(refused)
    expect(await change(hr, person, { name: 'x' })).toMatchObject(refused)
    expect(await change(hr, person, { email: 'mine@demo.example' })).toMatchObject(refused)
    expect(await change(hr, person, { employee: 'T002' })).toMatchObject(refused)
    expect(await change(hr, person, { positions: ['staff'] })).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/one-time-password`, because)).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/close`, because)).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/reopen`, because)).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/end-sessions`, because)).toMatchObject(refused)
    expect(await hr.post(`/accounts/${id}/remove-second-factor`, because)).toMatchObject(refused)
    expect(await refusals()).toEqual([
      ['account.create', 'account mine'],
      ['account.change', 'account engineer'],
      ...Array(4).fill(['account.change', `account ${id}`]),
      ['account.resetPassword', `account ${id}`],
      ['account.close', `account ${id}`],
      ['account.reopen', `account ${id}`],
      ['account.endSessions', `account ${id}`],
      ['account.removeSecondFactor', `account ${id}`],
    ])
    expect((await apiClient(world.app).post('/session', { username: id, password: DEMO_PASSWORD })).status).toBe(200)
    expect(world.failures).toEqual([])
  })

  test('nor a colleague, whose second say they need; staff and managers are theirs to keep', async () => {
    expect((await hr.post('/accounts', { username: 'second', name: 'x', positions: ['hr'] })).code).toBe(
      'account_must_be_kept_by_an_administrator',
    )
    expect((await change(hr, 'engineer', { positions: ['staff', 'rd_manager'] })).status).toBe(200)
    expect((await hr.post(`/accounts/${accountIdOf('managerEast')}/one-time-password`, { reason: 'x' })).status).toBe(201)
    expect((await hr.get('/session')).body).toMatchObject({ keeps: ['regional_manager', 'rd_manager', 'staff'] })
  })
})

describe('nobody gives themselves a position', () => {
  test.each(['hr', 'finance', 'auditor', 'regional_manager', 'staff'] as const)('%s, not even an administrator', async (position) => {
    const refused = { status: 403, code: 'position_must_be_given_by_another' }
    expect(await change(administrator, 'administrator', { positions: ['administrator', position] })).toMatchObject(refused)
    expect(await refusals()).toEqual([['account.change', 'account administrator']])
  })

  test('nor links themselves to a person; giving up, a name and an address are one’s own', async () => {
    expect((await change(administrator, 'administrator', { employee: 'T002' })).code).toBe('position_must_be_given_by_another')
    expect((await change(administrator, 'administrator', { email: 'root@demo.example', name: 'Root' })).status).toBe(200)
    const positions: AccountPosition[] = ['administrator', 'hr']
    const { body } = await administrator.post('/accounts', { username: 'both', name: 'x', positions })
    const { account, oneTimePassword } = body as { account: { id: string }; oneTimePassword: string }
    const both = await apiClient(world.app).signedIn('both', oneTimePassword)
    await both.post('/session/password', { current: oneTimePassword, password: 'another one of mine' })
    expect((await change(both, account.id, { positions: ['administrator'] })).status).toBe(200)
    expect((await change(both, account.id, { positions })).code).toBe('position_must_be_given_by_another')
  })
})

describe('nobody decides about who they are, or were in that period', () => {
  const decision = (module: string) => ({ module, decision: 'value', value: '100', reason: 'x' })

  /** HR was linked to T001 until the third of November. */
  async function unlinked(person: DemoPerson): Promise<void> {
    await world.service.store.write(async (transaction) => {
      await transaction.update('accounts', { closedAt: '2026-11-01T00:00:00.000Z' }, { id: 'engineer' })
      return { ok: true }
    })
    expect((await change(administrator, person, { employee: 'T001' })).status).toBe(200)
    expect((await change(administrator, person, { employee: null })).status).toBe(200)
  }

  test('an incomplete case: the period in which the link stood is not theirs, a later one is', async () => {
    await unlinked('hr')
    await openPeriod(world, '2026-11', 'evaluating')
    await openPeriod(world, '2026-12', 'evaluating')
    const decide = (period: string, employee = 'T001') =>
      hr.post(`/periods/${period}/incomplete/${employee}/decision`, decision('customer'))
    expect(await decide('2026-11')).toMatchObject({ status: 403, code: 'own_case_must_be_decided_by_another' })
    expect((await decide('2026-11', 'T002')).status).toBe(200)
    expect((await decide('2026-12')).status).toBe(200)
    expect(await refusals()).toEqual([['incomplete.decide', 'decision 2026-11 T001 customer']])
    expect((await hr.get('/session')).body).toMatchObject({ persons: [{ employee: 'T001', until: '2026-11-03T08:00:00.000Z' }] })
  })

  test('the same by a record: a decision, a mark, one line of attendance', async () => {
    await unlinked('hr')
    await openPeriod(world, '2026-11', 'collecting')
    const own = { status: 403, code: 'own_case_must_be_decided_by_another' }
    const add = (table: string, values: object) => hr.post(`/records/${table}`, { values, reason: 'x' })
    const module = { period: '2026-11', module: 'customer', decision: 'value', value: '100', reason: 'x' }
    const mark = { period: '2026-11', item: 'overall', evaluator: 'M001', score: '100' }
    const day = { date: '2026-11-02', kind: '迟到', count: '1' }
    expect(await add('decisions', { ...module, employee: 'T001' })).toMatchObject(own)
    expect(await add('evaluations', { ...mark, engineer: 'T001' })).toMatchObject(own)
    expect(await add('attendance', { ...day, employee: 'T001' })).toMatchObject(own)
    expect((await add('evaluations', { ...mark, engineer: 'T002' })).status).toBe(201)
    expect((await add('attendance', { ...day, employee: 'T002' })).status).toBe(201)
    expect((await refusals()).map(([action]) => action)).toEqual(Array(3).fill('record.add'))
  })

  test('and by a file: marks among others’, not a whole month’s attendance with one’s own lines', async () => {
    await unlinked('hr')
    await openPeriod(world, '2026-11', 'collecting')
    const upload = async (name: string, text: string) => {
      const form = new FormData()
      form.set('period', '2026-11')
      form.append('file', new File([text], name))
      const checked = (await (
        await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': name } })
      ).json()) as { id: string }
      return hr.post(`/uploads/${checked.id}/commit`, { reason: 'x' })
    }
    const marks = 'period,engineer,item,evaluator,score\n2026-11,T002,overall,M001,90\n2026-11,T001,overall,M001,100\n'
    expect(await upload('evaluations.csv', marks)).toMatchObject({ status: 403, code: 'own_case_must_be_decided_by_another' })
    const days = 'date,employee,kind,count\n2026-11-02,T001,迟到,1\n2026-11-02,T002,迟到,1\n'
    expect((await upload('attendance.csv', days)).status).toBe(200)
    expect((await refusals()).map(([action]) => action)).toEqual(['upload.commit'])
  })

  test('a mark: a manager who was that engineer', async () => {
    await unlinked('standIn')
    await openPeriod(world, '2026-11', 'evaluating')
    await openPeriod(world, '2026-12', 'evaluating')
    await hr.post('/deputies', { manager: 'M001', account: 'standin', first: '2026-11-03', last: '2026-12-31', reason: 'x' })
    const standIn = await world.as('standIn')
    const own = { status: 403, code: 'mark_must_not_be_ones_own' }
    expect(await standIn.put('/periods/2026-11/marks/T001/overall', { score: '100' })).toMatchObject(own)
    const [line] = itemsOf(
      await standIn.put('/periods/2026-11/marks', {
        marks: [{ engineer: 'T001', item: 'overall', score: '100', comment: null, version: null }],
      }),
    )
    expect(line).toMatchObject({ outcome: 'refused', problem: { code: 'mark_must_not_be_ones_own' } })
    expect((await standIn.put('/periods/2026-11/marks/T002/overall', { score: '90' })).status).toBe(200)
    expect((await standIn.put('/periods/2026-12/marks/T001/overall', { score: '90' })).status).toBe(200)
    expect(await refusals()).toEqual(Array(2).fill(['mark.save', 'marks 2026-11']))
  })

  test('an adjustment, alone or among others', async () => {
    await openPeriod(world, '2026-11', 'review')
    await world.service.store.write(async (transaction) => {
      const at = '2026-11-03T08:00:00.000Z'
      await transaction.insert('account_links', { account: 'finance', employee: 'T001', from: at, until: at })
      await transaction.insert('adjustments', {
        ...{ id: 1, closed_period: '2026-10', open_period: '2026-11', employee: 'T001', name: 'x', region: 'EAST', due: 2n, paid: 1n },
        ...{ difference: 1n, reasons: '[]', run: 'r', state: 'proposed', at },
      })
      return { ok: true }
    })
    const finance = await world.as('finance')
    const accepted = { decision: 'accepted', reason: 'x' }
    const own = { status: 403, code: 'own_case_must_be_decided_by_another' }
    expect(await finance.post('/periods/2026-11/adjustments/1/decision', accepted)).toMatchObject(own)
    expect(await finance.post('/periods/2026-11/adjustments/decisions', { ...accepted, adjustments: [1] })).toMatchObject(own)
    expect((await refusals()).map(([action]) => action)).toEqual(['adjustment.decide', 'adjustment.decide'])
  })
})

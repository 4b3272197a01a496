import { beforeAll, describe, expect, test, vi } from 'vitest'
import { runControl } from '../../src/server/runs/run-control.ts'
import { onBothDatabases } from '../store/databases.ts'
import { givePositions } from './marks-world.ts'
import { expectOk, field, items, publishPeriod, type WalkedPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const PERIOD = '2026-10'
const DEADLINE = '2026-11-10T10:00:00.000Z'
/** T001's overall mark by the manager of EAST, as GET /records names it. */
const MARK = '2026-10,T001,overall,M001'

await onBothDatabases((database) => {
  let world: TestService
  let month: WalkedPeriod
  let first = ''
  beforeAll(async () => {
    world = await makeTestService({ now: '2026-11-03T08:00:00.000Z', database: await database.fresh() })
    month = await publishPeriod(world, PERIOD, { published: DEADLINE })
    first = await month.run()
  }, 60_000)

  async function messageKinds(person: Parameters<TestService['as']>[0]): Promise<unknown[]> {
    return items(await (await world.as(person)).get('/messages')).map(({ kind }) => kind)
  }

  async function sheetOf(employee: string) {
    const lines = items(await (await world.as('hr')).get(`/periods/${PERIOD}/confirmations?limit=500`))
    return lines.find((line) => line.employee === employee)
  }

  describe('what is published is answered by whom it concerns', () => {
    test('everybody with a sheet is told', async () => {
      for (const person of ['engineer', 'otherEngineer', 'mover', 'salesRep'] as const) {
        expect(await messageKinds(person)).toContain('sheet.published')
      }
      expect(await messageKinds('finance')).not.toContain('sheet.published')
    })

    test('who has not answered is open', async () => {
      expect(await sheetOf('T001')).toMatchObject({ kind: 'service', region: 'EAST', state: 'open', answeredAt: null, signedAt: null })
    })

    test('a person confirms their own sheet, and twice is once', async () => {
      const engineer = await world.as('otherEngineer')
      const once = expectOk(await engineer.post(`/periods/${PERIOD}/confirmation`, { run: first, answer: 'confirmed' }))
      expect(once.body).toMatchObject({ employee: 'T020', kind: 'service', state: 'confirmed', appeal: null })
      expect((await engineer.post(`/periods/${PERIOD}/confirmation`, { run: first, answer: 'confirmed' })).body).toEqual(once.body)
      const objected = await engineer.post(`/periods/${PERIOD}/confirmation`, { run: first, answer: 'objected', text: 'no' })
      expect(objected).toMatchObject({ status: 409, code: 'sheet_must_not_be_answered_already' })
    })

    test.each([
      ['of a run that is not published', 'engineer', { run: 'another', answer: 'confirmed' }, 409, 'sheet_must_be_the_published_one'],
      ['that says nothing', 'engineer', { run: '', answer: 'confirmed' }, 422, 'request_must_be_valid'],
      ['an objection without a word', 'engineer', { answer: 'objected', text: ' ' }, 422, 'objection_must_say_why'],
      ['by somebody without a sheet', 'hr', { answer: 'confirmed' }, 404, 'thing_must_exist'],
      ['by somebody who is nobody’s employee', 'administrator', { answer: 'confirmed' }, 403, 'action_must_be_allowed'],
    ] as const)('an answer %s is refused', async (_, person, body, status, code) => {
      const answer = await (await world.as(person)).post(`/periods/${PERIOD}/confirmation`, { run: first, ...body })
      expect(answer).toMatchObject({ status, code })
    })

    test('the manager of the region signs, another does not see the sheet', async () => {
      const path = `/periods/${PERIOD}/people/T002/signature`
      expect((await (await world.as('managerWest')).post(path, { run: first })).status).toBe(404)
      expect((await (await world.as('engineer')).post(path, { run: first })).status).toBe(403)
      expectOk(await (await world.as('managerEast')).post(path, { run: first }))
      expectOk(await (await world.as('managerWest')).post(`/periods/${PERIOD}/people/T020/signature`, { run: first }))
      expect(await sheetOf('T002')).toMatchObject({ state: 'open', signedAt: '2026-11-03T08:00:00.000Z' })
    })

    test('lists show what is within reach, page by page', async () => {
      const east = items(await (await world.as('managerEast')).get(`/periods/${PERIOD}/confirmations?limit=500`))
      expect(new Set(east.map(({ region }) => region))).toEqual(new Set(['EAST']))
      const own = items(await (await world.as('engineer')).get(`/periods/${PERIOD}/confirmations`))
      expect(own.map(({ employee }) => employee)).toEqual(['T001'])
      const hr = await world.as('hr')
      const page = await hr.get(`/periods/${PERIOD}/confirmations?limit=20`)
      const next = await hr.get(`/periods/${PERIOD}/confirmations?limit=500&cursor=${String(field(page.body, 'next'))}`)
      const all = await hr.get(`/periods/${PERIOD}/confirmations?limit=500`)
      expect([...items(page), ...items(next)]).toEqual(items(all))
      expect(items(await hr.get(`/periods/${PERIOD}/confirmations?state=confirmed`)).map(({ employee }) => employee)).toEqual(['T020'])
    })

    test('a deputy sees and signs for the manager of SOUTH, beside what is their own', async () => {
      await givePositions(world, 'salesrep', ['staff', 'rd_manager'])
      const named = { manager: 'M003', account: 'salesrep', first: '2026-11-02', last: '2026-11-04', reason: 'holiday' }
      expectOk(await (await world.as('hr')).post('/deputies', named))
      const deputy = await world.as('salesRep')
      const seen = items(await deputy.get(`/periods/${PERIOD}/confirmations?limit=500`))
      expect(new Set(seen.filter(({ employee }) => employee !== 'S001').map(({ region }) => region))).toEqual(new Set(['SOUTH']))
      expect(seen.map(({ employee }) => employee)).toContain('S001')
      // T007 came from NORTH within the month: the region on its last day is responsible.
      expectOk(await deputy.post(`/periods/${PERIOD}/people/T007/signature`, { run: first }))
      expect((await deputy.post(`/periods/${PERIOD}/people/T001/signature`, { run: first })).status).toBe(404)
    })

    test('after the deadline who has not answered is overdue, which is no agreement', async () => {
      world.setNow('2026-11-11T08:00:00.000Z')
      expect(await sheetOf('T001')).toMatchObject({ state: 'overdue', answeredAt: null })
      expect(items(await (await world.as('hr')).get(`/periods/${PERIOD}/confirmations?state=open`))).toEqual([])
      expect(await sheetOf('T020')).toMatchObject({ state: 'confirmed' })
    })
  })

  describe('an objection, its correction and the run after it', () => {
    let appeal = ''
    let second = ''
    const path = () => `/periods/${PERIOD}/appeals/${appeal}`
    const correction = (score: string) => ({
      decision: 'corrected',
      answer: 'The mark was read wrong.',
      reason: 'the form says 61',
      corrections: [{ table: 'evaluations', key: MARK, values: { score } }],
    })

    test('an objection becomes an appeal that the person and those responsible see', async () => {
      const engineer = await world.as('engineer')
      const body = { run: first, answer: 'objected', text: 'My mark was 98.' }
      const objected = expectOk(await engineer.post(`/periods/${PERIOD}/confirmation`, body))
      expect(objected.body).toMatchObject({ state: 'objected', appeal: { state: 'open', text: 'My mark was 98.', region: 'EAST' } })
      appeal = String(field(field(objected.body, 'appeal'), 'id'))
      for (const person of ['engineer', 'managerEast', 'hr', 'auditor'] as const) {
        expect((await (await world.as(person)).get(path())).status).toBe(200)
        expect(items(await (await world.as(person)).get(`/periods/${PERIOD}/appeals`))).toHaveLength(1)
      }
      for (const person of ['hr', 'managerEast'] as const) expect(await messageKinds(person)).toContain('appeal.made')
      expect(await messageKinds('managerWest')).not.toContain('appeal.made')
      for (const person of ['otherEngineer', 'managerWest'] as const) {
        expect((await (await world.as(person)).get(path())).status).toBe(404)
        expect(items(await (await world.as(person)).get(`/periods/${PERIOD}/appeals`))).toEqual([])
      }
    })

    test('a period with an open appeal is not closed', async () => {
      expect(await month.advance()).toMatchObject({ status: 409, code: 'appeals_must_be_decided' })
    })

    test('nobody decides their own appeal, nor one of another region, nor beyond the person who appealed', async () => {
      const kept = { decision: 'kept', answer: 'It stays.' }
      // HR was that person until the middle of the month.
      const link = { account: 'hr', employee: 'T001', from: '2026-01-01T00:00:00.000Z', until: '2026-10-15T00:00:00.000Z' }
      await world.service.store.write(async (transaction) => {
        await transaction.insert('account_links', link)
        return { ok: true }
      })
      expect(await (await world.as('hr')).post(`${path()}/decision`, kept)).toMatchObject({
        status: 403,
        code: 'appeal_must_be_decided_by_another',
      })
      await world.service.store.write(async (transaction) => {
        await transaction.all('DELETE FROM account_links WHERE account = $1', ['hr'])
        return { ok: true }
      })
      expect((await (await world.as('engineer')).post(`${path()}/decision`, kept)).status).toBe(403)
      expect((await (await world.as('managerWest')).post(`${path()}/decision`, kept)).status).toBe(404)
      const others = {
        ...correction('98'),
        corrections: [{ table: 'evaluations', key: '2026-10,T002,overall,M001', values: { score: '1' } }],
      }
      const manager = await world.as('managerEast')
      expect(await manager.post(`${path()}/decision`, others)).toMatchObject({ status: 403, code: 'correction_must_be_about_the_person' })
    })

    test.each([
      ['without records', { corrections: [] }, 'request_must_be_valid'],
      [
        'of a record that is not there',
        { corrections: [{ table: 'evaluations', key: '2026-10,T001,overall,M009', values: { score: '1' } }] },
        'thing_must_exist',
      ],
      ['with a score that is none', { corrections: [{ table: 'evaluations', key: MARK, values: { score: '101' } }] }, undefined],
      ['that changes nothing', { corrections: [{ table: 'evaluations', key: MARK, values: {} }] }, 'correction_must_change_something'],
      [
        'that names a record twice',
        { corrections: [1, 2].map((score) => ({ table: 'evaluations', key: MARK, values: { score } })) },
        'correction_must_name_a_record_once',
      ],
    ])('a correction %s is refused and changes nothing', async (_, wrong, code) => {
      const answer = await (await world.as('hr')).post(`${path()}/decision`, { ...correction('98'), ...wrong })
      expect(answer.status === 422 || answer.status === 404).toBe(true)
      if (code !== undefined) expect(answer.code).toBe(code)
      expect((await (await world.as('hr')).get(path())).body).toMatchObject({ state: 'open' })
    })

    test('a correction is a change of the data and starts a run; what is published stays', async () => {
      const decided = expectOk(await (await world.as('managerEast')).post(`${path()}/decision`, correction('61')))
      expect(decided.body).toMatchObject({ appeal: { state: 'corrected', answer: 'The mark was read wrong.', decidedBy: 'managereast' } })
      second = String(field(decided.body, 'run'))
      expect(await month.run()).toBe(first)
      expect(await messageKinds('engineer')).toContain('appeal.decided')
      const again = await (await world.as('hr')).post(`${path()}/decision`, { decision: 'kept', answer: 'no' })
      expect(again).toMatchObject({ status: 409, code: 'appeal_must_be_open' })
    })

    test('before the correction is published again, the period is not closed', async () => {
      await runControl(world.service).finished(second)
      expect(await month.advance()).toMatchObject({ status: 409, code: 'corrections_must_be_published' })
    })

    test('published again, it tells whom it changed; only their confirmations and signatures lapse', async () => {
      const told = await messageKinds('otherEngineer')
      const published = expectOk(await (await world.as('hr')).post(`/periods/${PERIOD}/republish`, {}))
      expect(published.body).toMatchObject({ run: second, before: first, changed: 1, lapsed: 1 })
      expect(await month.run()).toBe(second)
      expect(await messageKinds('engineer')).toContain('sheet.changed')
      expect(await messageKinds('otherEngineer')).toEqual(told)
      expect(await sheetOf('T020')).toMatchObject({ state: 'confirmed', signedAt: '2026-11-03T08:00:00.000Z' })
      expect(await sheetOf('T002')).toMatchObject({ state: 'overdue', signedAt: null })
      const again = await (await world.as('hr')).post(`/periods/${PERIOD}/republish`, {})
      expect(again).toMatchObject({ status: 409, code: 'republished_run_must_be_newer' })
    })

    test('the old snapshot stays readable, the person sees the new sheet and confirms it', async () => {
      const [was, is] = await Promise.all(
        [first, second].map(async (run) => (await world.as('hr')).get(`/periods/${PERIOD}/runs/${run}/people/T001`)),
      )
      expect([was?.status, is?.status]).toEqual([200, 200])
      expect(was?.body).not.toEqual(is?.body)
      const engineer = await world.as('engineer')
      expect(await engineer.post(`/periods/${PERIOD}/confirmation`, { run: first, answer: 'confirmed' })).toMatchObject({ status: 409 })
      expectOk(await engineer.post(`/periods/${PERIOD}/confirmation`, { run: second, answer: 'confirmed' }))
    })

    test('an appeal that is kept leaves the sheet as it is, without an agreement, and cannot be made twice', async () => {
      const mover = await world.as('mover')
      const body = { run: second, answer: 'objected', text: 'I was in SOUTH half of the month.' }
      const objected = expectOk(await mover.post(`/periods/${PERIOD}/confirmation`, body))
      const id = String(field(field(objected.body, 'appeal'), 'id'))
      const decision = { decision: 'kept', answer: 'The region on the last day counts.' }
      expectOk(await (await world.as('hr')).post(`/periods/${PERIOD}/appeals/${id}/decision`, decision))
      expect(await sheetOf('T007')).toMatchObject({ state: 'overdue' })
      const again = await mover.post(`/periods/${PERIOD}/confirmation`, body)
      expect(again).toMatchObject({ status: 409, code: 'objection_must_be_new' })
    })
  })

  describe('closed', () => {
    test('before it is closed there are no sheets to pay by', async () => {
      const answer = await (await world.as('finance')).get(`/periods/${PERIOD}/documents`)
      expect(answer).toMatchObject({ status: 409, code: 'documents_must_be_of_a_closed_period' })
    })

    test('with every appeal decided and corrections published it closes, and nothing is answered any more', async () => {
      expectOk(await month.advance())
      const answer = await (await world.as('salesRep')).post(`/periods/${PERIOD}/confirmation`, {
        run: await month.run(),
        answer: 'confirmed',
      })
      expect(answer).toMatchObject({ status: 409, code: 'period_must_be_in_state' })
    })

    test('finance downloads the workbooks, a manager those of the region alone; each download is in the audit trail', async () => {
      const finance = await world.as('finance')
      // Two who ask at once wait for the same files.
      const lists = await Promise.all([1, 2].map(() => finance.get(`/periods/${PERIOD}/documents`)))
      const list = expectOk(lists[0] ?? (await finance.get('')))
      expect(lists[1]?.body).toEqual(list.body)
      expect(list.body).toMatchObject({ region: null, run: await month.run() })
      const files = field(list.body, 'files')
      const payroll = Array.isArray(files) ? files.find((file) => file.kind === 'payroll') : undefined
      const download = await finance.request(`/periods/${PERIOD}/documents/${encodeURIComponent(payroll.name)}`)
      expect(download.status).toBe(200)
      const bytes = new Uint8Array(await download.arrayBuffer())
      expect([bytes.length, bytes[0], bytes[1]]).toEqual([payroll.bytes, 0x50, 0x4b])

      const manager = await world.as('managerEast')
      expect(expectOk(await manager.get(`/periods/${PERIOD}/documents`)).body).toMatchObject({ region: 'EAST' })
      expect((await manager.get(`/periods/${PERIOD}/documents?region=WEST`)).status).toBe(404)
      expect((await (await world.as('engineer')).get(`/periods/${PERIOD}/documents`)).status).toBe(403)
      expect((await finance.get(`/periods/${PERIOD}/documents/..%2Ffiles.json`)).status).toBe(404)
      const actions = await world.service.store.all('SELECT action FROM audit_entries WHERE period = $1', [PERIOD])
      expect(actions.filter(([action]) => action === 'document.download')).toHaveLength(1)
    })

    test('no request has failed in a way that nobody foresaw', () => {
      expect(world.failures).toEqual([])
    })
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { type ApiAnswer, type ApiClient, apiClient } from './support/api-client.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { accountIdOf, DEMO_PASSWORD, type DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const FEEDBACK = { kind: 'feedback', scale: '100', attitude: 100, resolution: 100, dedication: 100, solvedOnSite: true } as const
const HR_REASON = '已电话核实客户本人填写'
let world: TestService
beforeEach(async () => {
  world = await makeTestService()
})

/** A browser keeps every cookie that it is given until it forgets its session. */
class Browser {
  private readonly cookies = new Map<string, string>()

  get client(): ApiClient {
    return apiClient(world.app, this.cookies.size === 0 ? {} : { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') })
  }

  async signIn(person: DemoPerson): Promise<this> {
    this.keep(expectOk(await this.client.post('/session', { username: accountIdOf(person), password: DEMO_PASSWORD })))
    return this
  }

  async signOut(): Promise<this> {
    this.keep(await this.client.delete('/session'))
    return this
  }

  keep({ headers }: ApiAnswer): void {
    for (const cookie of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  forgetDevice(): this {
    for (const name of this.cookies.keys()) if (name.includes('device')) this.cookies.delete(name)
    return this
  }
}

interface Made {
  readonly token: string
  readonly number: string
  readonly id: number
}

async function make(browser: Browser, body: object = {}): Promise<Made> {
  const answer = expectOk(await browser.client.post('/form-links', { engineer: 'T001', clientName: '张先生', day: '2026-11-02', ...body }))
  browser.keep(answer)
  const token = /\/f\/([\w-]+)$/.exec(String(field(answer.body, 'url')))?.[1] ?? ''
  const link = field(answer.body, 'link')
  return { token, number: String(field(link, 'number')), id: Number(field(link, 'id')) }
}

const countsAs = async (number: string, table = 'feedback') =>
  (await (await world.as('hr')).get(`/records/${table}/${number}`)).status === 200
const linkFor = async (person: DemoPerson, { id }: Made) =>
  items(expectOk(await (await world.as(person)).get('/form-links?period=2026-11'))).find((link) => link.id === id)
const codesOf = async (made: Made) => (field(await linkFor('hr', made), 'problems') as { code: string }[]).map(({ code }) => code)
const settle = async (made: Made, how: 'entry' | 'dismissal', body: object) =>
  (await world.as('hr')).post(`/form-links/${made.id}/${how}`, body)

describe('an answer is held where it comes from', () => {
  const signedIn = async (person: DemoPerson) => new Browser().signIn(person)

  test.each`
    who                                            | code                                           | answeredOn
    ${'the engineer’s own browser, signed in'}     | ${'form_must_be_answered_away_from_its_maker'} | ${async (maker: Browser) => maker}
    ${'it after she signed out'}                   | ${'form_must_be_answered_away_from_its_maker'} | ${async (maker: Browser) => maker.signOut()}
    ${'it with the mark of the device deleted'}    | ${'form_must_be_answered_away_from_its_maker'} | ${async (maker: Browser) => maker.forgetDevice()}
    ${'another browser she had signed in on once'} | ${'form_must_be_answered_away_from_its_maker'} | ${async () => (await signedIn('engineer')).signOut()}
    ${'a colleague’s browser, the link passed on'} | ${'form_must_be_answered_away_from_staff'}     | ${async () => (await signedIn('otherEngineer')).signOut()}
    ${'her manager’s browser'}                     | ${'form_must_be_answered_away_from_staff'}     | ${async () => signedIn('managerEast')}
  `('$who', async ({ code, answeredOn }) => {
    const maker = await signedIn('engineer')
    const made = await make(maker)
    const browser: Browser = await answeredOn(maker)
    expect(await browser.client.post(`/forms/${made.token}`, FEEDBACK)).toMatchObject({ status: 204 })
    expect(await countsAs(made.number)).toBe(false)
    expect(await linkFor('hr', made)).toMatchObject({ entry: 'held', doubtful: true, problems: [{ code }] })
    // Sent again from elsewhere it is still that answer.
    expect(await world.nobody.post(`/forms/${made.token}`, FEEDBACK)).toMatchObject({ status: 204 })
    expect(await countsAs(made.number)).toBe(false)
  })

  test('a link that HR made is held on the engineer’s device too', async () => {
    const made = await make(await signedIn('hr'))
    const browser = await (await signedIn('engineer')).signOut()
    expect(await browser.client.post(`/forms/${made.token}`, FEEDBACK)).toMatchObject({ status: 204 })
    expect(await codesOf(made)).toEqual(['form_must_be_answered_away_from_the_engineer'])
  })

  test('under an API token', async () => {
    const made = await make(await signedIn('hr'))
    const token = expectOk(await (await world.as('administrator')).post('/tokens', { name: 'erp', scopes: ['account.read'] }))
    const client = world.nobody.withToken(String(field(token.body, 'token') ?? field(token.body, 'secret')))
    expect(await client.post(`/forms/${made.token}`, FEEDBACK)).toMatchObject({ status: 204 })
    expect(await codesOf(made)).toEqual(['form_must_be_answered_away_from_staff'])
  })

  test('the page that a browser asks for first marks the device of whoever came in by single sign-on or before there were marks', async () => {
    const browser = await signedIn('engineer')
    browser.forgetDevice().keep(await browser.client.get('/session'))
    await browser.signOut()
    const made = await make(await signedIn('hr'))
    await browser.client.post(`/forms/${made.token}`, FEEDBACK)
    expect(await codesOf(made)).toEqual(['form_must_be_answered_away_from_the_engineer'])
  })
})

test('a client is given no mark, and the network address alone only raises a flag', async () => {
  world = await makeTestService({ app: { trustProxy: true } })
  const from = { 'x-forwarded-for': '192.0.2.7' }
  const hr = await new Browser().signIn('hr')
  const made = expectOk(await hr.client.post('/form-links', { engineer: 'T001', day: '2026-11-02' }, from))
  const token = /\/f\/([\w-]+)$/.exec(String(field(made.body, 'url')))?.[1]
  const opened = await world.nobody.get(`/forms/${token}`, from)
  const answered = await world.nobody.post(`/forms/${token}`, FEEDBACK, from)
  expect([...opened.headers.getSetCookie(), ...answered.headers.getSetCookie()]).toEqual([])
  expect(items(await hr.client.get('/form-links'))).toMatchObject([{ entry: 'entered', sameAddress: true, doubtful: false, problems: [] }])
})

describe('one job counts once', () => {
  const answer = async (made: Made) => expect(await world.nobody.post(`/forms/${made.token}`, FEEDBACK)).toMatchObject({ status: 204 })

  test.each`
    second                                        | entry        | why
    ${{}}                                         | ${'held'}    | ${'the same engineer, client and day'}
    ${{ clientName: ' 张 先生。' }}               | ${'held'}    | ${'the same name written otherwise'}
    ${{ clientName: undefined }}                  | ${'held'}    | ${'it does not say who the client was'}
    ${{ clientName: '李女士' }}                   | ${'entered'} | ${'another client'}
    ${{ day: '2026-11-01' }}                      | ${'entered'} | ${'another day'}
    ${{ engineer: 'T002' }}                       | ${'entered'} | ${'another engineer'}
    ${{ clientName: undefined, client: 'C0001' }} | ${'entered'} | ${'a client of the table by another name'}
  `('a second form is $entry: $why', async ({ second, entry }) => {
    const hr = await new Browser().signIn('hr')
    const [one, two] = [await make(hr), await make(hr, second)]
    await answer(one)
    await answer(two)
    expect(await countsAs(one.number)).toBe(true)
    expect(await linkFor('hr', two)).toMatchObject({ entry })
    if (entry === 'held') expect(await codesOf(two)).toEqual(['form_must_be_the_only_one_of_the_job'])
  })

  test('a follow-up about the same job is another kind of form', async () => {
    const hr = await new Browser().signIn('hr')
    const [one, two] = [await make(hr), await make(hr, { kind: 'followup' })]
    await answer(one)
    await world.nobody.post(`/forms/${two.token}`, { kind: 'followup', score: 90 })
    expect(await countsAs(two.number, 'followups')).toBe(true)
    const third = await make(hr, { kind: 'followup' })
    await world.nobody.post(`/forms/${third.token}`, { kind: 'followup', score: 91 })
    expect(await codesOf(third)).toEqual(['form_must_be_the_only_one_of_the_job'])
  })

  test('two at once are one that counts and one that is held', async () => {
    const hr = await new Browser().signIn('hr')
    const made = [await make(hr), await make(hr)]
    await Promise.all(made.map(answer))
    const entries = await Promise.all(made.map(async (each) => field(await linkFor('hr', each), 'entry')))
    expect(entries.sort()).toEqual(['entered', 'held'])
  })

  test('a form of an upload or typed in by hand is one too', async () => {
    const hr = await world.as('hr')
    const marks = { attitude: '90', resolution: '90', dedication: '90' }
    const values = { number: 'PAPER-1', date: '2026-11-02', engineer: 'T001', client: 'C0001', ...marks }
    expectOk(await hr.post('/records/feedback', { values, reason: '纸质表' }))
    const made = await make(await new Browser().signIn('engineer'), { client: 'C0001', clientName: undefined })
    await answer(made)
    expect(await codesOf(made)).toEqual(['form_must_be_the_only_one_of_the_job'])
  })

  test.each`
    client     | day             | engineer  | warned   | why
    ${''}      | ${'2026-11-02'} | ${'T001'} | ${true}  | ${'it does not say who the client was'}
    ${'C0001'} | ${'2026-11-02'} | ${'T001'} | ${true}  | ${'the same engineer, client and day'}
    ${'C0002'} | ${'2026-11-02'} | ${'T001'} | ${false} | ${'another client'}
    ${'C0001'} | ${'2026-11-01'} | ${'T001'} | ${false} | ${'another day'}
    ${'C0001'} | ${'2026-11-02'} | ${'T002'} | ${false} | ${'another engineer'}
  `('a record beside an entered form is warned of, however it comes: $why', async ({ client, day, engineer, warned }) => {
    const made = await make(await new Browser().signIn('hr'), { client: 'C0001', clientName: undefined })
    await answer(made)
    const hr = await world.as('hr')
    const warning = expect.objectContaining({
      ...{ code: 'record_must_not_repeat_a_form', severity: 'warning' },
      message: expect.stringMatching(new RegExp(`PAPER-[12].*${made.number}`)),
    })
    const form = new FormData()
    const rows = `number,date,engineer,client,attitude,resolution,dedication\nPAPER-1,${day},${engineer},${client},90,90,90\n`
    form.append('file', new File([rows], 'feedback.csv'))
    const upload = await (await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': 'paper' } })).json()
    expect(upload).toMatchObject({ state: 'checked', errors: 0, warnings: warned ? 1 : 0 })
    const found = items(expectOk(await hr.get(`/uploads/${field(upload, 'id')}/problems`)))
    expect(found).toEqual(warned ? [warning] : [])
    if (warned) expect(found).toMatchObject([{ place: { file: 'feedback.csv', row: 2 } }])
    expectOk(await hr.post(`/uploads/${field(upload, 'id')}/commit`, { reason: '另一次服务' }))

    const marks = { attitude: '90', resolution: '90', dedication: '90' }
    const values = { number: 'PAPER-2', date: day, engineer, ...(client && { client }), ...marks }
    const typed = expectOk(await hr.post('/records/feedback', { values, reason: '纸质表' }))
    expect(field(typed.body, 'warnings')).toEqual(warned ? [warning] : [])
  })

  test('one that HR dismissed leaves its place to another', async () => {
    const maker = await new Browser().signIn('engineer')
    const [one, two] = [await make(maker), await make(maker)]
    await maker.client.post(`/forms/${one.token}`, FEEDBACK)
    expectOk(await settle(one, 'dismissal', { reason: '非客户填写' }))
    await answer(two)
    expect(await countsAs(two.number)).toBe(true)
  })
})

test('HR accepts a doubtful answer with a reason only; it stands in the trail with what was doubtful, and HR was told', async () => {
  const maker = await new Browser().signIn('engineer')
  const made = await make(maker)
  await maker.client.post(`/forms/${made.token}`, FEEDBACK)
  const told = items(await (await world.as('hr')).get('/messages')).filter(({ kind }) => kind === 'form.held')
  expect(told).toMatchObject([{ zh: expect.stringContaining('存疑') }])
  expect(await settle(made, 'entry', {})).toMatchObject({ status: 422, code: 'form_answer_must_be_accepted_with_a_reason' })
  expect(await codesOf(made)).toEqual(['form_must_be_answered_away_from_its_maker'])
  expect(await countsAs(made.number)).toBe(false)
  expect(await settle(made, 'entry', { reason: HR_REASON })).toMatchObject({
    body: { entry: 'entered', settledBy: 'hr', settledReason: HR_REASON, problems: [], doubtful: false },
  })
  expect(await countsAs(made.number)).toBe(true)
  const [entry] = await world.service.store.all(`SELECT actor, reason, before FROM audit_entries WHERE action = 'form.enter'`)
  expect(entry).toEqual(['hr', HR_REASON, expect.stringContaining('form_must_be_answered_away_from_its_maker')])
})

test('the engineer is told that it is held and no more, her manager what was said and no more', async () => {
  const maker = await new Browser().signIn('engineer')
  const made = await make(maker)
  await maker.client.post(`/forms/${made.token}`, FEEDBACK)
  const held = { entry: 'held', problems: [], doubtful: false }
  expect(await linkFor('engineer', made)).toMatchObject({ ...held, answer: null, sameAddress: null })
  expect(await linkFor('managerEast', made)).toMatchObject({ ...held, answer: { attitude: 100 } })
  expect(await linkFor('auditor', made)).toMatchObject({ entry: 'held', doubtful: true })
  expect(await (await world.as('engineer')).post(`/form-links/${made.id}/entry`, { reason: 'x' })).toMatchObject({ status: 403 })
})

describe('a closed month', () => {
  test('gets links of HR only, made or sent out again', async () => {
    const maker = await new Browser().signIn('engineer')
    const early = await make(maker, { day: '2026-10-20' })
    const october = await publishPeriod(world, '2026-10')
    expectOk(await october.advance())
    const refused = { status: 409, code: 'form_link_for_a_closed_period_must_be_made_by_hr' }
    expect(await maker.client.post('/form-links', { day: '2026-10-21' })).toMatchObject(refused)
    expect(await maker.client.post(`/form-links/${early.id}/renewal`, {})).toMatchObject(refused)
    expect(await maker.client.post('/form-links', { day: '2026-11-01' })).toMatchObject({ status: 201 })
    const hr = await new Browser().signIn('hr')
    expect(await hr.client.post('/form-links', { engineer: 'T001', day: '2026-10-21' })).toMatchObject({ status: 201 })
  })

  test('takes the answer to a link that the engineer made before only when HR accepts it', async () => {
    const early = await make(await new Browser().signIn('engineer'), { day: '2026-10-20' })
    const october = await publishPeriod(world, '2026-10')
    expectOk(await october.advance())
    await openPeriod(world, '2026-11')
    await world.nobody.post(`/forms/${early.token}`, FEEDBACK)
    const [held] = items(await (await world.as('hr')).get('/form-links?entry=held'))
    expect(held).toMatchObject({ doubtful: true, problems: [{ code: 'form_for_a_closed_period_must_be_accepted' }] })
    expectOk(await settle(early, 'entry', { reason: HR_REASON }))
    const [change] = items(await (await world.as('hr')).get('/changes?lateFor=2026-10'))
    expect(change).toMatchObject({ kind: 'form', period: '2026-11', lateFor: ['2026-10'] })
  })
})

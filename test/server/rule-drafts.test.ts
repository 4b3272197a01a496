import { beforeAll, expect, test } from 'vitest'
import { fenFromYuan, yuanText } from '../../src/base/money.ts'
import { whatIfOver } from '../../src/server/what-if/what-if-worker.ts'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
  await openPeriod(world, '2026-09')
  await showRun(world, '2026-09', await finishedRun(world, '2026-09'))
}, 120_000)

const tagOf = (answer: ApiAnswer) => ({ 'if-match': answer.headers.get('etag') ?? '' })
const begin = (body: object) => hr.post('/rule-drafts', { effectiveFrom: '2026-11-01', ...body })

/** Begins a draft, writes it otherwise, and asks to publish it. */
async function published(rule: string, change: (text: string) => string): Promise<ApiAnswer> {
  const draft = await hr.get(`/rule-drafts/${rule}`)
  const saved = await hr.put(`/rule-drafts/${rule}`, { text: change(String(field(draft.body, 'text'))) }, tagOf(draft))
  const whatIf = rule.startsWith('pay.') ? await triedNow(rule) : undefined
  return hr.post(`/rule-drafts/${rule}/publication`, { reason: '调整', whatIf }, tagOf(saved))
}

/** Tries a draft as it is on a month; answers the what-if. */
async function triedNow(rule: string): Promise<string> {
  const { body } = await hr.get(`/rule-drafts/${rule}`)
  const texts = { [String(field(body, 'file'))]: String(field(body, 'text')) }
  const begun = await hr.post('/what-ifs', { title: rule, periods: ['2026-09'], texts })
  const id = String(field(begun.body, 'id'))
  await whatIfOver(id)
  return id
}

test.each`
  body                                                                    | code                              | why
  ${{ from: 'pay.nothing', rule: 'pay.mine' }}                            | ${'thing_must_exist'}             | ${'there is nothing to copy'}
  ${{ from: 'pay.by-document', rule: 'pay.by-document' }}                 | ${'rule_template_must_be_copied'} | ${'a template has no versions of its own'}
  ${{ from: 'pay.by-document', rule: 'sales.mine' }}                      | ${'rule_id_must_suit_its_kind'}   | ${'plans are in their folder'}
  ${{ from: 'pay.by-document', rule: 'pay.My Plan' }}                     | ${'rule_id_must_suit_its_kind'}   | ${'an id is a name of a file'}
  ${{ from: 'pay.by-document', rule: 'pay.draw-on-sales' }}               | ${'rule_id_must_be_free'}         | ${'two rules never share an id'}
  ${{ from: 'measures.large-orders', rule: 'measures.mine' }}             | ${'rule_key_must_be_a_name'}      | ${'KPIs take a measure by its key'}
  ${{ from: 'measures.large-orders', rule: 'measures.mine', key: '1st' }} | ${'rule_key_must_be_a_name'}      | ${'formulas could not name it'}
`('no draft begins: $why', async ({ body, code }) => {
  expect(await begin(body)).toMatchObject({ code })
  expect(items(await hr.get('/rule-drafts'))).toEqual([])
})

test('only HR and administrators write drafts', async () => {
  for (const person of ['engineer', 'managerEast', 'finance', 'auditor'] as const) {
    const client = await world.as(person)
    expect((await client.get('/rule-drafts')).status, person).toBe(403)
    expect((await client.post('/rule-drafts/pay.x/check', { text: '{}' })).status, person).toBe(403)
    expect((await client.get('/rules/pay.by-document/publications')).status, person).toBe(403)
  }
})

test('a rule of the folder gets a new version on the server; what is decided stays as it was', async () => {
  const rule = 'service.problem-solving'
  expect(await begin({ from: rule, rule })).toMatchObject({ status: 201 })
  expect(await begin({ from: rule, rule })).toMatchObject({ status: 409, code: 'rule_id_must_be_free' })
  expect(await published(rule, (text) => text.replace('"issuedOn": "2000-01-01"', '"issuedOn": "1999-12-31"'))).toMatchObject({
    ...{ status: 409, code: 'rule_version_must_take_effect_later' },
  })
  expect(await published(rule, (text) => text.replace('1999-12-31', '2000-01-01').replaceAll('2026-11-01', '2026-09-30'))).toMatchObject({
    ...{ status: 409, code: 'rule_version_must_take_effect_later' },
  })
  expect(await published(rule, (text) => text.replaceAll('2026-09-30', '2026-10-01'))).toMatchObject({ status: 201 })
  const answer = await hr.get(`/rules/${rule}?day=2026-10-31`)
  expect(answer.body).toMatchObject({ inForce: '2026-10-01', versions: [{ until: '2026-09-30' }, { inForce: true }] })
  expect(items(await hr.get('/settings?day=2026-10-31')).length).toBeGreaterThan(20)
})

test('a rule keeps its kind and key, and a draft that says nothing new is not published', async () => {
  const rule = 'sales.visit-success'
  await begin({ from: rule, rule })
  const renamed = (text: string) => text.replace('"key": "visitSuccess"', '"key": "visitsWon"')
  expect(await published(rule, renamed)).toMatchObject({ status: 409, code: 'rule_heading_must_stay' })
  const standing = String(field(field((await hr.get(`/rules/${rule}`)).body, 'file'), 'text'))
  expect(await published(rule, () => standing)).toMatchObject({ status: 409, code: 'rule_must_change_something' })
  expect(await hr.delete(`/rule-drafts/${rule}`)).toMatchObject({ status: 204 })
  expect(await hr.delete(`/rule-drafts/${rule}`)).toMatchObject({ status: 404 })
})

test('a rule published after a run of the month asks for another run before the month is published', async () => {
  const period = '2026-10'
  await openPeriod(world, period)
  await finishedRun(world, period)
  await begin({ from: 'pay.by-document', rule: 'pay.late-plan', effectiveFrom: '2026-10-01' })
  expect(await published('pay.late-plan', (text) => text)).toMatchObject({ status: 201 })
  const read = await hr.get(`/periods/${period}`)
  const asked = await hr.post(`/periods/${period}/advance`, {}, tagOf(read))
  expect(JSON.stringify(asked.body)).toContain('run_must_be_of_newest_rules')
})

test('a plan is published on a what-if of the very text that whoever publishes it has seen, which is kept with it', async () => {
  const rule = 'pay.tried-plan'
  await begin({ from: 'pay.regional-override', rule, effectiveFrom: '2026-12-01' })
  const draft = await hr.get(`/rule-drafts/${rule}`)
  const early = await triedNow(rule)
  const text = String(field(draft.body, 'text')).replace('"2026-12-01"', '"2026-12-15"')
  const saved = await hr.put(`/rule-drafts/${rule}`, { text }, tagOf(draft))
  const publish = (whatIf?: string) => hr.post(`/rule-drafts/${rule}/publication`, { reason: '新方案', whatIf }, tagOf(saved))
  for (const whatIf of [undefined, early, 'nowhere'])
    expect(await publish(whatIf), String(whatIf)).toMatchObject({ status: 409, code: 'plan_must_be_tried' })
  const seen = await triedNow(rule)
  expect(await publish(seen)).toMatchObject({ status: 201, body: { whatIf: seen, effectiveFrom: '2026-12-15' } })
  expect(items(await hr.get(`/rules/${rule}/publications`))).toMatchObject([{ whatIf: seen }])
  expect(await hr.delete(`/what-ifs/${seen}`)).toMatchObject({ status: 409, code: 'what_if_must_stay' })
  expect(await hr.delete(`/what-ifs/${early}`)).toMatchObject({ status: 204 })
})

test('a measure is copied under a key of its own, and KPIs can take it', async () => {
  expect(await begin({ from: 'measures.large-orders', rule: 'measures.big-orders', key: 'bigOrders' })).toMatchObject({ status: 201 })
  expect(await published('measures.big-orders', (text) => text)).toMatchObject({ status: 201 })
  expect(items(await hr.get('/rules?day=2026-11-30')).find(({ id }) => id === 'measures.big-orders')).toMatchObject({
    ...{ key: 'bigOrders', template: false, inForce: '2026-11-01' },
  })
})

test('a template of a KPI is copied once the measures that it takes are there, which may keep its keys', async () => {
  expect(await begin({ from: 'sales.class-a-share', rule: 'sales.a-share', key: 'aShare' })).toMatchObject({ status: 201 })
  expect(await published('sales.a-share', (text) => text)).toMatchObject({ status: 422, code: 'input_must_be_supplied' })
  for (const [from, rule, key] of [
    ['measures.clients-of-class-a', 'measures.of-class-a', 'clientsOfClassA'],
    ['measures.clients-kept', 'measures.kept', 'clientsKept'],
  ] as const) {
    expect(await begin({ from, rule, key })).toMatchObject({ status: 201 })
    expect(await published(rule, (text) => text)).toMatchObject({ status: 201 })
  }
  expect(await published('sales.a-share', (text) => text)).toMatchObject({ status: 201 })
  const line = items(await hr.get('/rules?day=2026-11-30')).find(({ id }) => id === 'sales.a-share')
  expect(line).toMatchObject({ kind: 'ratio', key: 'aShare', template: false, inForce: '2026-11-01' })
})

test('forms are told what plans and measures can be made of', async () => {
  const { body } = await hr.get('/rule-parts')
  const named = (list: string, key: string) => (field(body, list) as readonly { readonly key: string }[]).find((each) => each.key === key)
  expect(named('measures', 'netSales')).toMatchObject({ unit: 'yuan', title: { zh: expect.stringMatching(/销售/) } })
  expect(named('kpis', 'quotaCompletion')).toMatchObject({ title: { en: expect.stringMatching(/quota/i) } })
  expect(named('positions', 'sales_rep')).toMatchObject({ title: { zh: '业务员' } })
  const fields = field(named('tables', 'collections'), 'fields') as readonly { readonly name: string }[]
  expect(fields.find(({ name }) => name === 'amount')).toMatchObject({
    isFigure: true,
    operators: expect.arrayContaining(['between', 'atLeast']),
  })
  expect(fields.find(({ name }) => name === 'kind')).toMatchObject({
    ...{ isFigure: false, operators: ['equals', 'differs', 'oneOf', 'given', 'empty'] },
    choices: expect.arrayContaining([{ value: 'deposit', title: { zh: '押金', en: 'deposit' } }]),
  })
})

const large = (rest: object = {}) =>
  JSON.stringify({
    ...{ id: 'measures.large', title: { zh: '大额', en: 'Large' }, key: 'large', kind: 'measure' },
    versions: [
      {
        ...{ effectiveFrom: '2026-10-01', issuedOn: '2026-10-01', clause: 'D1', why: { zh: '试', en: 'A try' }, module: 'orders' },
        conditions: { field: 'amount', operator: 'atLeast', values: ['20000'] },
        ...{ value: { aggregate: 'sum', field: 'amount' }, window: { days: 'period' } },
        examples: [{ name: 'none', source: 'D1', period: '2026-10', records: [], value: '0' }],
        ...rest,
      },
    ],
  })

test('a measure that is being written shows what it counts, and the records that a figure is made of', async () => {
  const asked = { text: large(), period: '2026-10', of: 'S001' }
  const { body, status } = await hr.post('/rule-drafts/measures.large/figures', asked)
  expect(status).toBe(200)
  expect(body).toMatchObject({ period: '2026-10', per: 'rep', unit: 'yuan', records: { of: 'S001', table: 'orders' } })
  const records = field(field(body, 'records'), 'items') as readonly { readonly amount: string }[]
  const sum = records.reduce((total, { amount }) => total + (fenFromYuan(amount) ?? 0n), 0n)
  const figures = field(body, 'items') as readonly { readonly of: string; readonly name: string; readonly figure: string }[]
  expect(records.length).toBeGreaterThan(2)
  expect(figures.find(({ of }) => of === 'S001')).toMatchObject({ name: expect.any(String), figure: expect.any(String) })
  expect(fenFromYuan(figures.find(({ of }) => of === 'S001')?.figure ?? '')).toBe(sum)
  expect(
    records.every(({ amount }) => (fenFromYuan(amount) ?? 0n) >= 2_000_000n),
    yuanText(sum as never),
  ).toBe(true)
})

test('of a region its records are shown, and of the company all of them', async () => {
  const whole = await hr.post('/rule-drafts/measures.large/figures', { text: large({ per: 'company' }), period: '2026-10', of: '' })
  expect(whole).toMatchObject({ status: 200, body: { per: 'company', items: [{ of: '', name: null }] } })
  const regions = await hr.post('/rule-drafts/measures.large/figures', { text: large({ per: 'region' }), period: '2026-10', of: 'EAST' })
  const items = field(regions.body, 'items') as readonly { readonly of: string; readonly figure: string }[]
  expect(items.length).toBeGreaterThan(1)
  const total = items.reduce((sum, { figure }) => sum + (fenFromYuan(figure) ?? 0n), 0n)
  expect(yuanText(total as never)).toBe(
    yuanText(fenFromYuan(String(field((field(whole.body, 'items') as readonly object[])[0] ?? {}, 'figure'))) ?? (0n as never)),
  )
  const east = Number(field(field(regions.body, 'records'), 'total'))
  expect(east).toBeGreaterThan(0)
  expect(east).toBeLessThan(Number(field(field(whole.body, 'records'), 'total')))
})

test('figures are for those only who write rules and see all records, and a text that is no measure has none', async () => {
  const asked = { text: large(), period: '2026-10' }
  for (const person of ['finance', 'administrator', 'managerEast', 'engineer'] as const) {
    expect((await (await world.as(person)).post('/rule-drafts/measures.large/figures', asked)).status, person).toBe(403)
  }
  expect(await hr.post('/rule-drafts/measures.large/figures', { ...asked, text: large({ module: 'nothing' }) })).toMatchObject({
    ...{ status: 422, code: 'measure_module_must_be_known' },
  })
  expect(await hr.post('/rule-drafts/measures.large/figures', { ...asked, text: '{}' })).toMatchObject({
    status: 422,
    code: 'rule_must_have_shape',
  })
})

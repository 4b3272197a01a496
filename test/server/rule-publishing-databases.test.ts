import { expect, test } from 'vitest'
import { whatIfOver } from '../../src/server/what-if/what-if-worker.ts'
import { onBothDatabases } from '../store/databases.ts'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const PLAN = 'pay.sales-commission'

const tagOf = (answer: ApiAnswer) => ({ 'if-match': answer.headers.get('etag') ?? '' })
const copyPlan = (hr: ApiClient, effectiveFrom: string) =>
  hr.post('/rule-drafts', {
    ...{ from: 'pay.marginal-on-collections', rule: PLAN, effectiveFrom },
    title: { zh: '销售提成', en: 'Sales commission' },
  })

await onBothDatabases((database) => {
  test('a template is copied, changed, checked and published from a day on; the run pays by it, and an older run stays', async () => {
    const world = await makeTestService({ database: await database.fresh() })
    const hr = await world.as('hr')
    await openPeriod(world, '2026-09')
    await openPeriod(world, PERIOD)
    const before = await finishedRun(world, '2026-09')
    await showRun(world, '2026-09', before)

    const begun = await copyPlan(hr, '2026-10-01')
    expect(begun).toMatchObject({ status: 201, body: { rule: PLAN, file: 'pay/sales-commission.json', version: 1 } })
    const text = String(field(begun.body, 'text'))
    expect(JSON.parse(text)).not.toHaveProperty('template')
    expect(JSON.parse(text)).toMatchObject({ title: { zh: '销售提成' }, versions: [{ effectiveFrom: '2026-10-01' }] })

    const wrong = text.replace('"rate": "0.03"', '"rate": "0.04"')
    const checked = await hr.post(`/rule-drafts/${PLAN}/check`, { text: wrong })
    expect(checked).toMatchObject({
      status: 200,
      body: { problems: [{ code: 'example_must_give_value', file: 'pay/sales-commission.json' }, {}, {}, {}] },
    })
    expect(await hr.post(`/rule-drafts/${PLAN}/check`, { text: '{' })).toMatchObject({
      body: { problems: [{ code: 'rule_must_be_json' }], rule: null },
    })

    const draft = await hr.get(`/rule-drafts/${PLAN}`)
    const saved = await hr.put(`/rule-drafts/${PLAN}`, { text: wrong }, tagOf(draft))
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await hr.put(`/rule-drafts/${PLAN}`, { text }, tagOf(draft))).toMatchObject({ status: 412, code: 'version_must_be_current' })
    const tried = await hr.post('/what-ifs', { title: PLAN, periods: ['2026-09'], texts: { 'pay/sales-commission.json': text } })
    const whatIf = String(field(tried.body, 'id'))
    await whatIfOver(whatIf)
    const publish = (answer: ApiAnswer, reason = '董事会决定') =>
      hr.post(`/rule-drafts/${PLAN}/publication`, { reason, whatIf }, tagOf(answer))
    expect(await publish(saved)).toMatchObject({ status: 422, code: 'example_must_give_value' })
    const sound = await hr.put(`/rule-drafts/${PLAN}`, { text }, tagOf(saved))
    expect(expectOk(await publish(sound)).body).toMatchObject({ rule: PLAN, effectiveFrom: '2026-10-01', reason: '董事会决定' })

    expect(await hr.get(`/rule-drafts/${PLAN}`)).toMatchObject({ status: 404 })
    const shown = await (await world.as('engineer')).get(`/rules/${PLAN}?day=2026-10-31`)
    expect(shown).toMatchObject({ status: 200, body: { template: false, inForce: '2026-10-01', title: { zh: '销售提成' } } })
    expect(items(await hr.get(`/rules/${PLAN}/publications`))).toMatchObject([{ reason: '董事会决定', effectiveFrom: '2026-10-01' }])

    const run = await finishedRun(world, PERIOD)
    const commissions = field(expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/result`)).body, 'commissions') as readonly object[]
    expect(commissions.length).toBeGreaterThan(5)
    expect(commissions[0]).toMatchObject({ plan: PLAN })
    const old = expectOk(await hr.get(`/periods/2026-09/runs/${before}/result`)).body
    expect(field(old, 'commissions') ?? []).toEqual([])

    for (const sql of ["UPDATE rule_publications SET text = '{}'", 'DELETE FROM rule_publications']) {
      const attempt = world.service.store.write(async (transaction) => ({ ok: (await transaction.all(sql)).length === 0 }))
      await expect(attempt, sql).rejects.toThrow('A snapshot never changes.')
    }
    await world.close()
  }, 180_000)
})

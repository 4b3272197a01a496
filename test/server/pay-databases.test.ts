import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { derive } from '../../src/appraisal/appraise.ts'
import { payJson } from '../../src/appraisal/pay-json.ts'
import { resultText } from '../../src/appraisal/result-json.ts'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { appraisalOfRun } from '../../src/server/results/appraisal-of-run.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import { runHash } from '../../src/store/trail/trail-runs.ts'
import { planFrom } from '../appraisal/pay-world.ts'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService } from './support/test-service.ts'

const PERIOD = '2026-10'
let rules = ''
beforeAll(async () => {
  rules = await mkdtemp(join(tmpdir(), 'quanheng-pay-rules-'))
  await cp('rules', rules, { recursive: true })
  for (const name of ['marginal-on-collections', 'performance-grades', 'regional-override'])
    await writeFile(join(rules, 'pay', `${name}.json`), JSON.stringify(await planFrom(name)))
})
afterAll(() => rm(rules, { recursive: true, force: true }))

await onBothDatabases((database) => {
  test('a run keeps what plans pay as the command computes it, each sees their own, and nobody changes it', async () => {
    const world = await makeTestService({ rules, database: await database.fresh() })
    const { store } = world.service
    await openPeriod(world, PERIOD)
    const run = await finishedRun(world, PERIOD)
    await showRun(world, PERIOD, run)

    const hr = await world.as('hr')
    const period = present(periodFromText(PERIOD), 'A month.')
    const derived = await derive({ dataset: DEMO_DATASET, rules, period, settings: {}, onIncomplete: 'hold', language: 'zh' })
    const expected = JSON.parse(derived.ok ? resultText(derived.result) : '{}')
    const kept = expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/result`)).body
    for (const list of ['commissions', 'grades', 'performancePay', 'bonus']) expect(field(kept, list), list).toEqual(expected[list])
    expect(expected.commissions.length).toBeGreaterThan(5)

    const appraisal = await appraisalOfRun(world.service, present(await findRun(store, run), 'It is there.'))
    const [stored, computed] = [appraisal.pay, derived.ok ? derived.appraisal.pay : undefined].map((pay) => pay && payJson(pay, 'en'))
    expect(stored).toEqual(computed)

    const own = expectOk(await (await world.as('salesRep')).get(`/periods/${PERIOD}/runs/published/people/S001`)).body
    const [commission] = field(field(own, 'pay'), 'commissions') as readonly unknown[]
    const entry = expected.commissions.find(({ employee }: { employee: string }) => employee === 'S001')
    expect(commission).toMatchObject({ plan: 'pay.marginal-on-collections', base: entry.base, amount: entry.amount, paid: entry.paid })
    expect((await (await world.as('salesRep')).get(`/periods/${PERIOD}/runs/published/people/S002`)).status).toBe(404)

    for (const sql of ['UPDATE run_pay SET amount = 1', 'DELETE FROM run_pay']) {
      const attempt = store.write(async (transaction) => ({ ok: (await transaction.all(sql)).length === 0 }))
      await expect(attempt, sql).rejects.toThrow('A snapshot never changes.')
    }
    const proved = await runHash(store, run)
    const off = database.name === 'sqlite' ? 'DROP TRIGGER run_pay_never_change' : 'DROP TRIGGER run_pay_stay ON run_pay'
    await store.write(async (transaction) => {
      await transaction.all(off)
      await transaction.all("UPDATE run_pay SET amount = 1 WHERE employee = 'S001' AND kind = 'commission'")
      return { ok: true }
    })
    expect(await runHash(store, run)).not.toBe(proved)
    await world.close()
  }, 120_000)
})

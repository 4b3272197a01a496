import { beforeAll, expect, test } from 'vitest'
import { fen } from '../../../src/base/money.ts'
import { insertSettlement } from '../../../src/store/aggregates/balances.ts'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

describeInBrowser('money that goes back', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
    const settled = { period: '2026-08', region: 'EAST', deducted: fen(0n), at: '2026-09-03T08:00:00.000Z' }
    await visit.server.service.store.write(async (transaction) => {
      await insertSettlement(transaction, { ...settled, employee: 'T001', name: '梁平', arisen: fen(12345n), balance: fen(12345n) })
      await insertSettlement(transaction, { ...settled, employee: 'T002', name: '陈海燕', arisen: fen(6789n), balance: fen(6789n) })
      return { ok: true }
    })
  }, 180_000)

  test('what goes back is said before a month is published again, and before it is closed', async () => {
    const page = await visit.as('hr')
    await page.goto('/periods/2026-09')
    await page.getByRole('button', { name: '关闭本期' }).click()
    await page.getByRole('dialog').getByText('以前期间还有 2 人、共 ¥191.34 的待扣等待财务决定').waitFor()
    await expectAccessible(page)
    const run = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      const started = await (await fetch('/api/v1/periods/2026-09/runs', { method: 'POST', headers, body: '{}' })).json()
      for (let state = ''; state !== 'done'; ) state = (await (await fetch(`/api/v1/periods/2026-09/runs/${started.run}`)).json()).state
      return started.run
    })
    await page.goto(`/periods/2026-09/publish?run=${run}`)
    await page.getByText('以前期间还有 2 人、共 ¥191.34 的待扣等待财务决定').waitFor()
  })

  test('home pages say what is open: to finance as something to do, to HR in all, to each person of their own', async () => {
    const finance = await visit.as('finance')
    await finance.goto('/')
    await finance
      .locator('section')
      .filter({ has: finance.getByRole('heading', { name: '待扣余额' }) })
      .getByText('¥191.34')
      .waitFor()
    await finance.getByRole('link', { name: /2 笔待扣余额等您决定/ }).click()
    await finance.getByRole('heading', { name: '待扣余额' }).waitFor()
    const hr = await visit.as('hr')
    await hr.goto('/')
    await hr.getByText('等待决定').waitFor()
    await expectAccessible(hr)
    await hr.goto('/people/T002')
    await hr.getByText('共 ¥67.89，未结').waitFor()
    const engineer = await visit.as('engineer', { viewport: NARROW })
    await engineer.goto('/')
    await engineer.getByText('¥123.45').waitFor()
    await engineer.getByRole('link', { name: '查看明细' }).click()
    await engineer.getByText('共 ¥123.45，未结').waitFor()
    await expectAccessible(engineer)
  })

  test('finance decides about each balance, enters what came back, and the ledger tells it', async () => {
    const page = await visit.as('finance')
    await page.goto('/periods/2026-10/adjustments')
    const row = (name: RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
    await row(/梁平/).getByText('待决定').waitFor()
    await expectAccessible(page)

    await row(/梁平/).getByRole('button', { name: '决定' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('（建议）').waitFor()
    await dialog.getByLabel('每月最多扣回').fill('50')
    await dialog.getByRole('textbox', { name: '原因' }).fill('与本人商定')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '决定' }).click()
    await row(/梁平/).getByText('每月最多 ¥50.00').waitFor()
    await row(/梁平/).getByText('决定扣回').waitFor()

    await row(/陈海燕/)
      .getByRole('button', { name: '决定' })
      .click()
    await dialog.getByLabel('列入追讨清单').check()
    await dialog.getByRole('textbox', { name: '原因' }).fill('已离职')
    await dialog.getByRole('button', { name: '决定' }).click()
    await row(/陈海燕/)
      .getByRole('button', { name: '登记收到' })
      .click()
    await dialog.getByRole('textbox', { name: '原因' }).fill('银行回单 0817')
    await dialog.getByRole('button', { name: '登记收到' }).click()
    // What is settled is no longer among the open ones.
    await expect.poll(() => row(/陈海燕/).count()).toBe(0)
    await page.getByLabel('只看未结清').uncheck()
    await row(/陈海燕/)
      .getByText('已结清')
      .waitFor()
    await row(/陈海燕/)
      .getByText('收到 ¥67.89')
      .waitFor()
  })

  test('it can be read on a phone, in English', async () => {
    const page = await visit.as('finance', { viewport: NARROW, language: 'en' })
    await page.goto('/periods/2026-10/adjustments')
    await page.getByText('Being deducted').waitFor()
    await expectAccessible(page)
  })
})

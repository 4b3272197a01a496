import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit, WIDE } from '../browser.ts'

const WAYS = [
  { language: 'zh', viewport: WIDE, client: 'Y0031', twin: 'Z0031', order: 'Z-1' },
  { language: 'en', viewport: NARROW, client: 'Y0032', twin: 'Z0032', order: 'Z-2' },
] as const

const SAID = {
  zh: {
    merge: '合并客户',
    confirm: '合并',
    reason: '原因',
    orders: '订单',
    other: '另一个客户',
    aliases: '客户别名',
    none: '没有别名',
    split: '拆分',
  },
  en: {
    merge: 'Merge clients',
    confirm: 'Merge',
    reason: 'Reason',
    orders: 'Orders',
    other: 'The other client',
    aliases: 'Other codes',
    none: 'There is no other code',
    split: 'Split',
  },
} as const

describeInBrowser('two codes of one client', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test.each(WAYS)('are merged from the list of what looks odd and split on the page of the client ($language)', async (way) => {
    const { language, viewport, client, twin, order } = way
    const said = SAID[language]
    const page = await visit.as('hr', { language, viewport })
    const add = (table: string, values: object) =>
      page.request.post(`${visit.url}/api/v1/records/${table}`, { data: { values, reason: 'once more' } })
    const name = `两江机械${client}`
    expect((await add('clients', { code: client, name, rep: 'S001' })).status()).toBe(201)
    expect((await add('clients', { code: twin, name, rep: 'S002', class: 'A' })).status()).toBe(201)
    expect((await add('orders', { number: order, date: '2026-10-20', rep: 'S002', client: twin, amount: '100' })).status()).toBe(201)

    await page.goto('/odd-records')
    const entry = page.getByRole('row').filter({ hasText: twin })
    await entry.getByRole('button', { name: said.merge }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(said.orders).waitFor()
    await dialog.getByText(/2026/).first().waitFor()
    expect(await dialog.getByRole('radio', { checked: true }).inputValue(), 'the smaller code stays unless told').toBe(client)
    await expectAccessible(page)
    await confirm(page, said)
    await entry.waitFor({ state: 'detached' })

    await page.goto(`/records/clients/${twin}`)
    await page.getByRole('link', { name: new RegExp(client) }).click()
    const aliases = page.locator('section').filter({ has: page.getByRole('heading', { name: said.aliases }) })
    await aliases.getByText(twin).waitFor()
    await expectAccessible(page)
    await aliases.getByRole('button', { name: said.split }).click()
    await dialog.getByRole('textbox', { name: said.reason }).fill('two after all')
    await dialog.getByRole('button', { name: said.split }).click()
    await aliases.getByText(said.none).waitFor()

    // On the page of the client the other is chosen, and may be the one that stays.
    await aliases.getByRole('button', { name: said.merge }).click()
    expect(await dialog.getByRole('button', { name: said.confirm, exact: true }).isDisabled()).toBe(true)
    await dialog.getByLabel(said.other).click()
    await dialog.getByLabel(said.other).fill(twin)
    await page.locator('.ant-select-item-option', { hasText: twin }).first().click()
    await dialog.getByRole('radio', { name: new RegExp(twin) }).click()
    await dialog.getByText('S002').first().waitFor()
    await confirm(page, said)
    await page.waitForURL(`**/records/clients/${twin}`)
    await aliases.getByText(client).waitFor()
  })

  async function confirm(page: Page, said: { readonly confirm: string; readonly reason: string }): Promise<void> {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: said.reason }).fill('one client')
    const button = dialog.getByRole('button', { name: new RegExp(`^${[...said.confirm].join('\\s*')}$`) })
    await expect.poll(() => button.isEnabled()).toBe(true)
    await button.click()
    await dialog.waitFor({ state: 'detached' })
  }
})

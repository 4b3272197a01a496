import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, settled, startVisit, type Visit } from '../browser.ts'

const MEASURE = 'measures.big-orders'

describeInBrowser('making a measure', () => {
  let visit: Visit
  let hr: Page
  beforeAll(async () => {
    visit = await startVisit()
    hr = await visit.as('hr')
  }, 180_000)

  const choose = async (label: string, option: string) => {
    await hr.getByRole('combobox', { name: label, exact: true }).first().click()
    await hr.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
  }

  test('a template is copied under a key of its own and shows at once what it counts, with the records', async () => {
    await hr.goto('/rules/measures.large-orders')
    await hr.getByRole('button', { name: '复制为本公司规则' }).click()
    const dialog = hr.getByRole('dialog')
    await dialog.getByRole('button', { name: '开始起草' }).click()
    await dialog.getByText('请填写').first().waitFor()
    await dialog.getByLabel('编号').fill(MEASURE)
    await dialog.getByLabel('名称（供指标引用）').fill('bigOrders')
    await dialog.getByLabel('中文名称').fill('大额订单')
    await dialog.getByLabel('英文名称').fill('Big orders')
    await dialog.getByLabel('生效日期').fill('2026-10-01')
    await dialog.getByRole('button', { name: '开始起草' }).click()
    await hr.getByRole('heading', { name: '草稿：大额订单' }).waitFor()
    await hr.getByRole('heading', { name: '2026年10月的数据按此计量' }).waitFor()
    await hr.getByRole('row', { name: /S00\d/ }).first().waitFor()
    await expectAccessible(hr)
  })

  test('its conditions and value are chosen, and the figures follow', async () => {
    await hr.getByRole('button', { name: '删去条件 2' }).click()
    await hr.getByLabel('值', { exact: true }).first().fill('20000')
    await choose('取值', '合计')
    await hr.getByText(/处须改正/).waitFor()
    // The examples of the template count documents; those of a sum are written anew.
    await hr.getByRole('button', { name: '删去算例 1' }).click()
    await hr.getByRole('button', { name: '加一个算例' }).click()
    await hr.getByRole('button', { name: '算例 2 的记录：加一行' }).click()
    await hr.getByLabel('单据编号，第 1 行').fill('N1')
    await hr.getByLabel('日期，第 1 行').fill('2026-10-08')
    await hr.getByLabel('金额，第 1 行').fill('25,000')
    await hr.getByLabel('应得的值').nth(1).fill('25000')
    await hr.getByText('核对无误').waitFor()
    await hr.getByText('金额合计 (元)').waitFor()
    const row = hr.getByRole('row', { name: /S001/ })
    const figure = await row.locator('td.figures .plain-value').innerText()
    await row.getByRole('button', { name: '查看记录' }).click()
    await hr.getByRole('heading', { name: /计入的记录，共 \d+ 条/ }).waitFor()
    const records = hr.getByRole('region', { name: /计入的记录/ })
    const amounts = await records
      .locator('td.figures .plain-value')
      .filter({ hasText: /^\d{2,3},\d{3}\.\d\d$/ })
      .allInnerTexts()
    expect(amounts.length).toBeGreaterThan(0)
    expect(amounts.every((amount) => Number(amount.replace(',', '')) >= 20_000)).toBe(true)
    expect(figure).toMatch(/^\d{1,3}(,\d{3})*\.?\d*$/)
    await expectAccessible(hr)
  })

  test('everything can be taken back, and what is sound is published', async () => {
    await hr.keyboard.press('Control+Z')
    await hr.getByText(/处须改正/).waitFor()
    await hr.keyboard.press('Control+Y')
    await hr.getByText('核对无误').waitFor()
    await hr.getByRole('button', { name: '公布', exact: true }).click()
    await hr.getByRole('dialog').getByLabel('原因').fill('试用')
    await hr.getByRole('dialog').getByRole('button', { name: '公布' }).click()
    await hr.waitForURL(`**/rules/${MEASURE}`)
    await hr.getByText('金额 不小于 20000').waitFor()
    const phone = await visit.as('hr', { viewport: NARROW })
    await phone.goto(`/rules/${MEASURE}`)
    await phone.getByRole('button', { name: '起草新版本' }).click()
    await phone.getByRole('button', { name: '开始起草' }).click()
    await phone.getByLabel('应得的值').first().waitFor()
    await settled(phone)
    await expectAccessible(phone)
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(NARROW.width)
  })
})

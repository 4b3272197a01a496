import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, startVisit, type Visit } from '../browser.ts'

describeInBrowser('trying a change before it counts', () => {
  let visit: Visit
  let hr: Page
  beforeAll(async () => {
    visit = await startVisit()
    hr = await visit.as('hr')
  }, 180_000)

  test('HR tries a setting on two months and reads who gains, who loses, how much and by what', async () => {
    await hr.goto('/what-ifs?setting=bonus.split.movers')
    await hr.getByLabel('在各区域按在岗天数参与').check()
    await hr.getByRole('button', { name: '开始试算' }).click()
    await hr.getByText('请填写名称').waitFor()
    await expectAccessible(hr)
    await hr.getByLabel('名称').fill('按天数分配')
    await hr.getByLabel('2026年8月').uncheck()
    await hr.getByRole('button', { name: '开始试算' }).click()
    await hr.getByRole('heading', { name: '差额的分布' }).waitFor()
    await hr.getByRole('cell', { name: '在各区域按在岗天数参与' }).waitFor()
    const people = hr.getByRole('region', { name: '人员' })
    await people.locator('summary').first().waitFor()
    const amounts = await people.locator('tbody tr td:nth-child(4) .plain-value').allInnerTexts()
    expect(amounts[0]).toMatch(/^\+¥/)
    expect(amounts.at(-1)).toMatch(/^−¥/)
    await people.locator('summary').first().click()
    await people
      .getByText(/天数 .*无 → 31/)
      .first()
      .waitFor()
    await expectAccessible(hr)
    await hr.getByText('减少最多的在前').click()
    await expect.poll(() => people.locator('tbody tr td:nth-child(4) .plain-value').first().innerText()).toBe(amounts.at(-1))
    const saved = hr.waitForEvent('download')
    await hr.getByRole('button', { name: '下载工作簿' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^试算-2026-09-2026-10-[0-9a-f]{8}\.xlsx$/)
  }, 120_000)

  test('it stands in the list, where an auditor reads it and cannot begin one; HR takes it away', async () => {
    const auditor = await visit.as('auditor')
    await auditor.goto('/what-ifs')
    await auditor.getByRole('link', { name: '按天数分配' }).click()
    await auditor.getByRole('heading', { name: '差额的分布' }).waitFor()
    expect(await auditor.getByRole('button', { name: '删除' }).count()).toBe(0)
    await hr.getByRole('button', { name: '删除' }).click()
    await hr.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await hr.getByText('还没有做过试算').waitFor()
  })
})

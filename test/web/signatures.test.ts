import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from './browser.ts'
import { publishedMonth } from './manager/published-month.ts'

const PAGE = '/periods/2026-10/signatures'

describeInBrowser('signing', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test('before publication the page says what will wait there', async () => {
    const page = await visit.as('manager')
    await page.goto(PAGE)
    await page.getByText('本期结果尚未公布').waitFor()
    await expectAccessible(page)
  })

  test('the person responsible looks at a sheet, signs it, and signs the others together', async () => {
    await publishedMonth(visit, '2026-10')
    const page = await visit.as('manager')
    await page.goto(PAGE)
    await page.getByText('已签 0 / 6').waitFor()
    await expectAccessible(page)
    await page.getByRole('row').filter({ hasText: '梁平' }).getByRole('button', { name: '查看' }).click()
    const drawer = page.getByRole('dialog', { name: '梁平的考核评分表' })
    await drawer.getByText('最终考核评分').first().waitFor()
    await expectAccessible(page)
    await drawer.getByRole('button', { name: '签字' }).click()
    await page.getByRole('dialog', { name: '签字确认 1 张考核评分表' }).getByRole('button', { name: '签字' }).click()
    await page.getByText('已签 1 / 6').waitFor()
    await page.goBack()
    await drawer.waitFor({ state: 'detached' })
    await page.getByText('待签字', { exact: true }).first().click()
    await page.getByLabel('选中全部待签字的').check()
    await page.getByRole('button', { name: '签字选中的 5 张' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '签字' }).click()
    await page.getByText('已签 6 / 6').waitFor()
    await page.getByText('没有符合条件的考核评分表').waitFor()
    await page.reload()
    await page.getByText('已签 6 / 6').waitFor()
  })

  test('at phone width nothing stands beyond the edge', async () => {
    const page = await visit.as('manager', { viewport: NARROW })
    await page.goto(PAGE)
    await page.getByText('已签 6 / 6').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await expectAccessible(page)
  })
})

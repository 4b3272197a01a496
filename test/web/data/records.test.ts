import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit, WIDE } from '../browser.ts'

describeInBrowser('data in force', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test('a person is found by name, moves to another region, and the move is seen over time', async () => {
    const page = await visit.as('hr')
    await page.goto('/people')
    await page.getByRole('searchbox', { name: '搜索' }).fill('T001')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/people?q=T001')
    await page.getByRole('row', { name: /T001/ }).getByRole('link').click()
    await page.getByRole('heading', { name: '区域与岗位变动' }).waitFor()
    await page.getByRole('button', { name: '新增调动' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('区域').click()
    await page.locator('.ant-select-item-option', { hasText: '西部' }).first().click()
    await dialog.getByLabel('生效日期').fill('2026-10-16')
    await dialog.getByLabel('变更原因').fill('支援西部')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('自 2026年10月16日').last().waitFor()
    await page.getByText('至 2026年10月15日').waitFor()
    await expectAccessible(page)
  })

  test('what is wrong in a record stands below its field, and nothing is saved', async () => {
    const page = await visit.as('hr', { viewport: NARROW })
    await page.goto('/records/collections')
    await page.getByRole('button', { name: '新增记录' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('金额').fill('3.5万')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('带有单位').waitFor()
    await dialog.getByText('“单据编号”不能为空').waitFor()
    await expectAccessible(page)
  })

  test('a record is changed with its reason, and its versions say what was different', async () => {
    const page = await visit.as('hr')
    await page.goto('/records/clients/C0001')
    await page.getByRole('button', { name: '修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('客户等级').fill('甲')
    await dialog.getByLabel('变更原因').fill('年度评级')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('年度评级').waitFor()
    expect(await page.locator('.difference').first().innerText()).toContain('客户等级')
  })

  test('the page of a client lists its handovers, which are added, mended and taken out there', async () => {
    const page = await visit.as('hr')
    await page.goto('/records/clients/C0002')
    const handovers = page.locator('section').filter({ has: page.getByRole('heading', { name: '客户归属' }) })
    await handovers.getByText('没有交接').waitFor()
    const dialog = page.getByRole('dialog')
    const handOver = async (rep: string, day: string) => {
      await handovers.getByRole('button', { name: '新增交接' }).click()
      await dialog.getByLabel('业务员').click()
      await dialog.getByLabel('业务员').fill(rep)
      await page.locator('.ant-select-item-option', { hasText: rep }).first().click()
      await dialog.getByLabel('生效日期').fill(day)
      await dialog.getByLabel('变更原因').fill('交接')
      await dialog.getByRole('button', { name: '保存' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await handOver('S009', '2026-10-16')
    await handOver('S010', '2026-10-20')
    await handovers.getByText('S010，自 2026年10月20日').waitFor()
    expect(await handovers.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('S010'),
      expect.stringContaining('S009'),
      expect.stringContaining('交接之前'),
    ])
    await expectAccessible(page)
    await handovers.getByRole('listitem').first().getByRole('button', { name: '移除' }).click()
    await dialog.getByRole('textbox', { name: '原因' }).fill('没有交接')
    await dialog.getByRole('button', { name: '移除' }).click()
    await expect.poll(() => handovers.getByRole('listitem').count()).toBe(2)
    await handovers.getByRole('button', { name: '修改' }).click()
    await dialog.getByText('标识列不能修改').waitFor()
  })

  test.each(['zh', 'en'] as const)(
    'a record beside the form of a client is kept, and says so before it is left (%s)',
    async (language) => {
      const page = await visit.as('hr', { language, viewport: language === 'zh' ? NARROW : WIDE })
      const said = {
        zh: ['服务态度', '变更原因', '保存', '已保存，但请核对', '知道了'],
        en: ['attitude', 'Reason for the change', 'Save', 'It is kept, but look again', 'Close'],
      }[language]
      const [field = '', why = '', save = '', title = '', close = ''] = said
      const day = `2026-10-${language === 'zh' ? 21 : 22}`
      const api = (path: string, data: object, by: Page = page) => by.request.post(`${visit.url}/api/v1${path}`, { data })
      const made = await (await api('/form-links', { engineer: 'T001', clientName: '张先生', day })).json()
      const answer = { kind: 'feedback', scale: '100', attitude: 95, resolution: 90, dedication: 92, solvedOnSite: true }
      expect((await api(`/forms/${made.url.split('/').at(-1)}`, answer, await visit.nobody())).status()).toBe(204)
      const values = { number: `PAPER-${language}`, date: day, engineer: 'T001', attitude: '90', resolution: '90', dedication: '90' }
      expect(await (await api('/records/feedback', { values, reason: '纸质表' })).json()).toMatchObject({
        warnings: [{ severity: 'warning' }],
      })

      await page.goto(`/records/feedback/PAPER-${language}`)
      await page.getByRole('button', { name: language === 'zh' ? '修改' : 'Edit' }).click()
      await page.getByRole('dialog').getByLabel(field).fill('91')
      await page.getByRole('dialog').getByLabel(why).fill('纸质表 91')
      await page.getByRole('dialog').getByRole('button', { name: save }).click()
      const warned = page.getByRole('dialog').getByText(title)
      await warned.waitFor()
      expect(await page.getByRole('dialog').innerText()).toContain(made.link.number)
      expect(await page.getByRole('dialog').getByLabel(field).count()).toBe(0)
      await expectAccessible(page)
      await page.getByRole('dialog').getByRole('button', { name: close }).last().click()
      await warned.waitFor({ state: 'detached' })
      await page.getByText('91').first().waitFor()
    },
    60_000,
  )

  test('HR decides an incomplete case; a manager sees the own region’s cases and decides nothing', async () => {
    const manager = await visit.as('manager')
    await manager.goto('/periods/2026-10/incomplete')
    await manager.getByText('这里只能查看').waitFor()
    expect(await manager.getByRole('button', { name: '处理', exact: true }).count()).toBe(0)
    const page = await visit.as('hr')
    await page.goto('/periods/2026-10/incomplete?show=held')
    await page.getByRole('button', { name: '处理', exact: true }).first().waitFor()
    const before = await page.getByRole('button', { name: '处理', exact: true }).count()
    await page.getByRole('button', { name: '处理', exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('给定分数').click()
    await dialog.getByLabel('分数（0 至 100）').fill('８８．５')
    await dialog.getByLabel('原因').fill('按前三个月平均')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '确定' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('button', { name: '处理', exact: true }).count()).toBe(before - 1)
    await page.getByText('全部', { exact: true }).click()
    await page.getByText('88.50 分').waitFor()
  })

  test('managers search their region’s people; records of others are not there', async () => {
    const page = await visit.as('manager', { viewport: NARROW })
    await page.goto('/people')
    await page.getByText('T002').waitFor()
    expect(await page.getByText('T020').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.goto('/people/T020')
    await page.getByText('没有找到这个页面').waitFor()
  })
})

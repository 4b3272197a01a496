import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { cellsOf } from '../../sheets/workbooks/spreadsheet-program.ts'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

const CLOSED = '2026-08'
const OPEN = '2026-10'

describeInBrowser('finance’s month', () => {
  let visit: Visit
  let page: Page
  beforeAll(async () => {
    visit = await startVisit()
    page = await visit.as('finance')
  }, 180_000)

  const row = (name: string | RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  const saved = async (click: () => Promise<void>): Promise<Download> => {
    const [download] = await Promise.all([page.waitForEvent('download'), click()])
    return download
  }
  /** "1,986.39" as the plain number it stands for; text that is no figure stays. */
  const plain = (text: string) => text.replaceAll(',', '').replace('−', '-')

  test('the board shows each region, and the figures on screen are those of the file', async () => {
    await page.goto(`/periods/${CLOSED}/bonus`)
    await page.locator('figure svg').nth(3).waitFor()
    await expectAccessible(page)
    const cells = await row('华东区').first().getByRole('cell').allInnerTexts()
    const download = await saved(() => page.getByRole('button', { name: '下载表格' }).first().click())
    expect(download.suggestedFilename()).toBe(`奖金总览-${CLOSED}.csv`)
    const text = await readFile(await download.path(), 'utf8')
    expect(text.startsWith('\uFEFF区域,')).toBe(true)
    const line = text.split('\r\n').find((each) => each.startsWith('华东区,')) ?? ''
    const figures = cells.map(plain).filter((cell) => /^-?\d+\.\d\d$/.test(cell))
    expect(figures.length).toBeGreaterThanOrEqual(5)
    for (const figure of figures) expect(line.split(',')).toContain(figure)
  })

  test('every chart has its table', async () => {
    const charts = page.locator('figure')
    for (let index = 0; index < (await charts.count()); index++) {
      const chart = charts.nth(index)
      await chart.getByRole('button', { name: '看表格' }).click()
      expect(await chart.getByRole('row').count()).toBeGreaterThan(1)
    }
    // Where the page begins nothing lies half under the header.
    await page.evaluate(() => window.scrollTo(0, 0))
    await expectAccessible(page)
  })

  test('a region’s people add up to its pool, and the downloaded bonus sheet holds the same figures', async () => {
    await page.getByRole('link', { name: '华东区' }).first().click()
    await page.getByText('核对无误').waitFor()
    await expectAccessible(page)
    const [, , , , , amount = ''] = await row('梁平').getByRole('cell').allInnerTexts()
    await page.goto(`/periods/${CLOSED}/documents`)
    const file = `工资奖金导入表-${CLOSED}.xlsx`
    const download = await saved(() => page.getByRole('button', { name: `下载 ${file}` }).click())
    expect(download.suggestedFilename()).toBe(file)
    const cells = await cellsOf(await download.path())
    const [place = ''] = [...cells].find(([, { value }]) => value === 'T001') ?? []
    const bonuses = [...cells]
      .filter(([each]) => each.endsWith(place.replace(/^.*!\D+/, '')))
      .map(([, { value }]) => Number(value).toFixed(2))
    expect(bonuses).toContain(plain(amount))
  })

  test('several documents come as one zip; who took what is listed at once', async () => {
    await page.getByRole('checkbox', { name: `选择 奖金分配表-${CLOSED}.xlsx` }).check()
    await page.getByRole('checkbox', { name: `选择 工资奖金导入表-${CLOSED}.xlsx` }).check()
    const download = await saved(() => page.getByRole('button', { name: '打包下载所选' }).click())
    expect(download.suggestedFilename()).toBe(`考核与奖金表-${CLOSED}.zip`)
    await row(`奖金分配表-${CLOSED}.xlsx`).filter({ hasText: '打包下载' }).first().waitFor()
    await expectAccessible(page)
  })

  test('people are marked as paid with a reference, a mark is taken back with a reason; both stay in the trail', async () => {
    await page.goto(`/periods/${CLOSED}/bonus/EAST`)
    for (const name of ['梁平', '陈海燕']) await page.getByRole('checkbox', { name: `选择 ${name}` }).check()
    await page.getByRole('button', { name: '标记为已发放' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '标记为已发放' }).click()
    await dialog.getByText('请填写凭证号或批次号').waitFor()
    await expectAccessible(page)
    await dialog.getByLabel('凭证号或批次号').fill('工行批次 88')
    await dialog.getByRole('button', { name: '标记为已发放' }).click()
    await page.getByText('已标记 2 人').waitFor()
    await row('梁平').getByText('已发放').waitFor()
    await page.getByRole('checkbox', { name: '选择 梁平' }).check()
    await page.getByRole('button', { name: '撤回标记' }).click()
    await dialog.getByLabel('原因').fill('银行退回')
    await dialog.getByRole('button', { name: '撤回标记' }).click()
    await row('梁平').getByText('未发放').waitFor()
    await page.goto(`/periods/${CLOSED}/payments?state=paid`)
    await row('陈海燕').waitFor()
    expect(await row('梁平').count()).toBe(0)
    await page.getByText('银行退回').waitFor()
    await expectAccessible(page)
  })

  test('a late refund is an adjustment with its reason and record, and is accepted for the open month', async () => {
    const values = { number: 'LATE-1', date: '2026-08-20', client: 'C0001', rep: 'S001', region: 'EAST', amount: '-50000' }
    const late = await page.request.post(`${visit.url}/api/v1/records/collections`, { data: { values, reason: '八月退款单据后到' } })
    expect(late.status()).toBe(201)
    const hr = await visit.as('hr')
    await hr.goto(`/periods/${OPEN}/adjustments`)
    await hr.getByRole('button', { name: '复核已关闭期间' }).click()
    await hr.getByText('2026年8月：提出 6 项调整').waitFor()
    await page.goto(`/periods/${OPEN}/adjustments`)
    await page.getByRole('link', { name: '梁平 2026年8月 调整的来由' }).click()
    const detail = page.getByRole('dialog')
    await detail.getByText('八月退款单据后到').waitFor()
    await detail.getByText('LATE-1').waitFor()
    await expectAccessible(page)
    await page.goBack()
    await detail.waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: '选择本页全部' }).check()
    await page.getByText('已选 6 项').waitFor()
    await page.getByRole('button', { name: '接受', exact: true }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('随十月发放')
    await page.getByRole('dialog').getByRole('button', { name: '接受' }).click()
    await page.getByText('已决定 6 项').waitFor()
    await page.getByRole('link', { name: '已接受' }).click()
    await row('梁平').getByText('随十月发放').waitFor()
    await row('梁平').getByText('钱文华').waitFor()
    await expectAccessible(page)
  })

  test('what is asked for stands in the address: reload and back keep it', async () => {
    await page.goto(`/periods/${CLOSED}/payments`)
    await page.getByRole('combobox', { name: '区域' }).selectOption('WEST')
    await page.waitForURL('**/payments?region=WEST')
    await page.reload()
    await row('郭平').waitFor()
    expect(await page.getByRole('combobox', { name: '区域' }).inputValue()).toBe('WEST')
  })

  test('a manager sees the own region alone, and marks nobody; on a phone nothing runs out of the screen', async () => {
    const manager = await visit.as('manager', { viewport: NARROW })
    await manager.goto(`/periods/${CLOSED}/bonus`)
    await manager.getByRole('link', { name: '华东区' }).first().waitFor()
    expect(await manager.getByRole('link', { name: '西部区' }).count()).toBe(0)
    expect(await manager.getByRole('checkbox').count()).toBe(0)
    expect(await manager.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await manager.goto(`/periods/${CLOSED}/documents`)
    await manager.getByText(`奖金分配表-${CLOSED}.xlsx`).first().waitFor()
    await manager.goto(`/periods/${OPEN}/adjustments`)
    await manager.getByText('您没有查看此页的权限').waitFor()
  })
})

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

/** The month that is published in the demo, waiting for its answers. */
const PERIOD = '2026-09'
const MINE = `/periods/${PERIOD}/my-sheet`

describeInBrowser('one’s own sheet', () => {
  let visit: Visit
  let engineer: Page
  let sales: Page
  beforeAll(async () => {
    visit = await startVisit()
    engineer = await visit.as('engineer', { viewport: NARROW })
    sales = await visit.as('sales', { viewport: NARROW })
  }, 180_000)

  test('an engineer sees the form, and on a tap how an item came about, down to the records', async () => {
    await engineer.goto(MINE)
    await engineer.getByRole('heading', { name: '2026年9月 客服人员考核评分表' }).waitFor()
    for (const words of ['出勤', '客户评价', '销售经理评价', '解决问题能力', '被考核人签字确认', '考核负责人签字确认']) {
      await engineer.locator('.score-form').getByText(words).first().waitFor()
    }
    await expectAccessible(engineer)
    await engineer.getByRole('button', { name: '查看客户评价的计算过程' }).click()
    const panel = engineer.getByRole('dialog', { name: '客户评价' })
    await panel.getByRole('tree').waitFor()
    await panel.getByRole('button', { name: '全部展开' }).click()
    await panel.getByRole('button', { name: '条款 5.1.2' }).first().click()
    await panel.getByText('每次服务后由客户填写反馈表').first().waitFor()
    await panel
      .getByRole('button', { name: /查看原始记录/ })
      .first()
      .click()
    await panel.getByRole('region', { name: '反馈表' }).first().waitFor()
    await expectAccessible(engineer)
    expect(await engineer.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await engineer.goBack()
    await panel.waitFor({ state: 'detached' })
    await engineer.getByRole('button', { name: '查看客户评价的计算过程' }).click()
    await panel.getByRole('button', { name: '关闭' }).click()
    await panel.waitFor({ state: 'detached' })
    expect(new URL(engineer.url()).pathname).toBe(MINE)
  })

  test('the tree is walked by keyboard alone', async () => {
    await engineer.getByRole('button', { name: '查看出勤的计算过程' }).focus()
    await engineer.keyboard.press('Enter')
    const tree = engineer.getByRole('tree', { name: '计算过程：出勤' })
    await tree.waitFor()
    await tree.getByRole('treeitem').first().focus()
    await engineer.keyboard.press('ArrowDown')
    await engineer.keyboard.press('ArrowRight')
    await engineer.keyboard.press('ArrowRight')
    const focused = () => engineer.evaluate(() => document.activeElement?.querySelector('.node-title')?.textContent)
    expect(await focused()).toBe('上班迟到、早退、请假次数')
    await engineer.keyboard.press('Escape')
    // The browser hides the dialog at once and goes back in its history later: another address before that is not reached.
    await expect.poll(() => new URL(engineer.url()).search).toBe('')
    await tree.waitFor({ state: 'detached' })
    // What was opened by a link of its own is closed too, and the sheet stays.
    await engineer.goto(`${MINE}?open=manager`)
    await engineer.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
    await engineer.getByRole('dialog').waitFor({ state: 'detached' })
    await engineer.locator('.score-form').waitFor()
    expect(new URL(engineer.url()).pathname).toBe(MINE)
  })

  test('the share and one more point are those of the server', async () => {
    const api = (rest: string) => engineer.request.get(`${visit.url}/api/v1/periods/${PERIOD}/runs/published/people/T001${rest}`)
    const sheet = await (await api('')).json()
    const more = await (await api('/one-more-point')).json()
    const page = await engineer.locator('main').innerText()
    const { pool, amount, origin } = sheet.parts[0].shares[0]
    for (const figure of [pool, amount, origin.exact, origin.roundedDown]) expect(page).toContain(grouped(figure))
    for (const { raised } of more.modules) expect(page).toContain(grouped(raised.share))
  })

  test.each(['engineer', 'sales'])('the sheet of %s prints to one page of A4', async (who) => {
    const page = who === 'engineer' ? engineer : sales
    await page.goto(MINE)
    await page.locator('.score-form').waitFor()
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/)
  })

  test('an engineer objects to an item with words, follows the appeal, and confirms once it is answered', async () => {
    await engineer.goto(MINE)
    await engineer.getByRole('button', { name: '提出异议' }).click()
    const dialog = engineer.getByRole('dialog', { name: '对考核结果提出异议' })
    await dialog.getByRole('button', { name: '提交异议' }).click()
    await dialog.getByText('请写明哪里不对、依据是什么').waitFor()
    await dialog.getByLabel('对哪一项有异议').selectOption({ label: '客户评价' })
    await dialog.getByLabel('异议内容').fill('9 月 12 日的反馈表没有计入')
    await dialog.getByRole('button', { name: '提交异议' }).click()
    await engineer.getByText('提出异议 · 客户评价').waitFor()
    await engineer.getByText('等待负责人答复').waitFor()
    await engineer.reload()
    await engineer.getByText('9 月 12 日的反馈表没有计入').first().waitFor()
    await expectAccessible(engineer)

    const hr = await visit.as('hr')
    const appeals = await (await hr.request.get(`${visit.url}/api/v1/periods/${PERIOD}/appeals?state=open`)).json()
    const own = appeals.items.find((appeal: { employee: string }) => appeal.employee === 'T001')
    const decided = await hr.request.post(`${visit.url}/api/v1/periods/${PERIOD}/appeals/${own.id}/decision`, {
      data: { decision: 'kept', answer: '该表日期为 10 月，计入下期。' },
    })
    expect(decided.status()).toBe(200)
    await engineer.reload()
    await engineer.getByText('已答复：维持原结果').waitFor()
    await engineer.getByText('该表日期为 10 月，计入下期。').waitFor()
    await engineer.getByRole('button', { name: '签字确认' }).click()
    await engineer.getByRole('dialog').getByRole('button', { name: '签字确认' }).click()
    await engineer.getByText('您已于').first().waitFor()
    expect(await engineer.locator('.form-signatures').innerText()).toContain('签字确认')
  })

  test('a representative sees each KPI with what it is made of, and the clients and documents behind it', async () => {
    await sales.goto(MINE)
    await sales.getByRole('heading', { name: '2026年9月 销售人员考核指标表' }).waitFor()
    await expectAccessible(sales)
    await sales.getByRole('button', { name: '查看回款率的计算过程' }).click()
    const panel = sales.getByRole('dialog', { name: '回款率' })
    await panel.getByRole('heading', { name: '背后的客户' }).waitFor()
    await panel
      .getByRole('button', { name: /^查看单据/ })
      .first()
      .click()
    await panel.getByRole('region', { name: '回款' }).waitFor()
    await panel.getByRole('heading', { name: '得分' }).waitFor()
    await expectAccessible(sales)
    expect(await sales.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  })

  test('somebody else’s sheet is not there for staff', async () => {
    await engineer.goto(`/periods/${PERIOD}/people/T002`)
    await engineer.getByText('没有找到这个页面').waitFor()
  })
})

describeInBrowser('the results of a run', () => {
  let visit: Visit
  let hr: Page
  beforeAll(async () => {
    visit = await startVisit()
    hr = await visit.as('hr')
  }, 180_000)

  test('HR finds somebody by name, comes to their sheet and back to the same list', async () => {
    await hr.goto(`/periods/${PERIOD}/results`)
    await hr.getByRole('link', { name: /S001/ }).waitFor()
    await hr.getByLabel('类别').selectOption('service')
    await hr.getByRole('link', { name: /S001/ }).waitFor({ state: 'detached' })
    await hr.getByLabel('按姓名或工号查找').fill('t003')
    await expect.poll(() => hr.getByRole('link', { name: /T0\d\d/ }).count()).toBe(1)
    await hr.getByRole('heading', { name: /评分分布/ }).waitFor()
    await expectAccessible(hr)
    await hr.getByRole('link', { name: /T003/ }).click()
    await hr.getByRole('heading', { name: /客服人员考核评分表/ }).waitFor()
    expect(await hr.getByRole('button', { name: '签字确认' }).count()).toBe(0)
    await hr.goBack()
    expect(await hr.getByLabel('按姓名或工号查找').inputValue()).toBe('t003')
    await hr.reload()
    expect(await hr.getByLabel('按姓名或工号查找').inputValue()).toBe('t003')
  })

  test('the list is downloaded as it is filtered, with the figures on screen', async () => {
    await hr.goto(`/periods/${PERIOD}/results?kind=service`)
    const row = hr.getByRole('row').filter({ hasText: 'T003' })
    await row.waitFor()
    const shown = await row.getByRole('cell').allInnerTexts()
    const [download] = await Promise.all([hr.waitForEvent('download'), hr.getByRole('button', { name: '下载表格' }).last().click()])
    expect(download.suggestedFilename()).toBe(`考核结果-${PERIOD}.csv`)
    const [head, ...lines] = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trimEnd().split(/\r?\n/)
    expect(head).toBe('工号,姓名,类别,区域,状态,评分 / 得分,奖金')
    expect(lines).toHaveLength(23)
    const [, , kind, region, status, score, bonus] = lines.find((line) => line.startsWith('T003'))?.split(',') ?? []
    expect([kind, region, status, score, `¥${bonus}`]).toEqual(shown.slice(-5))
  })

  test('the league is ordered by a KPI, both ways, with a trend of anybody', async () => {
    await hr.goto(`/periods/${PERIOD}/kpis`)
    await hr.getByLabel('指标').selectOption({ label: '回款率' })
    const values = async () =>
      (await hr.locator('.plain-table tbody tr td:nth-of-type(2)').allInnerTexts()).flatMap((text) => {
        const [, number] = /(\d+(?:\.\d+)?)%/.exec(text.replaceAll(',', '')) ?? []
        return number === undefined ? [] : [Number(number)]
      })
    // Until then the list of the KPI before may still be there.
    const fromTheBest = async () => {
      const shown = await values()
      return shown.length > 20 && shown.every((value, index) => index === 0 || value <= (shown[index - 1] ?? value))
    }
    await expect.poll(fromTheBest).toBe(true)
    const best = await values()
    await hr.getByLabel('排序').selectOption('ascending')
    await expect.poll(async () => (await values())[0]).toBe(best.at(-1))
    await expectAccessible(hr)
    await hr
      .getByRole('button', { name: /^看变化/ })
      .first()
      .click()
    await hr.getByRole('dialog', { name: /回款率/ }).waitFor()
    await hr.goBack()
    await hr.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

/** As the screen writes amounts: "1,234.50". */
function grouped(text: string): string {
  return text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
}

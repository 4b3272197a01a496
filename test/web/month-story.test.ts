import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, startVisit, type Visit } from './browser.ts'

const MONTH = '2026-10'
const HEADER = 'number,date,engineer,score'

/** One month of the demo company, as its people live it, each in a browser of their own: the tests follow each other. */
describeInBrowser('a month from marks to payment, and a refund that comes late', () => {
  let visit: Visit
  let hr: Page
  let manager: Page
  let engineer: Page
  let finance: Page
  beforeAll(async () => {
    visit = await startVisit()
    hr = await visit.as('hr')
    manager = await visit.as('manager')
    engineer = await visit.as('engineer')
    finance = await visit.as('finance')
  }, 180_000)

  test('HR uploads a file with a mistake, is shown the cell, uploads the corrected one and commits it', async () => {
    await upload(hr, 'followups.csv', [HEADER, 'HF-NEW,2026-10-32,T001,96'])
    await hr.locator('.wrong-cell').filter({ hasText: '2026-10-32' }).waitFor()
    await hr.goto('/uploads')
    await upload(hr, 'followups.csv', [HEADER, 'HF-NEW,2026-10-28,T001,96'])
    await commit(hr, '月底补录')
  })

  test('the manager pastes a block of 3 x 3, meets what another browser saved first, and submits', async () => {
    const elsewhere = await visit.as('manager')
    for (const page of [manager, elsewhere]) {
      await page.goto(`/periods/${MONTH}/marks`)
      await page.getByRole('gridcell', { name: /上期/ }).first().waitFor()
    }
    await cell(elsewhere, 0, 0).click()
    await elsewhere.keyboard.type('70')
    await elsewhere.keyboard.press('Enter')
    await elsewhere.getByText('已保存').waitFor()

    await paste(manager, '91\t80\t耐心\n92\t85\t细致\n88.5\t90\t可靠')
    await manager.getByText('1 项评分已被他人先保存').waitFor()
    await manager.getByRole('button', { name: '保留我的' }).first().click()
    await manager.getByText('已保存').waitFor()
    await cell(manager, 3, 0).click()
    await manager.keyboard.type('87')
    await manager.keyboard.press('Enter')
    await manager.keyboard.type('93')
    await manager.keyboard.press('Enter')
    await manager.keyboard.type('84.5')
    await manager.keyboard.press('Enter')
    await manager.getByText('已保存').waitFor()
    await manager.getByRole('button', { name: '提交评分' }).click()
    await manager.getByRole('dialog').getByText('将提交 6 项综合评价').waitFor()
    await manager.getByRole('dialog').getByRole('button', { name: /^提交/ }).click()
    await manager.getByText('已提交 9 项评分。').waitFor()
  }, 90_000)

  test('HR takes the month to its review, runs it and publishes it', async () => {
    await hr.goto(`/periods/${MONTH}`)
    await step(hr, '复核')
    await hr.goto(`/periods/${MONTH}/runs`)
    await hr.getByRole('button', { name: '开始运算' }).click()
    await hr.getByRole('link', { name: '公布预览' }).first().click()
    await publish(hr, '公布')
    await hr.getByText('员工现在可以查看并确认自己的考核表').waitFor()
  }, 90_000)

  test('the engineer objects to a module; HR corrects the record and publishes anew; the engineer confirms', async () => {
    await engineer.goto(`/periods/${MONTH}/my-sheet`)
    const before = await bonusOnSheet(engineer)
    await engineer.getByRole('button', { name: '提出异议' }).click()
    await engineer.getByRole('dialog').getByLabel('异议内容').fill('10月28日的后期反馈应为满分')
    await engineer.getByRole('dialog').getByRole('button', { name: '提交异议' }).click()
    await engineer.getByText('等待负责人答复').waitFor()

    await hr.goto(`/periods/${MONTH}/appeals`)
    await hr.getByRole('link', { name: '查看并答复' }).first().click()
    await hr.getByText('10月28日的后期反馈应为满分').waitFor()
    await hr.getByText('更正数据', { exact: true }).click()
    await hr.getByRole('combobox', { name: '选择要更正的数据' }).click()
    await hr.getByTitle('后期反馈').click()
    await hr.getByRole('listitem').filter({ hasText: 'HF-NEW' }).getByRole('button', { name: '更正', exact: true }).click()
    await hr.getByLabel('得分', { exact: true }).fill('100')
    await hr.getByLabel('更正原因').fill('录入有误')
    await hr.getByLabel('给申诉人的答复').fill('已核对，予以更正。')
    await hr.getByRole('button', { name: '更正并重新运算' }).click()
    await hr.getByRole('dialog').getByRole('button', { name: '更正并重新运算' }).click()
    await hr.getByText('数据已更正').first().waitFor()
    await expect
      .poll(
        async () => {
          await hr.goto(`/periods/${MONTH}/publish`)
          return hr
            .getByRole('heading', { name: '可以重新公布' })
            .waitFor({ timeout: 4000 })
            .then(
              () => true,
              () => false,
            )
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(true)
    await publish(hr, '重新公布')
    await hr.getByText('已重新公布').waitFor()

    await engineer.goto(`/periods/${MONTH}/my-sheet`)
    await engineer.getByText('更正后的结果已公布').waitFor()
    expect(await bonusOnSheet(engineer)).not.toBe(before)
    await engineer.getByRole('button', { name: '签字确认' }).click()
    await engineer.getByRole('dialog').getByRole('button', { name: '签字确认' }).click()
    await engineer.getByText(/您已于 .* 签字确认/).waitFor()
  }, 120_000)

  test('HR closes the month; finance downloads the bonus sheet, which holds the figures on screen', async () => {
    await hr.goto(`/periods/${MONTH}`)
    await step(hr, '已关闭')
    await finance.goto(`/periods/${MONTH}/bonus/EAST`)
    const row = finance.getByRole('row').filter({ hasText: 'T001' })
    const shown = (await row.innerText()).match(/\d[\d,]*\.\d\d/g) ?? []
    await finance.goto(`/periods/${MONTH}/documents`)
    const bonusRow = finance.getByRole('row').filter({ hasText: '奖金分配表' }).first()
    const [download] = await Promise.all([
      finance.waitForEvent('download'),
      bonusRow
        .getByRole('button', { name: /下载/ })
        .or(bonusRow.getByRole('link', { name: /下载/ }))
        .first()
        .click(),
    ])
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load((await readFile(await download.path())).buffer as ArrayBuffer)
    const amounts = workbook.worksheets.flatMap((sheet) => figuresBeside(sheet, 'T001'))
    const onScreen = shown.map((text) => text.replaceAll(',', ''))
    expect(onScreen.length).toBeGreaterThan(1)
    expect(onScreen.filter((figure) => !amounts.includes(figure))).toEqual([])
    await finance.reload()
    await finance.getByText('单个下载').first().waitFor()
  }, 90_000)

  test('a refund that comes late leaves the month as it was, and finance accepts its adjustment in the next one', async () => {
    await hr.goto('/periods')
    await hr.getByRole('button', { name: '开启期间' }).click()
    await hr.getByRole('dialog').getByLabel('年份').selectOption('2026')
    await hr.getByRole('dialog').getByLabel('期间', { exact: true }).selectOption('11')
    await hr.getByRole('dialog').getByRole('button', { name: '开启期间' }).click()
    await hr.waitForURL('**/periods/2026-11')
    await hr.goto('/uploads')
    await upload(hr, 'collections.csv', ['number,date,client,amount,employee,status', 'TK-LATE,2026-10-30,C0001,-100000.00,S001,audited'])
    await commit(hr)
    await hr.goto('/periods/2026-11/adjustments')
    await hr.getByRole('button', { name: '复核已关闭期间' }).click()
    await hr.getByText(/提出 \d+ 项调整/).waitFor({ timeout: 60_000 })

    await finance.goto('/periods/2026-11/adjustments')
    const proposal = finance.getByRole('row').filter({ hasText: 'T001' }).first()
    expect(await proposal.innerText()).toMatch(/−/)
    await finance.getByRole('checkbox', { name: /选择本页全部/ }).check()
    await finance.getByRole('button', { name: '接受' }).first().click()
    await finance.getByRole('dialog').getByLabel('原因').fill('十月退款')
    await finance.getByRole('dialog').getByRole('button', { name: '接受' }).click()
    await finance.getByText(/已决定 \d+ 项/).waitFor()
  }, 120_000)
})

async function upload(page: Page, name: string, lines: readonly string[]): Promise<void> {
  if (!page.url().endsWith('/uploads')) await page.goto('/uploads')
  await page.setInputFiles('input[type=file]', [{ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) }])
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.waitForURL('**/uploads/*')
}

async function commit(page: Page, reason?: string): Promise<void> {
  await page.getByRole('button', { name: '提交', exact: true }).click()
  if (reason !== undefined) await page.getByRole('dialog').getByLabel('原因').fill(reason)
  await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
  await page.getByText('号变更生效').waitFor()
}

async function step(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: to === '已关闭' ? '关闭本期' : `进入「${to}」` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: `进入「${to}」` }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function publish(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click()
}

/** A cell to mark of the sheet: its row among the engineers, its column among overall mark, on-site rating and comment. */
function cell(page: Page, row: number, column: number) {
  return page.locator(`[role=row][aria-rowindex="${row + 2}"] [role=gridcell][aria-colindex="${column + 5}"]`)
}

async function paste(page: Page, block: string): Promise<void> {
  await cell(page, 0, 0).click()
  await page.evaluate((text) => navigator.clipboard.writeText(text), block)
  await page.keyboard.press('Control+V')
}

async function bonusOnSheet(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '奖金怎么来的' }).waitFor()
  const text = await page.locator('main').innerText()
  return /奖金\s+¥([\d,.]+)/.exec(text)?.[1] ?? ''
}

/** The figures in the rows of a sheet that speak of somebody, with two decimals as they are shown. */
function figuresBeside(sheet: exceljs.Worksheet, employee: string): string[] {
  const found: string[] = []
  sheet.eachRow((row) => {
    const cells = (Array.isArray(row.values) ? row.values : []).map((value) =>
      typeof value === 'object' && value !== null && 'result' in value ? value.result : value,
    )
    if (cells.some((value) => value === employee)) for (const value of cells) if (typeof value === 'number') found.push(value.toFixed(2))
  })
  return found
}

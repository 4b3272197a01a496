import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from './browser.ts'
import { addEngineers } from './manager/many-engineers.ts'

const MARKS = '/periods/2026-10/marks'
/** Columns of the sheet of a manager of one region, as assistive technology counts them. */
const OVERALL = 5
const ON_SITE = 6
const COMMENT = 7

async function openSheet(page: Page): Promise<void> {
  await page.goto(MARKS)
  await page.getByRole('grid', { name: '评分表' }).waitFor()
}

/** A cell by its row, from 0, and its column. */
function cell(page: Page, row: number, column: number): Locator {
  return page.locator(`[role=row][aria-rowindex="${row + 2}"] > [role=gridcell][aria-colindex="${column}"]`)
}

async function texts(page: Page, column: number, rows: number): Promise<string[]> {
  const found: string[] = []
  for (let row = 0; row < rows; row++) found.push((await cell(page, row, column).locator('.mark-text').first().innerText()).trim())
  return found
}

/** Waits until everything that was typed has arrived. */
async function saved(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^已保存/ })
    .waitFor()
}

/** Takes the chosen rows' marks and comments out again, so that tests do not stand on each other. */
async function clearAll(page: Page): Promise<void> {
  await cell(page, 0, OVERALL).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await saved(page)
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((written) => navigator.clipboard.writeText(written), text)
  await page.keyboard.press('Control+v')
}

/** What the server keeps of a mark. */
async function kept(page: Page, engineer: string, item = 'overall'): Promise<Readonly<Record<string, unknown>>> {
  return (await page.request.get(`/api/v1/periods/2026-10/marks/${engineer}/${item}`)).json()
}

describeInBrowser('the marking sheet', () => {
  let visit: Visit
  let page: Page
  beforeAll(async () => {
    visit = await startVisit()
    page = await visit.as('manager')
    await openSheet(page)
  })

  test('nothing on it breaks WCAG 2.2 AA, in both languages and appearances', async () => {
    await page.getByRole('heading', { name: '本区域奖金现算' }).waitFor()
    await expectAccessible(page)
    const dark = await visit.as('manager', { appearance: 'dark', language: 'en' })
    await dark.goto(MARKS)
    await dark.getByRole('grid', { name: 'Marking sheet' }).waitFor()
    await expectAccessible(dark)
    await dark.close()
  })

  describe('typing', () => {
    const SCORES = ['91.5', '82.25', '100', '73', '64.75', '95.5']
    test.each([0, 20, 80])('six scores at %d ms a key keep every digit', async (delay) => {
      await cell(page, 0, OVERALL).click()
      for (const score of SCORES) {
        await page.keyboard.type(score, { delay })
        await page.keyboard.press('Enter')
      }
      expect(await texts(page, OVERALL, SCORES.length)).toEqual(SCORES)
      await saved(page)
      expect(await kept(page, 'T006')).toMatchObject({ score: '95.50', state: 'draft' })
      await clearAll(page)
    })

    test('the composition of full-width digits by an input method gives 95', async () => {
      await cell(page, 0, OVERALL).click()
      const input = await page.context().newCDPSession(page)
      // The key that an input method takes opens the cell, and what it composes goes there.
      await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Digit9', windowsVirtualKeyCode: 229 })
      await page.locator('.mark-editor').waitFor()
      await input.send('Input.imeSetComposition', { text: '９', selectionStart: 1, selectionEnd: 1 })
      await input.send('Input.imeSetComposition', { text: '９５', selectionStart: 2, selectionEnd: 2 })
      await input.send('Input.insertText', { text: '９５' })
      await page.keyboard.press('Enter')
      expect(await texts(page, OVERALL, 1)).toEqual(['95'])
      await clearAll(page)
    })

    test('Ctrl+End keeps the focus, and Ctrl+Home brings it back', async () => {
      await cell(page, 0, OVERALL).click()
      await page.keyboard.press('Control+End')
      const focused = () => page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex'))
      expect(await focused()).toBe('7')
      await page.keyboard.press('Control+Home')
      expect(Number(await focused())).toBeLessThanOrEqual(2)
    })

    test('clicking the active cell and typing replaces what stands there; F2 goes on with it; Escape leaves it', async () => {
      await cell(page, 1, OVERALL).click()
      await page.keyboard.type('81')
      await page.keyboard.press('Enter')
      await cell(page, 1, OVERALL).click()
      await cell(page, 1, OVERALL).click()
      await page.keyboard.type('90')
      await page.keyboard.press('Enter')
      expect(await cell(page, 1, OVERALL).innerText()).toBe('90')
      await cell(page, 1, OVERALL).click()
      await page.keyboard.press('F2')
      await page.keyboard.type('.5')
      await page.keyboard.press('Enter')
      expect(await cell(page, 1, OVERALL).innerText()).toBe('90.5')
      await cell(page, 1, OVERALL).click()
      await page.keyboard.type('12')
      await page.keyboard.press('Escape')
      expect(await cell(page, 1, OVERALL).innerText()).toBe('90.5')
      await clearAll(page)
    })

    test('Tab goes from mark to mark and on to the next row, arrows take what was typed along', async () => {
      await cell(page, 0, OVERALL).click()
      for (const text of ['88', '77', 'renzhen', '66']) {
        await page.keyboard.type(text)
        await page.keyboard.press('Tab')
      }
      await page.keyboard.type('55')
      await page.keyboard.press('ArrowDown')
      expect(await texts(page, OVERALL, 2)).toEqual(['88', '66'])
      expect(await texts(page, ON_SITE, 2)).toEqual(['77', '55'])
      expect(await texts(page, COMMENT, 1)).toEqual(['renzhen'])
      await clearAll(page)
    })

    test('what is out of range says so at once, is not saved, and is put right by the next word', async () => {
      await cell(page, 2, OVERALL).click()
      await page.keyboard.type('105')
      expect(await page.locator('.mark-editor').getAttribute('aria-invalid')).toBe('true')
      await page.keyboard.press('Enter')
      await page.getByText('1 格有误，未保存').waitFor()
      await cell(page, 2, OVERALL).click()
      await page.getByText('应在 0 至 100 之间').last().waitFor()
      await expectAccessible(page)
      await page.keyboard.type('15')
      await page.keyboard.press('Enter')
      await saved(page)
      expect(await kept(page, 'T003')).toMatchObject({ score: '15.00' })
      await clearAll(page)
    })
  })

  describe('blocks', () => {
    test('a block from Excel with quoted cells goes in at once, is undone by one key and done again by another', async () => {
      await cell(page, 0, OVERALL).click()
      await paste(page, '９０\t80\t"好评\n两次"\r\n85.5\t75\t"他说""好"""\r\n')
      expect(await texts(page, OVERALL, 2)).toEqual(['90', '85.5'])
      expect(await cell(page, 0, COMMENT).innerText()).toContain('好评')
      await saved(page)
      expect(await kept(page, 'T001')).toMatchObject({ score: '90.00', comment: '好评\n两次' })
      await page.keyboard.press('Control+z')
      expect(await cell(page, 0, OVERALL).locator('.mark-text').count()).toBe(0)
      await page.keyboard.press('Control+y')
      expect(await texts(page, ON_SITE, 2)).toEqual(['80', '75'])
      await clearAll(page)
    })

    test('a block with bad cells names each, and takes nothing or the rest as one chooses', async () => {
      await cell(page, 0, OVERALL).click()
      await paste(page, '90\t80\r\n105\t70\r\n60\t优\r\n')
      const panel = page.getByRole('alert').filter({ hasText: '有 2 格不能粘贴' })
      await panel.getByText('应在 0 至 100 之间').waitFor()
      await panel.getByText('不是数字').waitFor()
      await expectAccessible(page)
      await panel.getByRole('button', { name: '全部不粘贴' }).click()
      expect(await cell(page, 0, OVERALL).locator('.mark-text').count()).toBe(0)
      await paste(page, '90\t80\r\n105\t70\r\n60\t优\r\n')
      // The keyboard stands on "the rest" and comes back to the sheet after it.
      await page.keyboard.press('Enter')
      expect(await cell(page, 1, OVERALL).locator('.mark-text').count()).toBe(0)
      expect([
        await cell(page, 0, OVERALL).innerText(),
        await cell(page, 1, ON_SITE).innerText(),
        await cell(page, 2, OVERALL).innerText(),
      ]).toEqual(['90', '70', '60'])
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowRight')
      await page.keyboard.press('Control+c')
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('90\t80\r\n\t70')
      await clearAll(page)
    })

    test('filling down, and clearing what is chosen', async () => {
      await cell(page, 0, OVERALL).click()
      await page.keyboard.type('88')
      await page.keyboard.press('Enter')
      await cell(page, 0, OVERALL).click()
      for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Control+d')
      expect(await texts(page, OVERALL, 4)).toEqual(['88', '88', '88', '88'])
      await page.keyboard.press('Delete')
      expect(await page.locator('.mark-text').count()).toBe(0)
      await saved(page)
    })
  })

  test('two browsers in conflict: the second sees both values, and takes theirs or keeps the own', async () => {
    const other = await visit.as('manager')
    await openSheet(other)
    await cell(page, 3, OVERALL).click()
    await page.keyboard.type('91')
    await page.keyboard.press('Enter')
    await saved(page)
    const meet = async (score: string) => {
      await cell(other, 3, OVERALL).click()
      await other.keyboard.type(score)
      await other.keyboard.press('Enter')
      await other.getByText('1 项评分已被他人先保存').waitFor()
      expect(await cell(other, 3, OVERALL).innerText()).toContain(`${score} ⇄ 91`)
    }
    await meet('60')
    await expectAccessible(other)
    await other.getByRole('button', { name: '采用对方的' }).click()
    expect(await cell(other, 3, OVERALL).innerText()).toBe('91')
    await cell(page, 3, OVERALL).click()
    await page.keyboard.type('92')
    await page.keyboard.press('Enter')
    await saved(page)
    await cell(other, 3, OVERALL).click()
    await other.keyboard.type('61')
    await other.keyboard.press('Enter')
    await other.getByRole('button', { name: '保留我的' }).click()
    await saved(other)
    expect(await kept(page, 'T004')).toMatchObject({ score: '61.00' })
    await other.close()
    await openSheet(page)
    await clearAll(page)
  })

  test('without the network nothing is lost, and saving goes on by itself', async () => {
    await page.context().setOffline(true)
    await cell(page, 4, OVERALL).click()
    await page.keyboard.type('77')
    await page.keyboard.press('Enter')
    await page.getByText('连接不上服务器，恢复后自动保存').waitFor()
    await page.context().setOffline(false)
    await saved(page)
    expect(await kept(page, 'T005')).toMatchObject({ score: '77.00' })
    await clearAll(page)
  })

  test('submitting says what is missing; what is submitted is locked, counts in the split, and can be taken back', async () => {
    await cell(page, 0, OVERALL).click()
    await paste(page, '90\r\n85\r\n80\r\n75\r\n70\r\n')
    await saved(page)
    await page.getByRole('button', { name: '提交评分' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('还有 1 人没有综合评价').waitFor()
    await dialog.getByText('徐勇').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '提交 5 项评分' }).click()
    await page.getByText('已提交 5 项评分。').waitFor()
    await cell(page, 0, OVERALL).click()
    await page.keyboard.type('1')
    await page.getByText('已提交，撤回后才能修改').waitFor()
    expect(await cell(page, 0, OVERALL).innerText()).toBe('90')
    await cell(page, 5, OVERALL).click()
    await page.keyboard.type('65')
    await page.keyboard.press('Enter')
    await saved(page)
    await page.getByText('可分配').waitFor()
    await page.getByRole('button', { name: '撤回已提交的 5 项' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
    await page.getByRole('button', { name: '撤回已提交的 5 项' }).waitFor({ state: 'detached' })
    await clearAll(page)
  })

  test('on a phone the sheet is a list of cards that are typed into', async () => {
    const phone = await visit.as('manager', { viewport: NARROW })
    await phone.goto(MARKS)
    const card = phone.getByRole('article', { name: '梁平' })
    await card.getByLabel('综合评价').fill('１０５')
    await card.getByText('应在 0 至 100 之间').waitFor()
    await card.getByLabel('综合评价').fill('９５．５')
    await card.getByLabel('评语').fill('客户表扬')
    await saved(phone)
    expect(await kept(phone, 'T001')).toMatchObject({ score: '95.50', comment: '客户表扬' })
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await expectAccessible(phone)
    await phone.close()
  })

  test('HR reads everybody’s marks with who gave them, and types nothing', async () => {
    const hr = await visit.as('hr')
    await openSheet(hr)
    await hr.getByRole('columnheader', { name: '评分人' }).waitFor()
    await cell(hr, 0, 6).click()
    await hr.keyboard.type('50')
    expect(await hr.locator('.mark-editor').count()).toBe(0)
    await expectAccessible(hr)
    await hr.close()
  })

  test('2,000 rows of three are pasted at once, and arrive', async () => {
    await addEngineers(visit.server.service, 2000)
    await openSheet(page)
    await page.getByText('2006').first().waitFor()
    await page.getByLabel('查找姓名或工号').fill('客服')
    await cell(page, 0, OVERALL).click()
    await paste(page, Array.from({ length: 2000 }, (_, row) => `${row % 101}\t${100 - (row % 101)}\t评语 ${row}`).join('\r\n'))
    await saved(page)
    expect(await cell(page, 5, OVERALL).innerText()).toBe('5')
    await page.keyboard.press('Control+End')
    await page.locator('[role=row][aria-rowindex="2001"]').waitFor()
    expect(await kept(page, 'X1999')).toMatchObject({ score: `${1999 % 101}.00`, comment: '评语 1999' })
    expect(await kept(page, 'X0100', 'on_site_resolution')).toMatchObject({ score: '0.00' })
  })
})

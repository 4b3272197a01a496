import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

describeInBrowser('what is wrong in an upload is corrected on its page', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test.each([
    [
      'wide',
      {},
      'K',
      {
        send: '上传并检查',
        all: /本列 2 处/,
        leave: '剔除第 5 行',
        leaveOut: '剔除此行',
        reason: '原因',
        made: '更正与剔除',
        undo: /^撤销：1.2.3/,
        commit: '提交',
      },
    ],
    [
      'narrow, in English',
      { viewport: NARROW, language: 'en' },
      'L',
      {
        send: 'Upload and check',
        all: /All 2 cells/,
        leave: 'Leave row 5 out',
        leaveOut: 'Leave the row out',
        reason: 'Reason',
        made: 'Corrected and left out',
        undo: /^Undo: 1.2.3/,
        commit: 'Commit',
      },
    ],
  ] as const)('%s: cells by keyboard, all of a kind, a row left out, undone and done again', async (_, options, letter, words) => {
    const page = await visit.as('hr', options)
    await page.goto('/uploads')
    const rows = ['1,2026-10-12,C0001,1.2.3,S001', '2,2026-10-12,某某,5,S001', '3,2026-10-12,某某,6,S001', '4,2026-10-12,C0001,坏,S001']
    const lines = ['单据编号,日期,客户,金额,业务员', ...rows.map((row) => `${letter}-${row}`)]
    await page.setInputFiles('input[type=file]', [{ name: 'collections.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }])
    await page.getByRole('button', { name: words.send }).click()
    const input = (found: string) => page.locator('.correct-cell', { hasText: found }).first().getByRole('textbox')
    await input('1.2.3').waitFor()
    await expectAccessible(page)

    await input('1.2.3').fill('12.30')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: words.made }).waitFor()
    await page.getByText('1.2.3 → 12.30').waitFor()
    // The next wrong cell has the keyboard.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('某某')
    await page.keyboard.type('C0002')
    await page.getByRole('checkbox', { name: words.all }).first().check()
    await input('某某').press('Enter')
    await page.getByText('某某 → C0002').waitFor()
    await page.getByRole('button', { name: words.leave }).click()
    await page.getByRole('dialog').getByLabel(words.reason).fill('测试数据')
    await page.getByRole('dialog').getByRole('button', { name: words.leaveOut }).click()
    await page.getByRole('button', { name: words.commit, exact: true }).waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: words.undo }).click()
    await input('1.2.3').fill('12.34')
    await page.keyboard.press('Enter')
    await page.getByText('1.2.3 → 12.34').waitFor()
    await page.getByRole('button', { name: words.commit, exact: true }).click()
    await page.getByRole('dialog').getByLabel(words.reason).fill('补录')
    await page.getByRole('dialog').getByRole('button', { name: words.commit }).click()
    await page.getByText(/号变更生效|In force as change/).waitFor()
    // What was corrected stays to be seen, and is undone no more.
    await page.getByText('1.2.3 → 12.34').waitFor()
    expect(await page.getByRole('button', { name: words.undo }).count()).toBe(0)
    await page.goto(`/records/collections/${letter}-1`)
    await page.getByText('¥12.34').first().waitFor()
    await expectAccessible(page)
  })

  test('a file that was mended takes the place of the one with errors, and what was corrected stays', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    const file = (...rows: string[]) => ({
      name: 'collections.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['单据编号,日期,客户,金额,业务员', ...rows].join('\n')),
    })
    const first = 'M-1,2026-10-12,某某,1,S001'
    await page.setInputFiles('input[type=file]', [file(first, 'M-2,2026-10-12,C0001,坏,S001')])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.locator('.correct-cell', { hasText: '某某' }).getByRole('textbox').fill('C0002')
    await page.keyboard.press('Enter')
    await page.getByText('某某 → C0002').waitFor()
    await page.getByRole('button', { name: '替换文件' }).waitFor()
    await page.setInputFiles('input[type=file]', [file(first, 'M-2,2026-10-12,C0001,2,S001')])
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
    await page.getByText('某某 → C0002').waitFor()
    await expectAccessible(page)
  })
})

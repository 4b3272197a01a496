import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

describeInBrowser('what an upload would come to', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  /** Sends a file and waits until it was checked. */
  async function send(page: Page, name: string, lines: readonly string[]): Promise<void> {
    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [{ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }])
    await page.getByRole('button', { name: /^(上传并检查|Upload and check)$/ }).click()
    await page.getByRole('button', { name: /^(提交|Commit)$/ }).waitFor()
  }

  const HEADER = '单据编号,日期,客户,金额,业务员'

  test('changed records stand first, what is there beside what would be, and new ones are one click away', async () => {
    const page = await visit.as('hr')
    const first = Array.from({ length: 25 }, (_, index) => `F-${index + 10},2026-10-12,C0001,${100 + index}.00,S001`)
    await send(page, 'collections.csv', [HEADER, ...first])
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('补录')
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await page.getByText('号变更生效').waitFor()

    const second = [...first.map((line) => line.replace('.00,S001', '.50,S002')), 'F-99,2026-10-13,C0001,7.00,S001']
    await send(page, 'collections.csv', [HEADER, ...second])
    const section = page.locator('section.card', { has: page.getByRole('heading', { name: '将要改变的记录' }) })
    await section.getByRole('link', { name: 'F-10', exact: true }).waitFor()
    expect(await section.getByRole('row').nth(1).innerText()).toMatch(
      /F-10[\s\S]*金额：\s*¥100\.00\s*→\s*¥100\.50[\s\S]*业务员：\s*S001\s*→\s*S002/,
    )
    await section.getByText('已列出 20 条，共 25 条').waitFor()
    await section.getByRole('button', { name: '再看 20 条' }).click()
    await section.getByRole('link', { name: 'F-34', exact: true }).waitFor()
    await expectAccessible(page)
    await section.getByText('新增 1').click()
    await section.getByText('回款 F-99').waitFor()
    expect(page.url()).toContain('changes=new')
    expect(await section.getByRole('link').count()).toBe(0)
    await expectAccessible(page)
  })

  test.each([
    ['wide', {}, '计算影响', '提交后会改变什么'],
    ['narrow', { viewport: NARROW, language: 'en' }, 'Compute what would change', 'What committing would change'],
  ] as const)('what it would change in pools and bonuses is computed when asked for: %s', async (_, options, button, title) => {
    const page = await visit.as('hr', options)
    await send(page, 'collections.csv', [HEADER, 'G-1,2026-10-14,C0001,5000000.00,S001'])
    await page.getByRole('button', { name: button }).click()
    const section = page.locator('section.card', { has: page.getByRole('heading', { name: title }) })
    await section.getByRole('table').first().waitFor()
    const [pool, person] = [section.getByRole('table').first(), section.getByRole('table').nth(1)]
    expect(await pool.innerText()).toMatch(/¥[\d,.]+ → ¥[\d,.]+/)
    // One thousandth of the receipt.
    expect(await pool.innerText()).toContain('+¥5,000.00')
    expect(await person.innerText()).toMatch(/S001[\s\S]*\d\.\d\d → \d+\.\d\d/)
    await expectAccessible(page)
  })

  test.each([
    ['wide', {}, '金额与合计', /完全一致/, /相差 ¥0\.90/],
    ['narrow', { viewport: NARROW, language: 'en' }, 'Amounts and totals', /agrees to the fen/, /differs by ¥0\.90/],
  ] as const)(
    'what it comes to stands by month and region, beside the totals of the file: %s',
    async (_, options, title, agrees, differs) => {
      const page = await visit.as('hr', options)
      const rows = [
        'H-1,2026-10-02,C0001,100.10,S001,已审核',
        'H-2,2026-10-03,C0009,50,S009,未审核',
        '小计,,,150.10,,',
        'H-3,2026-11-02,C0001,9,S001,已审核',
      ]
      await send(page, 'collections.csv', [`${HEADER},单据状态`, ...rows, '合计,,,160.00,,'])
      const section = page.locator('section.card', { has: page.getByRole('heading', { name: title }) })
      await section.getByText(agrees).waitFor()
      await section.getByText(differs).waitFor()
      const table = await section.getByRole('table').innerText()
      expect(table).toMatch(/¥100\.10[\s\S]*¥50\.00[\s\S]*¥9\.00[\s\S]*¥109\.10/)
      await expectAccessible(page)
    },
  )

  test('what the month lacks stands on the page of uploads, each table with its template and its upload', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      await fetch('/api/v1/periods', { method: 'POST', headers, body: JSON.stringify({ period: '2026-12', deadlines: {} }) })
    })
    await page.reload()
    const section = page.locator('section.card', { has: page.getByRole('heading', { name: '2026年12月还缺的数据' }) })
    await section.getByRole('row', { name: /回款/ }).waitFor()
    await section.locator('summary').click()
    await section.getByRole('link', { name: '上传“订单”' }).waitFor()
    await expectAccessible(page)
    const [template] = await Promise.all([page.waitForEvent('download'), section.getByRole('button', { name: '下载“回款”的模板' }).click()])
    expect(template.suggestedFilename()).toBe('回款.xlsx')
    await section.getByRole('link', { name: '上传“回款”' }).click()
    await page.getByText('选择的文件将作为“回款”上传').waitFor()
    await page.setInputFiles('input[type=file]', [
      { name: '随便.csv', mimeType: 'text/csv', buffer: Buffer.from(`${HEADER}\nM-1,2026-12-05,C0001,5,S001`) },
    ])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
    await page.goto('/periods/2026-12')
    await page.getByRole('link', { name: '上传“回款”' }).waitFor()
    await expectAccessible(page)

    const narrow = await visit.as('finance', { viewport: NARROW, language: 'en' })
    await narrow.goto('/uploads')
    await narrow.getByRole('link', { name: 'Upload Collections' }).waitFor()
    expect(await narrow.getByRole('link', { name: 'Upload Attendance' }).count()).toBe(0)
    await expectAccessible(narrow)
  })
})

import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { inlineRows, rawParts, zipOf } from '../../sheets/read/raw-workbook.ts'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

const month = (name: string, cells: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      '月度汇总 统计日期：2026-11-02 至 2026-11-06',
      '姓名,工号,2026-11-02 星期一,2026-11-03 星期二,2026-11-04 星期三,2026-11-05 星期四,2026-11-06 星期五',
      `梁平,T001,${cells}`,
    ].join('\n'),
  ),
})

describeInBrowser('reports come in', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test('a report needs no columns; a word of it is answered once and kept, and what is kept can be taken elsewhere', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [month('考勤.csv', '迟到3分钟,值守8小时,正常,福利假(全天),正常')])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByText('文件有 2 处错误').waitFor()
    await page.getByRole('button', { name: '列对应' }).click()
    await page.getByText('识别为：每天一列的考勤表').waitFor()
    expect(await page.getByRole('button', { name: '按此对应重新检查' }).isDisabled()).toBe(true)
    await expectAccessible(page)
    for (const [word, meant] of [
      ['值守', '不是考勤事件，不算'],
      ['福利假', '法定假'],
    ] as const) {
      await page.getByRole('row', { name: word }).getByRole('combobox').click()
      await page.getByTitle(meant, { exact: true }).last().click()
    }
    await page.getByRole('button', { name: '按此对应重新检查' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    expect(await page.getByText('未读取').count()).toBe(0)
    await page.getByRole('dialog').getByLabel('原因').fill('考勤报表')
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await page.getByText('号变更生效').waitFor()

    await page.goto('/mapping-profiles')
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()])
    const file = await saved.path()
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ report: 'attendance_by_day_columns', columns: null })
    await page.getByRole('button', { name: '删除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await page
      .getByRole('cell', { name: '每天一列的考勤表' })
      .or(page.getByRole('rowheader', { name: '每天一列的考勤表' }))
      .first()
      .waitFor({ state: 'detached' })
    await page.setInputFiles('input[type=file]', file)
    await page
      .getByRole('cell', { name: '每天一列的考勤表' })
      .or(page.getByRole('rowheader', { name: '每天一列的考勤表' }))
      .first()
      .waitFor()
    await expectAccessible(page)
  })

  test('a list that may be one table or another waits for somebody to choose', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    const buffer = Buffer.from('单据编号,日期,客户,金额,业务员\nZ-1,2026-11-02,C0001,10,S001')
    await page.setInputFiles('input[type=file]', [{ name: '十一月.csv', mimeType: 'text/csv', buffer }])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('button', { name: '列对应' }).click()
    await page.getByText('回款').first().waitFor()
    expect(await page.getByRole('button', { name: '按此对应重新检查' }).isDisabled()).toBe(true)
    await expectAccessible(page)
    await page.getByLabel('这是哪张表').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '回款' }).first().click()
    await page.getByRole('button', { name: '按此对应重新检查' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
  })

  test('a sheet that may be either, beside one that is read, is left out only where somebody says so', async () => {
    const orders = [
      ['number', 'date', 'rep', 'client', 'amount'],
      ['Z-2', '2026-11-02', 'S001', 'C0001', '5'],
    ]
    const other = [
      ['单据编号', '日期', '客户', '金额', '业务员'],
      ['Z-3', '2026-11-02', 'C0001', '10', 'S001'],
    ]
    const buffer = zipOf(rawParts({ orders: inlineRows(orders), 其他: inlineRows(other) }))
    const page = await visit.as('hr')
    await page.goto('/uploads')
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    await page.setInputFiles('input[type=file]', [{ name: '十一月.xlsx', mimeType, buffer }])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByText('文件有 1 处错误').waitFor()
    await page.getByRole('button', { name: '列对应' }).click()
    await page.getByText('这里的表头同样符合这几张表：订单、回款').waitFor()
    await page.getByText('还有 1 个工作表没有选择是哪张表').waitFor()
    const check = page.getByRole('button', { name: '按此对应重新检查' })
    expect(await check.isDisabled()).toBe(true)
    await expectAccessible(page)
    await page.getByLabel('这是哪张表').last().click()
    await page.locator('.ant-select-item-option').filter({ hasText: '不读取这个工作表' }).last().click()
    await check.click()
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
  })

  test('in English, on a narrow screen', async () => {
    const page = await visit.as('hr', { viewport: NARROW, language: 'en' })
    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [month('november.csv', '迟到3分钟,巡检,正常,正常,正常')])
    await page.getByRole('button', { name: 'Upload and check' }).click()
    await page
      .getByRole('button', { name: /columns|Map/i })
      .first()
      .click()
    await page.getByText('Recognised as: attendance with a column a day').waitFor()
    await expectAccessible(page)
  })
})

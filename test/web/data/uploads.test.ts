import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

const HEADER = '销售单号,开单日期,跟进人,购货单位名称,价税合计,仓库'
const csv = (name: string, ...rows: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(['销售明细表', HEADER, ...rows].join('\n')),
})

describeInBrowser('data come in', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test('a foreign file is mapped by hand, its errors are marked in the rows, and next month’s goes in by itself', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [
      csv('导出.csv', 'W-1,2026-10-02,S001,C0001,1200.50,一', 'W-2,2026-10-32,S002,C0002,3.5万,二'),
    ])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByText('没有识别出这个文件是哪张表').waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: '列对应' }).click()
    await page.getByRole('heading', { name: '列对应：导出.csv' }).waitFor()
    await page.getByText('价税合计').waitFor()
    await expectAccessible(page)
    await page.getByLabel('方案名称').fill('进销存导出')
    await page.getByRole('button', { name: '按此对应重新检查' }).click()

    await page.getByText('文件有 2 处错误').waitFor()
    await page.locator('.wrong-cell').first().waitFor()
    expect(await page.locator('.wrong-cell').allInnerTexts()).toEqual(['2026-10-32', '3.5万'])
    await expectAccessible(page)
    const [copy] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载批注副本' }).click()])
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load((await readFile(await copy.path())).buffer as ArrayBuffer)
    expect(workbook.worksheets.map(({ name }) => name)).toContain('问题清单')

    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [
      csv('再次.csv', 'W-1,2026-10-02,S001,C0001,1200.50,一', 'W-2,2026-10-31,S002,C0002,35000,二'),
    ])
    await page.getByRole('button', { name: '上传并检查' }).click()
    // What was not committed is no profile.
    await page.getByText('没有识别出这个文件是哪张表').waitFor()
    await page.getByRole('button', { name: '列对应' }).click()
    await page.getByLabel('方案名称').fill('进销存导出')
    await page.getByRole('button', { name: '按此对应重新检查' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('dialog').getByText('2 条新增和修改的记录').waitFor()
    await page.getByRole('dialog').getByLabel('原因').fill('补录')
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await page.getByText('号变更生效').waitFor()

    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [csv('下月.csv', 'W-3,2026-10-31,S002,C0002,5,二')])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByText('已按方案“进销存导出”自动对应列').waitFor()
    await page.getByText('按方案“进销存导出”第 1 版读取').waitFor()
    await page.getByText('没有读取的列：仓库').waitFor()
    await expectAccessible(page)

    await page.goto('/records/orders?q=W-2')
    await page.getByRole('link', { name: 'W-2' }).click()
    await page.getByText('¥35,000.00').waitFor()
    await expectAccessible(page)
  })

  test.each([
    ['wide', {}, '这个文件不能读取，没有数据生效', 'PDF 文件'],
    ['narrow', { viewport: NARROW, language: 'en' }, 'The file cannot be read: nothing is in force', 'looks like a PDF'],
  ] as const)('what is no list says what it is, and offers no columns to map: %s', async (_, options, title, looks) => {
    const page = await visit.as('hr', options)
    await page.goto('/uploads')
    await page.setInputFiles('input[type=file]', [{ name: '10月回款.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }])
    await page.getByRole('button', { name: /^(上传并检查|Upload and check)$/ }).click()
    await page.getByText(title).waitFor()
    await page.getByText(looks).first().waitFor()
    expect(await page.getByRole('button', { name: /^(列对应|Columns)$/ }).count()).toBe(0)
    expect(await page.locator('main').innerText()).not.toMatch(/没有找到这个页面|There is no such page/)
    await expectAccessible(page)
  })

  test('what a list does not say is asked on the page of columns and answered there', async () => {
    const page = await visit.as('finance')
    await page.goto('/uploads')
    const lines = ['Receipt No,Payment Date,Customer,Paid Amount,Payment Type,审核人', 'P-1,08/10/2026,C0001,5.00,Transfer,王']
    await page.setInputFiles('input[type=file]', [{ name: 'payments.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('button', { name: '列对应' }).click()
    await page.getByText('dmy = 2026-10-08, mdy = 2026-08-10').waitFor()
    await page.getByText('（其他任何内容）').waitFor()
    await expectAccessible(page)
    await page.getByLabel('日期中数字的顺序').click()
    await page.getByText('日 / 月 / 年').click()
    await page.getByLabel('Transfer → 单据类型').click()
    await page.getByTitle('收款', { exact: true }).click()
    await page.getByRole('button', { name: '按此对应重新检查' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
  })

  test('a committed upload is taken back, and its records are gone', async () => {
    const page = await visit.as('hr')
    await page.goto('/changes')
    await page.getByRole('row', { name: /订单/ }).first().getByRole('button', { name: '撤回' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('重复导出')
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
    await page.getByText('已撤回').first().waitFor()
    await page.goto('/records/orders?q=W-2')
    await page.getByText('没有符合条件的记录').waitFor()
  })

  test('a kept mapping is changed, an earlier version is taken back, and it is deleted', async () => {
    const page = await visit.as('hr', { viewport: NARROW })
    await page.goto('/mapping-profiles')
    await page.getByRole('link', { name: '进销存导出' }).click()
    await page.getByRole('heading', { name: '列对应方案：进销存导出' }).waitFor()
    await expectAccessible(page)
    await page.getByLabel('方案名称').fill('金蝶销售明细')
    await page.getByLabel('哪一列').click()
    await page.getByTitle('仓库', { exact: true }).last().click()
    await page.getByLabel('文件中的写法').fill('废品库')
    await page.getByLabel('是什么意思').click()
    await page.getByTitle('不读取这些行').last().click()
    await page.getByRole('button', { name: '新增' }).click()
    await page.getByRole('button', { name: '保存为新的一版' }).click()
    await page.getByText('方案名称：进销存导出 → 金蝶销售明细').waitFor()
    await page.getByText('“仓库”中的“废品库”：没有说明 → 不读取这些行').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '恢复这一版' }).click()
    await page.getByText('恢复第 1 版').waitFor()
    await page.getByRole('heading', { name: '列对应方案：进销存导出' }).waitFor()
    await page.goto('/mapping-profiles')
    await page.getByRole('button', { name: '删除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await page.getByText('还没有方案').waitFor()
  })

  test('a file that is dropped is added to those to upload; finance is offered its own tables', async () => {
    const page = await visit.as('finance')
    await page.goto('/uploads')
    const files = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['period,region,amount\n'], '提成.csv', { type: 'text/csv' }))
      return data
    })
    await page.getByRole('button', { name: /把文件拖到这里/ }).dispatchEvent('drop', { dataTransfer: files })
    await page.getByText('提成.csv').waitFor()
    await page.getByLabel('数据表').click()
    await page.locator('.ant-select-item-option').first().waitFor()
    expect(await page.locator('.ant-select-item-option').allInnerTexts()).toEqual(['按文件名和工作表名识别', '回款', '提成'])
  })

  test('what a staff list shows holds from the day that is chosen, seen before it is committed; an employee’s record asks too', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    const { name, region } = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/records/employees/S002')
      return (await answer.json()).record.values
    })
    const other = region === 'WEST' ? 'EAST' : 'WEST'
    const buffer = Buffer.from(`number,name,position,region\nS002,${name},sales_rep,${other}\n`)
    await page.setInputFiles('input[type=file]', [{ name: 'employees.csv', mimeType: 'text/csv', buffer }])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('自另一天起').check()
    await dialog.getByRole('textbox', { name: '原因' }).fill('月中调动')
    await dialog.getByRole('button', { name: '提交' }).click()
    await dialog.getByText('请选择日期').waitFor()
    await dialog.getByLabel('生效日期').fill('2026-10-20')
    await dialog.getByRole('button', { name: '提交' }).click()
    await dialog.getByText('自 2026年10月20日 起生效，记为 1 条带日期的记录').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '提交' }).click()
    await page.getByText('号变更生效').waitFor()
    await page.goto('/people/S002')
    await page.getByText('自 2026年10月20日').first().waitFor()
    await page.getByText('没有单独的任职期').waitFor()

    await page.getByRole('button', { name: '修改资料' }).click()
    await expect.poll(() => dialog.getByLabel('从何时起生效').count()).toBe(0)
    await dialog.getByLabel('岗位').click()
    await page.getByTitle('区域经理').click()
    await dialog.getByLabel('自另一天起').check()
    await dialog.getByLabel('生效日期').fill('2026-10-25')
    await dialog.getByRole('textbox', { name: '变更原因' }).fill('升任')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('自 2026年10月25日').first().waitFor()
    await expectAccessible(page)
  })

  test('a row of a published month waits beside the rest; it is taken in once the month was taken back, or dropped with a reason', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    const rows = ['P-1,2026-09-05', 'P-2,2026-09-06', 'P-3,2026-10-05'].map((row) => `${row},S001,C0001,100`)
    const buffer = Buffer.from(['number,date,rep,client,amount', ...rows, ''].join('\n'))
    await page.setInputFiles('input[type=file]', [{ name: 'orders.csv', mimeType: 'text/csv', buffer }])
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByText('有 2 行属于已公布的期间').waitFor()
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await dialog.getByLabel('原因').fill('补录')
    await dialog.getByRole('button', { name: '提交' }).click()
    await page.getByText('号变更生效').waitFor()
    await page
      .getByRole('row', { name: /订单 P-1/ })
      .getByText('等待 2026年9月 关闭或退回')
      .waitFor()
    await expectAccessible(page)

    await page
      .getByRole('row', { name: /订单 P-1/ })
      .getByRole('button', { name: '放弃' })
      .click()
    await dialog.getByRole('textbox', { name: '原因' }).fill('重复')
    await dialog.getByRole('button', { name: '放弃' }).click()
    await page.getByRole('row', { name: /订单 P-1/ }).waitFor({ state: 'detached' })

    const stepped = await page.evaluate(async () => {
      const read = await fetch('/api/v1/periods/2026-09')
      const headers = { 'content-type': 'application/json', 'if-match': read.headers.get('etag') ?? '' }
      const body = JSON.stringify({ reason: '有漏记的订单' })
      return (await fetch('/api/v1/periods/2026-09/step-back', { method: 'POST', headers, body })).status
    })
    expect(stepped).toBe(200)
    await page.reload()
    await page.getByRole('button', { name: '纳入 1 行' }).click()
    await dialog.getByRole('textbox', { name: '原因' }).fill('漏记')
    await dialog.getByRole('button', { name: '纳入 1 行' }).click()
    await page.getByRole('heading', { name: '暂缓的行' }).waitFor({ state: 'detached' })
    await page.goto('/records/orders?q=P-2')
    await page.getByRole('link', { name: 'P-2' }).waitFor()
  })

  test('what others have changed since an upload was checked is shown before it is committed', async () => {
    const page = await visit.as('hr')
    const checkedAs = async (amount: string) => {
      await page.goto('/uploads')
      const buffer = Buffer.from(`number,date,rep,client,amount\nM-1,2026-10-02,S001,C0001,${amount}\n`)
      await page.setInputFiles('input[type=file]', [{ name: 'orders.csv', mimeType: 'text/csv', buffer }])
      await page.getByRole('button', { name: '上传并检查' }).click()
      await page.getByRole('button', { name: '提交', exact: true }).waitFor()
      return page.url()
    }
    const commit = async () => {
      await page.getByRole('button', { name: '提交', exact: true }).click()
      await page.getByRole('dialog').getByText('1 条新增和修改的记录').waitFor()
      await page.getByRole('dialog').getByLabel('原因').fill('补录')
      await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    }
    const first = await checkedAs('200')
    await checkedAs('300')
    const other = await page.context().newPage()
    await other.goto(first)
    await other.getByRole('button', { name: '提交', exact: true }).click()
    await other.getByRole('dialog').getByLabel('原因').fill('补录')
    await other.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await other.getByText('号变更生效').waitFor()

    await commit()
    await page.getByText('检查之后，其中 1 条记录已被其他变更改动', { exact: true }).waitFor()
    const touched = page.locator('section.card', { has: page.getByRole('heading', { name: '检查之后被改动的记录' }) })
    const row = touched.getByRole('row', { name: /订单 M-1/ })
    await row.getByText('没有这条记录').waitFor()
    await row.getByText('¥200.00').waitFor()
    await row.getByText('¥300.00').waitFor()
    await expectAccessible(page)
    await commit()
    await page.getByText('号变更生效').waitFor()
    await page.goto('/records/orders/M-1')
    await page.getByText('¥300.00').first().waitFor()
  })

  test('the empty workbook is downloaded', async () => {
    const page = await visit.as('hr')
    await page.goto('/uploads')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载数据模板' }).click()])
    expect(file.suggestedFilename()).toBe('数据模板.xlsx')
  })
})

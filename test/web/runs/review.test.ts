import type { APIRequestContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

const PERIOD = '2026-10'

describeInBrowser('reviewing and publishing a month', () => {
  let visit: Visit
  let hr: Page
  const api = (page: Page): APIRequestContext => page.request
  const path = (rest: string) => `${visit.url}/api/v1/periods/${PERIOD}${rest}`
  beforeAll(async () => {
    visit = await startVisit()
    hr = await visit.as('hr')
    await toReview(visit, hr)
  }, 180_000)

  test('HR runs twice and sees who moved, by how much and why, and takes it along as a table', async () => {
    await hr.goto(`/periods/${PERIOD}/runs`)
    await hr.getByRole('button', { name: '开始运算' }).click()
    await hr
      .getByRole('link', { name: /次运算$/ })
      .first()
      .waitFor()
    await hr.getByRole('link', { name: '公布预览' }).waitFor()
    await expectAccessible(hr)
    const late = { values: { date: '2026-10-08', employee: 'T002', kind: 'late' }, reason: '漏报考勤' }
    expect((await api(hr).post(`${visit.url}/api/v1/records/attendance`, { data: late })).status()).toBe(201)
    const before = await hr.getByRole('link', { name: /次运算$/ }).count()
    await hr.getByRole('button', { name: '开始运算' }).click()
    await expect.poll(() => hr.getByRole('link', { name: /次运算$/ }).count(), { timeout: 20_000 }).toBe(before + 1)
    await hr.getByRole('link', { name: '比对' }).first().waitFor()
    await hr.getByRole('link', { name: '比对' }).first().click()
    const row = hr.getByRole('row').filter({ hasText: 'T002' })
    await row.getByText('迟到 1').waitFor()
    expect(await row.innerText()).toMatch(/−0\.40/)
    await expectAccessible(hr)
    await hr.getByLabel('姓名或工号').fill('T002')
    await expect.poll(() => hr.getByRole('row').count()).toBe(2)
    const [download] = await Promise.all([hr.waitForEvent('download'), hr.getByRole('button', { name: '下载表格' }).click()])
    expect(download.suggestedFilename()).toBe(`运算比对-${PERIOD}.csv`)
    await hr.reload()
    expect(await hr.getByLabel('姓名或工号').inputValue()).toBe('T002')
  }, 90_000)

  test('HR takes the data of a run along, for somebody who computes it again elsewhere', async () => {
    await hr.goto(`/periods/${PERIOD}/runs`)
    await hr
      .getByRole('link', { name: /次运算$/ })
      .first()
      .click()
    const link = hr.getByRole('link', { name: '下载本次数据' })
    await link.waitFor()
    const [download] = await Promise.all([hr.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toMatch(/\.zip$/)
    expect(await download.failure()).toBeNull()
    await expectAccessible(hr)
  }, 90_000)

  test('HR previews what staff will see, is told what stands in the way, and publishes', async () => {
    await hr.goto(`/periods/${PERIOD}/publish`)
    await hr.getByRole('heading', { name: '可以公布' }).waitFor()
    await hr.getByRole('link', { name: '梁平' }).waitFor()
    await expectAccessible(hr)
    await hr.getByRole('button', { name: '公布', exact: true }).click()
    await hr.getByRole('dialog').getByRole('button', { name: '公布', exact: true }).click()
    await hr.getByText('员工现在可以查看并确认自己的考核表').waitFor()
    await hr.getByRole('link', { name: '查看确认进度' }).click()
    await hr.getByText('/ 63 已确认').waitFor()
    await expectAccessible(hr)
  }, 90_000)

  test('an engineer objects; the manager corrects the data; HR publishes the run after it', async () => {
    const engineer = await visit.as('engineer')
    const opened = (await (await api(hr).get(path(''))).json()) as { publishedRun: string }
    const objection = { run: opened.publishedRun, answer: 'objected', text: '客户评价少算了一份满分的反馈表' }
    expect((await api(engineer).post(path('/confirmation'), { data: objection })).status()).toBe(200)

    const manager = await visit.as('manager', { viewport: NARROW })
    await manager.goto(`/periods/${PERIOD}/appeals`)
    await manager.getByRole('link', { name: '查看并答复' }).click()
    await manager.getByText('客户评价少算了一份').waitFor()
    await manager.getByText('客服人员考核评分表').waitFor()
    await expectAccessible(manager)
    await manager.getByText('更正数据', { exact: true }).click()
    await manager.getByRole('combobox', { name: '选择要更正的数据' }).click()
    await manager.getByTitle('反馈表').click()
    await manager.getByRole('button', { name: '更正', exact: true }).first().click()
    await manager.getByLabel('服务态度').fill('100')
    await manager.getByLabel('问题解决').fill('100')
    await manager.getByLabel('敬业').fill('100')
    await manager.getByLabel('更正原因').fill('反馈表录入有误')
    await manager.getByLabel('给申诉人的答复').fill('已核对原表，予以更正。')
    await expectAccessible(manager)
    await manager.getByRole('button', { name: '更正并重新运算' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: '更正并重新运算' }).click()
    await manager.getByText('数据已更正').first().waitFor()
    expect(await manager.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

    await hr.goto(`/periods/${PERIOD}/publish`)
    await expect
      .poll(
        async () => {
          await hr.reload()
          return hr
            .getByRole('heading', { name: '可以重新公布' })
            .waitFor({ timeout: 4000 })
            .then(
              () => true,
              () => false,
            )
        },
        { timeout: 40_000 },
      )
      .toBe(true)
    await hr.getByRole('button', { name: '重新公布' }).click()
    await hr.getByRole('dialog').getByRole('button', { name: '重新公布' }).click()
    await hr.getByText('已重新公布').waitFor()
    await hr.goto(`/periods/${PERIOD}/appeals?state=corrected`)
    await hr.getByText('已更正').first().waitFor()
  }, 120_000)
})

/** The demo's open month with every mark given and its period in review. */
async function toReview(visit: Visit, hr: Page): Promise<void> {
  const path = (rest: string) => `${visit.url}/api/v1/periods/${PERIOD}${rest}`
  const manager = await visit.as('manager')
  const { items } = (await (await manager.request.get(path('/engineers?limit=200'))).json()) as { items: { employee: string }[] }
  for (const { employee } of items) {
    await manager.request.put(path(`/marks/${employee}/overall`), { data: { score: '88' } })
    await manager.request.post(path(`/marks/${employee}/overall/submit`), { data: {} })
  }
  const { etag = '' } = (await hr.request.get(path(''))).headers()
  const advanced = await hr.request.post(path('/advance'), { data: {}, headers: { 'if-match': etag } })
  expect(advanced.status(), await advanced.text()).toBe(200)
}

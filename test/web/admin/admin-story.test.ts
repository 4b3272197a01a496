import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

describeInBrowser('accounts, rules, settings and the audit trail', () => {
  let visit: Visit
  let admin: Page
  let hr: Page
  let auditor: Page
  beforeAll(async () => {
    visit = await startVisit()
    admin = await visit.as('admin')
    hr = await visit.as('hr')
    auditor = await visit.as('auditor')
  }, 180_000)

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = (page: Page) => page.getByRole('dialog')

  test('an account is made, its password shown once and good for signing in, which asks for another', async () => {
    await admin.goto('/accounts')
    await button(admin, '新建账号').click()
    await button(admin, '建立账号').click()
    await dialog(admin).getByText('请填写姓名').waitFor()
    await expectAccessible(admin)
    await dialog(admin).getByLabel('用户名').fill('lihua')
    await dialog(admin).getByLabel('姓名').fill('李华')
    await dialog(admin).getByLabel('研发经理').check()
    await button(admin, '建立账号').click()
    const secret = admin.getByRole('status', { name: '一次性密码' })
    const password = await secret.innerText()
    await button(admin, '复制密码').click()
    await admin.getByText('已复制').waitFor()
    expect(await admin.evaluate(() => navigator.clipboard.readText())).toBe(password)
    await expectAccessible(admin)
    await button(admin, '我已交接').click()
    await dialog(admin).waitFor({ state: 'detached' })
    await admin.getByRole('row', { name: /李华/ }).getByText('待改密码').waitFor()
    expect(await admin.locator('body').innerText()).not.toContain(password)
    const answer = await (await visit.nobody()).request.post(`${visit.url}/api/v1/session`, { data: { username: 'lihua', password } })
    expect(answer.status()).toBe(200)
  })

  test('what somebody else changed meanwhile is said, not overwritten', async () => {
    const edit = async (page: Page) => {
      await page.goto('/accounts?search=lihua')
      await button(page, '修改 李华').click()
      await dialog(page).getByLabel('姓名').waitFor()
    }
    await edit(admin)
    await edit(hr)
    for (const [page, name] of [
      [hr, '李华一'],
      [admin, '李华二'],
    ] as const) {
      await dialog(page).getByLabel('姓名').fill(name)
      await dialog(page).getByLabel('原因').fill('改名')
      await button(page, '保存').click()
    }
    await hr.getByRole('row', { name: /李华一/ }).waitFor()
    await dialog(admin).getByRole('alert').waitFor()
    expect(await dialog(admin).getByRole('alert').innerText()).toContain('已被')
  })

  test('HR sees no way to touch an administrator, and closes and reopens others with a reason', async () => {
    await hr.goto('/accounts')
    const administrator = hr.getByRole('row', { name: /admin/ })
    await administrator.waitFor()
    expect(await administrator.getByRole('button').count()).toBe(0)
    await hr.goto('/accounts?search=lihua')
    await button(hr, /^停用 李华/).click()
    await dialog(hr).getByLabel('原因').fill('已离职')
    await dialog(hr).getByRole('button', { name: '停用' }).click()
    await hr.getByRole('row', { name: /李华/ }).getByText('已停用').waitFor()
    await button(hr, /^启用 李华/).click()
    await dialog(hr).getByLabel('原因').fill('返聘')
    await dialog(hr).getByRole('button', { name: '启用' }).click()
    await button(hr, /^停用 李华/).waitFor()
  })

  test('a clause leads to its text, and from there to the rule that computes it with its examples', async () => {
    await hr.goto('/policies#5.3.3')
    const clause = hr.locator('.clause.meant')
    await clause.waitFor()
    expect(await clause.innerText()).toContain('5.3.3')
    await expect.poll(() => clause.evaluate((element) => Math.round(element.getBoundingClientRect().top))).toBeLessThan(900)
    await clause.getByRole('link', { name: '奖金分配' }).click()
    await hr.getByRole('heading', { level: 1, name: '奖金分配' }).waitFor()
    await hr.getByText('9 个全部相符').waitFor()
    expect(await hr.locator('.formula-words').innerText()).toContain('奖金总额 ×')
    await hr.getByRole('cell', { name: '445.54' }).first().waitFor()
  })

  test('a setting is changed from a day on with its reason, and stands in the history and on the rule’s page', async () => {
    await hr.goto('/settings?key=service.attendance.missingPunch')
    await hr.locator('.setting.meant').waitFor()
    await button(hr, '修改 缺卡如何计').click()
    await dialog(hr).getByLabel('按迟到计').check()
    await button(hr, '生效').click()
    await dialog(hr).getByText('请写明原因').waitFor()
    await expectAccessible(hr)
    await dialog(hr).getByLabel('原因').fill('总经理办公会 2026-11 号决定')
    await button(hr, '生效').click()
    await hr.getByText('总经理办公会 2026-11 号决定').first().waitFor()
    await hr.goto('/rules/service.attendance')
    await hr
      .getByRole('row', { name: /缺卡如何计/ })
      .getByText('按迟到计')
      .first()
      .waitFor()
  })

  test('a setting cannot reach back into a published month', async () => {
    await hr.goto('/settings')
    await button(hr, '修改 旷工如何计').click()
    await dialog(hr).getByLabel('不计').check()
    await dialog(hr).getByLabel('生效日期').fill('2026-09-01')
    await dialog(hr).getByLabel('原因').fill('补充规定')
    await button(hr, '生效').click()
    await dialog(hr).getByRole('alert').waitFor()
    expect(await dialog(hr).getByRole('alert').innerText()).toContain('已经公布或关闭')
    await button(hr, '取消').click()
  })

  test('weights must be 100%, and a region gets a target of its own', async () => {
    await hr.goto('/settings')
    await button(hr, '修改权重与目标').click()
    await dialog(hr).getByLabel('回款率 权重 %').fill('３５')
    await dialog(hr).getByText('权重合计 105%，须为 100%').waitFor()
    await dialog(hr).getByLabel('新顾客开发率 权重 %').fill('10')
    await dialog(hr).getByText('权重合计 100%', { exact: true }).waitFor()
    await dialog(hr).getByLabel('为区域另定目标 回款率').click()
    await hr.getByTitle('西南区', { exact: true }).or(hr.locator('.ant-select-item-option').last()).first().click()
    await dialog(hr).getByLabel('原因').fill('侧重回款')
    await expectAccessible(hr)
    await button(hr, '生效').click()
    await dialog(hr).waitFor({ state: 'detached' })
    await hr
      .getByRole('row', { name: /^回款率/ })
      .getByText('35', { exact: true })
      .waitFor()
  })

  test('HR names a deputy by name, and ends it early', async () => {
    await hr.goto('/deputies')
    await button(hr, '指定代理').click()
    await dialog(hr).getByLabel('被代理的经理').click()
    await hr.locator('.ant-select-item-option').filter({ hasText: 'manager' }).first().click()
    await dialog(hr).getByLabel('代理人').click()
    await hr.keyboard.type('rd')
    await hr.locator('.ant-select-item-option').filter({ hasText: '(rd)' }).last().click()
    await dialog(hr).getByLabel('原因').fill('休假')
    await expectAccessible(hr)
    await button(hr, '指定').click()
    await hr.getByText('代理中').waitFor()
    await hr.getByRole('button', { name: /^提前结束/ }).click()
    await dialog(hr).getByLabel('原因').fill('提前返岗')
    await dialog(hr).getByRole('button', { name: '提前结束' }).click()
    await hr.getByText('已提前结束').waitFor()
  })

  test('a token is made with rights in words, shown once, approved by a second person, and revoked', async () => {
    await hr.goto('/tokens')
    await button(hr, '新建令牌').click()
    await dialog(hr).getByLabel('用途').fill('ERP 每日推送回款')
    await dialog(hr).getByLabel('上传并导入数据').check()
    expect(await dialog(hr).getByLabel('标记已发放').isDisabled(), 'what finance alone may do').toBe(true)
    await expectAccessible(hr)
    await button(hr, '建立令牌').click()
    expect(await hr.getByRole('status', { name: '令牌' }).innerText()).toMatch(/^qh_/)
    await dialog(hr).getByText('批准之前不能使用').waitFor()
    await button(hr, '我已保存').click()
    await hr.getByText('待另一人批准').waitFor()
    await admin.goto('/tokens')
    await button(admin, '批准 ERP 每日推送回款').click()
    await expectAccessible(admin)
    await dialog(admin).getByRole('button', { name: '批准' }).click()
    await admin.getByText('有效', { exact: true }).waitFor()
    await button(admin, '吊销 ERP 每日推送回款').click()
    await dialog(admin).getByRole('button', { name: '吊销' }).click()
    await admin.getByText('已吊销').waitFor()
  })

  test('the auditor proves the trail, finds what was done and why, and takes it away as a table', async () => {
    await auditor.goto('/audit?action=setting.change')
    await auditor.getByText(/整条日志已验证：\d+ 条全部完好/).waitFor()
    await auditor
      .getByRole('row', { name: /总经理办公会/ })
      .getByText('缺卡如何计')
      .waitFor()
    await button(auditor, /^查看详情/)
      .last()
      .click()
    await auditor.getByText('变更后').waitFor()
    await expectAccessible(auditor)
    await auditor.keyboard.press('Escape')
    const [download] = await Promise.all([auditor.waitForEvent('download'), auditor.getByRole('link', { name: '导出为表格' }).click()])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('修改规则设置,缺卡如何计')
    expect(await auditor.locator('main').innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  })

  test('an entry that was tampered with is named', async () => {
    await visit.server.service.store.write(async (transaction) => {
      await transaction.update('audit_entries', { reason: 'x' }, { sequence: 3 })
      return { ok: true }
    })
    await auditor.goto('/audit')
    await auditor.getByText('日志在第 3 条断开').waitFor()
    await expectAccessible(auditor)
  })

  test('staff read the rules they are paid by on a phone, and no settings to change', async () => {
    const page = await visit.as('engineer', { viewport: NARROW })
    await page.goto('/rules/service.final-score')
    await page.getByText(/个全部相符/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await page.goto('/settings')
    await page.getByRole('heading', { name: '技术客服考核' }).waitFor()
    expect(await page.getByRole('button', { name: /^修改/ }).count()).toBe(0)
    await page.goto('/accounts')
    await page.getByText('您没有查看此页的权限').waitFor()
  })
})

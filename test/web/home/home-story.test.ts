import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../../src/server/operation/demo-people.ts'
import { expectAccessible } from '../accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from '../browser.ts'

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describeInBrowser('the first minutes of a day', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  }, 180_000)

  test('a manager on a phone sees what is to be done and is there with one touch', async () => {
    const page = await visit.as('manager', { viewport: NARROW })
    await page.goto('/')
    await page.getByRole('link', { name: /6 位技术客服待评分/ }).click()
    await page.waitForURL('**/periods/2026-10/marks')
    await page.goBack()
    await page.getByRole('heading', { name: /待办/ }).waitFor()
    expect(await fits(page)).toBe(true)
    expect(await page.getByRole('list', { name: '考核进度' }).first().getByRole('listitem').count()).toBe(5)
  })

  test('search is there from everywhere, by keyboard alone, and gives the place back', async () => {
    const page = await visit.as('hr')
    await page.goto('/periods')
    await page.getByRole('heading', { name: '考核期间' }).waitFor()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: '搜索' })
    await field.waitFor()
    await page.keyboard.type('t001')
    await page.getByRole('option', { name: /T001/ }).first().waitFor()
    await expectAccessible(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/people/T001')
    await page.keyboard.press('Control+k')
    await field.waitFor()
    await page.keyboard.type('没有这个人')
    await page.getByText('没有找到“没有这个人”').waitFor()
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('搜索')
  })

  test('staff find nobody but themselves', async () => {
    const page = await visit.as('engineer', { viewport: NARROW })
    await page.goto('/')
    await page.getByRole('button', { name: /搜索/ }).click()
    await page.getByRole('combobox', { name: '搜索' }).fill('T0')
    await page.getByRole('option', { name: /T001/ }).waitFor()
    expect(await page.getByRole('option', { name: /T0/ }).count()).toBe(1)
    expect(await fits(page)).toBe(true)
  })

  test('messages are counted at the bell, read one by one or all at once', async () => {
    const page = await visit.as('engineer')
    await page.goto('/')
    await page.getByRole('link', { name: /消息，\d+ 条未读/ }).click()
    await page.getByRole('heading', { name: '消息' }).waitFor()
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await page.getByRole('link', { name: '消息', exact: true }).waitFor()
    await page.getByLabel('显示').selectOption('unread')
    await page.getByText('没有未读消息').waitFor()
    await page.reload()
    await page.getByText('没有未读消息').waitFor()
  })

  test('one changes one’s own password in the profile, and signs out other devices', async () => {
    const [page, other] = [await visit.as('sales'), await visit.as('sales')]
    await page.goto('/profile')
    await page
      .getByRole('button', { name: /^退出 / })
      .first()
      .waitFor()
    await page.getByRole('textbox', { name: '当前密码' }).fill('wrong password')
    await page.getByRole('textbox', { name: '新密码', exact: true }).fill('another password 2026')
    await page.getByRole('textbox', { name: '再输入一次新密码' }).fill('another password')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('两次输入的密码不一致').waitFor()
    await page.getByRole('textbox', { name: '再输入一次新密码' }).fill('another password 2026')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: '当前密码' }).fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('密码已修改，其他设备已退出登录。').waitFor()
    await expect.poll(() => page.getByRole('button', { name: /^退出 / }).count()).toBe(0)
    await other.goto('/')
    await other.waitForURL('**/sign-in*')
  })

  test('HR opens a month with a deadline, sees what is missing, takes a step forward and, with a reason, back', async () => {
    const page = await visit.as('hr')
    await page.goto('/periods')
    await page.getByRole('button', { name: '开启期间' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('年份').selectOption('2027')
    await dialog.getByLabel('期间', { exact: true }).selectOption('1')
    await dialog.getByLabel('收集数据').fill('2027-02-05T18:00')
    await dialog.getByRole('button', { name: '开启期间' }).click()
    await page.waitForURL('**/periods/2027-01')
    await page.getByRole('heading', { name: '2027年1月' }).waitFor()
    await page.getByRole('link', { name: /还缺 \d 张数据表/ }).waitFor()
    await page.getByText('2027年2月5日 18:00').waitFor()
    await page.getByRole('button', { name: '进入「评分」' }).click()
    await dialog.getByText('仍有未处理的事项').waitFor()
    // However long another part of the page takes to come anew, the next step can be confirmed.
    await page.route('**/api/v1/home', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000))
      await route.continue()
    })
    await dialog.getByRole('button', { name: '进入「评分」' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '退回「收集数据」' }).click()
    await dialog.getByRole('button', { name: '退回「收集数据」' }).click()
    await dialog.getByText('请写明原因').waitFor()
    await dialog.getByLabel('原因').fill('数据还没有到齐')
    await dialog.getByRole('button', { name: '退回「收集数据」' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('数据还没有到齐').waitFor()
    await page.getByRole('button', { name: '进入「评分」' }).waitFor()
    await expectAccessible(page)
  })
})

import { beforeAll, expect, test } from 'vitest'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../src/server/operation/demo-people.ts'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from './browser.ts'

describeInBrowser('coming in', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit()
  })

  test('who is not signed in is asked to, and then comes to the page that was asked for', async () => {
    const page = await visit.nobody()
    await page.goto('/rules')
    await page.waitForURL('**/sign-in?to=*')
    await expectAccessible(page)
    await page.getByLabel('用户名').fill('hr')
    await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/rules')
    await page.goBack()
    expect(new URL(page.url()).pathname).not.toBe('/sign-in')
  })

  test('a wrong password is refused in words, in place', async () => {
    const page = await visit.nobody({ viewport: NARROW })
    await page.goto('/sign-in')
    await page.getByLabel('用户名').fill('hr')
    await page.getByLabel('密码', { exact: true }).fill('wrong password')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('用户名或密码')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })

  test.each(DEMO_ACCOUNTS.map(({ username }) => username))('%s sees a home page, in both languages', async (username) => {
    const page = await visit.as(username, { appearance: 'dark' })
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page)
    await page.evaluate(() => localStorage.setItem('quanheng.language', 'en'))
    await page.reload()
    await page.getByRole('navigation', { name: 'Main navigation' }).first().waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  test('an unknown address is said to be unknown, an asset that is not there is 404', async () => {
    const page = await visit.as('hr')
    await page.goto('/no/such/page')
    await page.getByText('没有找到这个页面').waitFor()
    expect((await page.request.get('/assets/old-1234.js')).status()).toBe(404)
    expect((await page.request.get('/api/none')).status()).toBe(404)
  })
})

describeInBrowser('the very first start', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit({ empty: true })
  })

  test('the link that the server prints makes the first administrator, once, who then creates the account of HR', async () => {
    const link = visit.server.firstAdministrator ?? ''
    const page = await visit.nobody()
    await page.goto(link)
    await page.getByLabel('用户名').fill('wang')
    await page.getByLabel('姓名').fill('王芳')
    await page.getByLabel('新密码', { exact: true }).fill('a long sentence of mine')
    await page.getByLabel('再输入一次新密码').fill('another sentence of mine')
    await page.getByRole('button', { name: '创建' }).click()
    await page.getByText('两次输入的密码不一致').waitFor()
    await page.getByLabel('再输入一次新密码').fill('a long sentence of mine')
    await expectAccessible(page)
    await page.getByRole('button', { name: '创建' }).click()
    await page.getByText('管理员已创建').waitFor()
    await page.getByRole('link', { name: '登录' }).click()
    await page.getByLabel('用户名').fill('WANG')
    await page.getByLabel('密码', { exact: true }).fill('a long sentence of mine')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '王芳' }).waitFor()

    const again = await visit.nobody()
    await again.goto(link)
    await again.getByLabel('用户名').fill('second')
    await again.getByLabel('姓名').fill('李强')
    await again.getByLabel('新密码', { exact: true }).fill('a long sentence of mine')
    await again.getByLabel('再输入一次新密码').fill('a long sentence of mine')
    await again.getByRole('button', { name: '创建' }).click()
    await again.getByRole('alert').waitFor()
  })

  test('whoever has a one-time password chooses their own before anything else', async () => {
    const admin = await visit.nobody()
    expect(
      (await admin.request.post('/api/v1/session', { data: { username: 'wang', password: 'a long sentence of mine' } })).status(),
    ).toBe(200)
    const made = await admin.request.post('/api/v1/accounts', {
      data: { username: 'hr', name: '人事', positions: ['hr'] },
      headers: { 'idempotency-key': 'one' },
    })
    const { oneTimePassword } = await made.json()
    const page = await visit.nobody()
    await page.goto('/sign-in')
    await page.getByLabel('用户名').fill('hr')
    await page.getByLabel('密码', { exact: true }).fill(oneTimePassword)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/change-password*')
    await page.getByLabel('当前密码').fill(oneTimePassword)
    await page.getByLabel('新密码', { exact: true }).fill('my own sentence, longer')
    await page.getByLabel('再输入一次新密码').fill('my own sentence, longer')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '人事' }).waitFor()
  })
})

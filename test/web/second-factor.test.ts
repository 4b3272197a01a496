import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/server/operation/demo-people.ts'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit } from './browser.ts'

const codeOf = (secret: string, steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), timestamp: Date.now() + steps * 30_000 })

async function signInAs(page: Page, username: string, english = false): Promise<void> {
  await page.goto('/sign-in?to=/profile')
  await page.getByLabel(english ? 'User name' : '用户名').fill(username)
  await page.getByLabel(english ? 'Password' : '密码', { exact: true }).fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
}

const isNarrowEnough = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describeInBrowser('a second factor', () => {
  let visit: Visit
  let secret = ''
  let backupCodes: string[] = []
  beforeAll(async () => {
    visit = await startVisit()
  })

  test('is set up on the profile by keyboard: password, secret, code, and backup codes once', async () => {
    const page = await visit.as('finance')
    await page.goto('/profile')
    await page.getByRole('button', { name: '设置两步验证' }).click()
    await page.getByText('请先输入密码').waitFor()
    await page.keyboard.type(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: '设置密钥的二维码' }).waitFor()
    await expectAccessible(page)
    secret = await page.getByLabel('密钥', { exact: true }).innerText()
    const code = page.getByLabel('验证码', { exact: true })
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code')
    await code.fill('000000')
    await page.keyboard.press('Enter')
    await page.getByText('验证码不正确').waitFor()
    await code.fill(codeOf(secret))
    await page.keyboard.press('Enter')
    const list = page.getByRole('list', { name: '备用码' })
    await list.waitFor()
    backupCodes = await list.getByRole('listitem').allInnerTexts()
    expect(backupCodes).toHaveLength(10)
    await expectAccessible(page)
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载', exact: true }).click()
    expect((await saved).suggestedFilename()).toBe('权衡备用码.txt')
    await page.getByRole('button', { name: '我已保存' }).click()
    await page.getByText('备用码还剩 10 个').waitFor()
    expect(await list.count(), 'and are gone').toBe(0)
  })

  test('is asked for after the password, in words where it is wrong, and lets in', async () => {
    const page = await visit.nobody({ viewport: NARROW })
    await signInAs(page, 'finance')
    const code = page.getByLabel('验证码', { exact: true })
    await code.waitFor()
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code')
    await expectAccessible(page)
    expect(await isNarrowEnough(page)).toBe(true)
    await code.fill('000000')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: '验证码不正确' }).waitFor()
    await code.fill(codeOf(secret, 1))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/profile')
    await page.getByText('已启用', { exact: true }).waitFor()
    expect(await isNarrowEnough(page)).toBe(true)
  })

  test('a backup code stands in for it, in English', async () => {
    const page = await visit.nobody({ language: 'en' })
    await signInAs(page, 'finance', true)
    await page.getByRole('button', { name: 'Use a backup code' }).click()
    await page.getByLabel('Backup code', { exact: true }).fill(backupCodes[0] ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/profile')
    await page.getByText('9 backup codes left').waitFor()
    await page.getByRole('button', { name: 'Make new backup codes' }).click()
    await page.keyboard.type(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 backup codes left').waitFor()
  })

  test('is removed by an administrator after the phone was lost, who says why', async () => {
    const page = await visit.as('admin')
    await page.goto('/accounts?search=finance')
    await page.getByText('两步验证', { exact: true }).waitFor()
    await page.getByRole('button', { name: /^关闭两步验证/ }).click()
    await page.getByLabel('原因').fill('手机丢失')
    await page.getByRole('dialog').getByRole('button', { name: '关闭两步验证' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const finance = await visit.nobody()
    await signInAs(finance, 'finance')
    await finance.waitForURL('**/profile')
    await finance.getByText('未启用').waitFor()
  })
})

describeInBrowser('a second factor that is demanded', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit({ secondFactor: 'money' })
  })

  test('comes before anything else, and then the page that was asked for', async () => {
    const page = await visit.nobody({ viewport: NARROW })
    await signInAs(page, 'hr')
    await page.waitForURL('**/second-factor*')
    await page.goto('/periods')
    await page.waitForURL('**/second-factor?to=*')
    await page.getByLabel('当前密码').fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: '设置密钥的二维码' }).waitFor()
    await expectAccessible(page)
    expect(await isNarrowEnough(page)).toBe(true)
    await page.getByLabel('验证码', { exact: true }).fill(codeOf(await page.getByLabel('密钥', { exact: true }).innerText()))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '我已保存' }).click()
    await page.waitForURL('**/periods')
    await page.goto('/profile')
    await page.getByText('您的身份须启用').waitFor()
    expect(await page.getByRole('button', { name: '关闭两步验证' }).count()).toBe(0)
  })

  test('is not demanded of who sees their own bonus only', async () => {
    const page = await visit.as('engineer')
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })
})

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser, NARROW, startVisit, type Visit, type VisitOptions } from './browser.ts'
import { SCREENS } from './screens.ts'

/** With QUANHENG_PICTURES=1 the pictures of the documents are taken anew: look at them before they are committed. */
const PICTURES = process.env.QUANHENG_PICTURES === '1' ? 'docs/pictures/screens' : undefined
const UNKNOWN = /没有找到这个页面|您没有查看此页的权限|There is no such page|You may not see this page/

describeInBrowser('every screen', () => {
  let visit: Visit
  const pages = new Map<string, Promise<Page>>()
  beforeAll(async () => {
    visit = await startVisit()
  })
  /** One browser profile an account and way of looking, as somebody who goes from screen to screen. */
  const pageOf = (account: string, options: VisitOptions): Promise<Page> => {
    const key = JSON.stringify([account, options])
    const page = pages.get(key) ?? visit.as(account, options)
    pages.set(key, page)
    return page
  }

  test.each(SCREENS)('$path of $account, wide, Chinese, light: accessible, and about something', async ({ account, path, picture }) => {
    const page = await pageOf(account, {})
    await open(page, path)
    await expectAccessible(page)
    if (PICTURES && picture) await page.screenshot({ path: join(PICTURES, `${picture}.png`), animations: 'disabled' })
  })

  test.each(SCREENS)(
    '$path of $account, narrow, English, dark: accessible, nothing wider than the phone',
    async ({ account, path, picture }) => {
      const page = await pageOf(account, { viewport: NARROW, language: 'en', appearance: 'dark' })
      await open(page, path)
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      if (PICTURES && picture) await page.screenshot({ path: join(PICTURES, `${picture}-narrow.png`), animations: 'disabled' })
    },
  )
})

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('.bones').first().waitFor({ state: 'detached' })
  expect(await page.locator('main').innerText()).not.toMatch(UNKNOWN)
  expect(await page.getByRole('alert').allInnerTexts(), 'nothing went wrong').toEqual([])
}

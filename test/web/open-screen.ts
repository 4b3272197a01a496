import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { settled, startVisit, type Visit, type VisitOptions } from './browser.ts'
import type { Screen } from './screens.ts'

/** With QUANHENG_PICTURES=1 the pictures of the documents are taken anew: look at them before they are committed. */
const PICTURES = process.env.QUANHENG_PICTURES === '1' ? 'docs/pictures/screens' : undefined
const UNKNOWN = /没有找到这个页面|您没有查看此页的权限|There is no such page|You may not see this page/

/**
 * Opens screens in one way of looking, with one browser profile an account: each by its address, or `fromScreenToScreen` as somebody does who
 * follows links, so that only the first is loaded and what the last one left behind would show.
 */
export function visitScreens(options: VisitOptions, { fromScreenToScreen = false } = {}): (screen: Screen) => Promise<Page> {
  let visit: Visit
  const pages = new Map<string, Promise<Page>>()
  beforeAll(async () => {
    visit = await startVisit()
  })
  return async ({ account, path }) => {
    const opening = pages.get(account) ?? visit.as(account, options)
    pages.set(account, opening)
    const page = await opening
    if (fromScreenToScreen && page.url().startsWith(visit.url)) await follow(page, path)
    else await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await settled(page)
    await page.locator('.bones').first().waitFor({ state: 'detached' })
    expect(await page.locator('main').innerText()).not.toMatch(UNKNOWN)
    expect(await page.getByRole('alert').allInnerTexts(), 'nothing went wrong').toEqual([])
    return page
  }
}

/** Goes on as a link does; the screen that is shown then says what it is. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.title = ''
    history.pushState({}, '', to)
  }, path)
  await page.waitForFunction(() => document.title !== '')
}

/** Keeps a picture of a main screen, where pictures were asked for. */
export async function takePicture({ picture }: Screen, page: Page, ending = ''): Promise<void> {
  if (PICTURES && picture) await page.screenshot({ path: join(PICTURES, `${picture}${ending}.png`), animations: 'disabled' })
}

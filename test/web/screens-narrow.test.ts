import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser, NARROW } from './browser.ts'
import { takePicture, visitScreens } from './open-screen.ts'
import { SCREENS } from './screens.ts'

describeInBrowser('every screen on a phone', () => {
  const open = visitScreens({ viewport: NARROW, language: 'en', appearance: 'dark' }, { fromScreenToScreen: true })

  test.each(SCREENS)('$path of $account, narrow, English, dark: accessible, nothing wider than the phone', async (screen) => {
    const page = await open(screen)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await takePicture(screen, page, '-narrow')
  })
})

import { test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { describeInBrowser } from './browser.ts'
import { takePicture, visitScreens } from './open-screen.ts'
import { SCREENS } from './screens.ts'

describeInBrowser('every screen on a desk', () => {
  const open = visitScreens({})

  test.each(SCREENS)('$path of $account, wide, Chinese, light: accessible, and about something', async (screen) => {
    const page = await open(screen)
    await expectAccessible(page)
    await takePicture(screen, page)
  })
})

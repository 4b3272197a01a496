import { existsSync } from 'node:fs'

const PLACES = [
  process.env.QUANHENG_BROWSER ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A Chromium or Chrome of this machine; undefined where there is none, and then tests in a browser say that they are skipped. */
export const BROWSER = PLACES.find((place) => place !== '' && existsSync(place))

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appraiseByHand } from './model/appraise-by-hand.ts'

/** The demo world's periods whose results are kept beside it. */
export const DEMO_PERIODS = ['2026-05', '2026-06', '2026-09', '2026-10', '2026-Q3', '2026-H1'] as const
export const DEMO = fileURLToPath(new URL('../../fixtures/worlds/demo/', import.meta.url))

export function expectedText(period: string): string {
  return `${JSON.stringify(appraiseByHand(join(DEMO, 'dataset'), period), null, 1)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(DEMO, 'expected'), { recursive: true })
  for (const period of DEMO_PERIODS) writeFileSync(join(DEMO, 'expected', `${period}.json`), expectedText(period))
}

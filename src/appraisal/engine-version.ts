import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** The version of this program, as its package says and as every snapshot records it. */
export function engineVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version
}

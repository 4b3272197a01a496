import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { inject } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** The words with which Node starts a built program: "cli", or a child of a test by the name of its file. See built-programs.ts. */
export function program(name: string): readonly string[] {
  return [join(inject('programs'), `${name}.js`)]
}

/** The same for the command as it stands in the checkout; in one process, which the `tsx` command would start a second one beside. */
export const FROM_CHECKOUT: readonly string[] = [
  '--import',
  pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href,
  join(ROOT, 'src/cli.ts'),
]

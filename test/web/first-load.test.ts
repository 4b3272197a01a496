import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'

/** What anybody's browser loads before it shows their home page, in kB of gzipped JavaScript. */
const MOST_KB = 280
const PAGES = ['home/home-page.tsx', 'entry/sign-in-page.tsx'] as const

const folder = mkdtempSync(join(tmpdir(), 'quanheng-build-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).optional(), isEntry: z.boolean().optional() }),
)

test('the first load of the home page and of the sign-in page stays small', () => {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'error'], {
    env: { ...process.env, NODE_ENV: 'production', QUANHENG_WEB_OUT: folder },
  })
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  const sizes = PAGES.map((page) => {
    const needed = new Set<string>()
    const take = (key: string) => {
      if (needed.has(key)) return
      needed.add(key)
      for (const each of manifest[key]?.imports ?? []) take(each)
    }
    take('index.html')
    take(page)
    const bytes = [...needed]
      .map((key) => join(folder, manifest[key]?.file ?? ''))
      .map((path) => (existsSync(`${path}.gz`) ? readFileSync(`${path}.gz`).length : readFileSync(path).length))
    return { page, kB: Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1000) }
  })
  console.info(sizes.map(({ page, kB }) => `${page}: ${kB} kB`).join(', '))
  expect(sizes.filter(({ kB }) => kB > MOST_KB)).toEqual([])
})
